/** Marks, along time, the steps that one waits for and those that wait for it, while the pointer or the keyboard is on it. */
export function startEdges(): void {
  let marked: readonly Element[] = [];
  const mark = (event: Event): void => {
    const bar = event.target instanceof Element ? event.target.closest('.step-bar') : null;
    for (const each of marked) each.classList.remove('near');
    const step = bar === null ? null : document.getElementById((bar.getAttribute('href') ?? '').slice(1));
    const near = new Set([...(step?.querySelectorAll('.facts a') ?? [])].map((link) => link.getAttribute('href')));
    marked = [...(bar?.parentElement?.querySelectorAll('.step-bar') ?? [])].filter((each) =>
      near.has(each.getAttribute('href')),
    );
    for (const each of marked) each.classList.add('near');
  };
  document.addEventListener('pointerover', mark);
  document.addEventListener('focusin', mark);
}
