/** The tint of a cell that somebody else has just changed: only the cell whose content changed, until the change is two seconds old. */
import { untrack } from 'svelte';
import type { Author } from '#lib/state/contract.ts';

/**
 * @param content what the cell says, as one string
 * @param recent who changed the record within the last two seconds
 */
export function tintOf(content: () => string, recent: () => Author | undefined): { readonly by: Author | undefined } {
  let touched = $state(false);
  let before = untrack(content);
  $effect(() => {
    const now = content();
    if (now === before) return;
    before = now;
    touched = true;
  });
  $effect(() => {
    if (recent() === undefined) touched = false;
  });
  const by = $derived(touched ? recent() : undefined);
  return {
    get by() {
      return by;
    },
  };
}
