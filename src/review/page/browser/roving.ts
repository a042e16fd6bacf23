const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Makes a long row of links one stop of the Tab key; arrow keys, Home and End go through it. */
export function startRoving(): void {
  for (const row of document.querySelectorAll('[data-roving]')) {
    linksOf(row).forEach((link, place) => link.setAttribute('tabindex', place === 0 ? '0' : '-1'));
    row.addEventListener('keydown', (event) => move(row, event as KeyboardEvent));
    row.addEventListener('focusin', (event) => {
      const link = (event.target as Element).closest('a');
      if (link !== null) linksOf(row).forEach((each) => each.setAttribute('tabindex', each === link ? '0' : '-1'));
    });
  }
}

type Focusable = Element & HTMLOrSVGElement;

function linksOf(row: Element): readonly Focusable[] {
  return [...row.querySelectorAll<Focusable>('a[href]')];
}

function move(row: Element, event: KeyboardEvent): void {
  const links = linksOf(row).filter((link) => link.checkVisibility());
  const place = links.findIndex((link) => link === document.activeElement);
  const step = STEPS[event.key];
  const next =
    event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : step === undefined ? -1 : place + step;
  const target = links[next];
  if (place < 0 || target === undefined) return;
  event.preventDefault();
  target.focus();
}
