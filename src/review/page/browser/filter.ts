/** What the filter shows or hides: rows, steps, guests, things. Their text is read once. */
const texts = new WeakMap<Element, string>();

/** Shows what contains every word of the filter. A vswitch shows with all its guests when the words are its own. */
export function startFilter(): void {
  const input = document.querySelector<HTMLInputElement>('#filter');
  const status = document.querySelector('#filter-status');
  if (input === null || status === null) return;
  const items = [...document.querySelectorAll('[data-item]')];
  const bands = [...document.querySelectorAll('[data-band]')];
  const folds = [...document.querySelectorAll<HTMLDetailsElement>('details[data-fold]')];
  const apply = (): void => {
    const words = input.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const isMatch = (element: Element): boolean => words.every((word) => textOf(element).includes(word));
    const shownWhole = new Set(words.length === 0 ? [] : bands.filter((band) => isOwnMatch(band, isMatch)));
    let matches = 0;
    for (const item of items) {
      const band = item.closest('[data-band]');
      const isShown = isMatch(item) || (band !== null && shownWhole.has(band));
      item.classList.toggle('filtered-out', !isShown);
      if (isShown) matches += 1;
    }
    for (const group of document.querySelectorAll('[data-group], [data-band]'))
      group.classList.toggle(
        'filtered-out',
        words.length > 0 && !shownWhole.has(group) && group.querySelector('[data-item]:not(.filtered-out)') === null,
      );
    for (const fold of folds) unfold(fold, words.length > 0);
    status.textContent = words.length === 0 ? '' : `${String(matches)} of ${String(items.length)} entries match`;
  };
  input.addEventListener('input', apply);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    input.value = '';
    apply();
  });
  if (input.value !== '') apply();
}

/** Opens what holds something that matches; without a filter, everything is as it was. */
function unfold(fold: HTMLDetailsElement, isFiltered: boolean): void {
  const { wasOpen } = fold.dataset;
  if (isFiltered) {
    fold.dataset['wasOpen'] = wasOpen ?? String(fold.open);
    fold.open = fold.querySelector('[data-item]:not(.filtered-out)') !== null;
  } else if (wasOpen !== undefined) {
    fold.open = wasOpen === 'true';
    delete fold.dataset['wasOpen'];
  }
}

function isOwnMatch(band: Element, isMatch: (element: Element) => boolean): boolean {
  return [...band.querySelectorAll('.vswitch, .beneath')].some(isMatch);
}

function textOf(element: Element): string {
  const known = texts.get(element);
  if (known !== undefined) return known;
  const text = element.textContent.toLowerCase();
  texts.set(element, text);
  return text;
}
