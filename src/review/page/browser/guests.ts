/** Marks all NICs of a guest while the pointer or the keyboard is on one of them: they are on different vswitches. */
export function startGuests(): void {
  let marked: readonly Element[] = [];
  const mark = (event: Event): void => {
    const chip = event.target instanceof Element ? event.target.closest('[data-guest]') : null;
    const guest = chip?.getAttribute('data-guest') ?? '';
    if (marked.some((each) => each === chip)) return;
    for (const each of marked) each.classList.remove('same-guest');
    const plan = chip?.closest('article');
    marked = guest === '' || !plan ? [] : [...plan.querySelectorAll(`[data-guest="${guest}"]`)];
    for (const each of marked) each.classList.add('same-guest');
  };
  document.addEventListener('pointerover', mark);
  document.addEventListener('focusin', mark);
}
