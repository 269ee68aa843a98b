/** F6 moves the focus between the regions of the screen: top bar, rail, view bar, view, panel, status. */
const SELECTOR = '[data-region]';
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

/** Focuses the next region in the order of the document; `step` -1 goes back. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(SELECTOR)].filter(
    (region) => region.offsetParent !== null || region.getClientRects().length > 0,
  );
  if (regions.length === 0) return;
  const current = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = current < 0 ? (step === 1 ? 0 : regions.length - 1) : (current + step + regions.length) % regions.length;
  const region = regions[next];
  if (!region) return;
  const inside =
    region.querySelector<HTMLElement>(`[aria-current="page"], [aria-selected="true"]`) ??
    region.querySelector<HTMLElement>(FOCUSABLE);
  if (inside) return inside.focus();
  region.tabIndex = -1;
  region.focus();
}
