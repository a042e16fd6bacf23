export interface Column {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Columns of a fixed table: `l8 r6` is eight to the left, then six to the right. */
export function columns(layout: string): readonly Column[] {
  return layout
    .split(' ')
    .map((text) => ({ align: text.startsWith('r') ? 'right' : 'left', width: Number(text.slice(1)) }));
}

/** One row, cells parted by one blank; cells wider than their column push the rest to the right. */
export function row(layout: readonly Column[], cells: readonly string[]): string {
  return layout
    .map(({ width, align }, index) => {
      const cell = cells[index] ?? '';
      return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
    })
    .join(' ');
}

/** The line of `=` below a heading. */
export function ruler(layout: readonly Column[]): string {
  return layout.map(({ width }) => '='.repeat(width)).join(' ');
}
