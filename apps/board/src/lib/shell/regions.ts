/** F6 moves the focus between the regions of the screen. A region may lie inside another: the view bar in the view. */
const ORDER = ['top', 'rail', 'bar', 'view', 'panel', 'status'];
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';
const CURRENT = '[aria-current="page"], [aria-selected="true"]';

const regionOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-region]') ?? null;
const rank = (region: HTMLElement): number => ORDER.indexOf(region.dataset['region'] ?? '');

/** Focuses the next region; `step` -1 goes back. Inside it, what is current, else the first thing that takes the focus. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
    .filter((region) => region.getClientRects().length > 0)
    .toSorted((a, b) => rank(a) - rank(b));
  const current = regionOf(document.activeElement);
  const at = current ? regions.indexOf(current) : step === 1 ? -1 : 0;
  const region = regions[(at + step + regions.length) % regions.length];
  if (!region) return;
  const own = (selector: string): HTMLElement | undefined =>
    [...region.querySelectorAll<HTMLElement>(selector)].find(
      (element) => regionOf(element) === region && element.getClientRects().length > 0,
    );
  const target = own(CURRENT) ?? own(FOCUSABLE) ?? region;
  if (target === region) region.tabIndex = -1;
  target.focus();
}
