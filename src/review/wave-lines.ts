import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { wrapText } from './wrap-text';

/** In what order hosts are changed: a line for each wave, and what ends it. */
export function wavesText(
  waves: readonly (readonly string[])[],
  atOnce: number,
  { widthColumns }: { readonly widthColumns: number },
): string {
  const most = `at most ${countText(atOnce, 'host')} at once`;
  const heading = `${countText(waves.length, 'wave')}, ${most}. When a host does not end well, no other is begun.`;
  const lines = [
    ...wrapText(heading, { widthColumns, first: '', rest: '  ' }),
    ...waves.flatMap((hosts, index) =>
      wrapText(hosts.map(printableText).join(', '), {
        widthColumns,
        first: `  wave ${String(index + 1).padStart(String(waves.length).length)}  `,
        rest: '    ',
      }),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
