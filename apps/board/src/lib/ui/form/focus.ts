/** Where a form that was refused leads: to the first field that is wrong. */
import { tick } from 'svelte';

/** Focuses the first wrong field of the form once the errors are drawn; false when none is. */
export async function focusFirstWrong(form: HTMLFormElement | null): Promise<boolean> {
  await tick();
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
  wrong?.focus();
  return wrong != null;
}
