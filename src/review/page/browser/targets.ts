/** Opens what a link leads to, also when it is folded or hidden by a filter, and brings the keyboard there. */
export function startTargets(): void {
  window.addEventListener('hashchange', reveal);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a[href^="#"]');
    // The same link twice changes no address.
    if (link !== null && link.getAttribute('href') === location.hash) reveal();
  });
  if (location.hash !== '') reveal();
}

function reveal(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (target === null) return;
  for (let element: Element | null = target; element !== null; element = element.parentElement) {
    element.classList.remove('filtered-out');
    if (element instanceof HTMLDetailsElement) element.open = true;
  }
  const inner = target.querySelector('details');
  if (inner !== null) inner.open = true;
  const summary = target instanceof HTMLDetailsElement ? target.querySelector('summary') : null;
  (summary ?? target).focus();
  target.scrollIntoView({ block: 'nearest' });
}
