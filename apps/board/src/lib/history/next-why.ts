/** Where the keyboard goes after a reason was given: the button that asked is gone, and under a filter its line as well. */

const buttonsIn = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-why] button'),
];

/**
 * To be taken while the button that asks has the focus. Moves on to the one that stands in its place afterwards, to the last
 * where it was the last, and to the list itself (which takes the focus) where nothing more can be explained.
 */
export function nextWhy(list: HTMLElement): () => void {
  const at = buttonsIn(list).findIndex((button) => button.contains(document.activeElement));
  return () => {
    const buttons = buttonsIn(list);
    (buttons[Math.min(Math.max(at, 0), buttons.length - 1)] ?? list).focus();
  };
}
