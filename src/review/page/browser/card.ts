/** Shows what a link leads to beside it, on hover and on focus. It stays while the pointer is on it, and goes with Escape. */
export function startCard(): void {
  const card = document.querySelector<HTMLElement>('#card');
  if (card === null) return;
  let timer = 0;
  let shownFor: Element | null = null;
  const hide = (): void => {
    window.clearTimeout(timer);
    card.hidden = true;
    shownFor = null;
  };
  const show = (link: Element): void => {
    const target = document.getElementById((link.getAttribute('href') ?? '').slice(1));
    if (target === null || target.contains(link)) return;
    card.replaceChildren(...contentOf(target));
    card.hidden = false;
    shownFor = link;
    place(card, link);
  };
  const later = (link: Element, delayMs: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => show(link), delayMs);
  };
  document.addEventListener('pointerover', (event) => {
    const link = linkAt(event);
    if (link !== null) later(link, 150);
    else if (!card.contains(event.target as Node)) timer = laterHide(timer, hide);
    else window.clearTimeout(timer);
  });
  document.addEventListener('focusin', (event) => {
    const link = linkAt(event);
    if (link !== null && link.matches(':focus-visible')) later(link, 0);
    else hide();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  document.addEventListener('click', hide);
  window.addEventListener('scroll', () => {
    if (shownFor !== null) place(card, shownFor);
  });
}

function laterHide(timer: number, hide: () => void): number {
  window.clearTimeout(timer);
  return window.setTimeout(hide, 200);
}

function linkAt(event: Event): Element | null {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  return link === null || link.closest('#card') !== null || link.matches('.skip') ? null : link;
}

/** A copy of what the link leads to, all of it open, without ids: each is there once. */
function contentOf(target: Element): readonly Node[] {
  const copy = target.cloneNode(true) as Element;
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    element.removeAttribute('id');
    element.classList.remove('filtered-out');
    element.removeAttribute('tabindex');
  }
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  for (const summary of copy.querySelectorAll('summary')) {
    const title = document.createElement('p');
    title.append(...summary.childNodes);
    summary.replaceWith(title);
  }
  for (const details of copy.querySelectorAll('details')) details.replaceWith(...details.childNodes);
  return [...copy.childNodes];
}

function place(card: HTMLElement, link: Element): void {
  const at = link.getBoundingClientRect();
  const own = card.getBoundingClientRect();
  const below = at.bottom + 6;
  const top = below + own.height <= window.innerHeight ? below : Math.max(6, at.top - own.height - 6);
  const left = Math.min(Math.max(6, at.left), window.innerWidth - own.width - 6);
  card.style.top = `${String(top)}px`;
  card.style.left = `${String(Math.max(6, left))}px`;
}
