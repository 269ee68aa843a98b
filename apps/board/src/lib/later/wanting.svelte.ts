/**
 * What somebody has asked for on this page and whose code is still on its way. It is shown while it takes long enough to
 * be noticed, and said when it fails.
 */
import { untrack } from 'svelte';
import { m } from '#lib/messages/index.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Later } from './later.svelte.ts';

class Wanting {
  /** How many are on their way. */
  count = $state(0);

  /** Loads what is not here yet; `failed` undoes what waits for it. An effect that wants something does not hear of it. */
  want(later: Later<unknown>, failed?: () => void): Promise<void> {
    return untrack(() => this.#want(later, failed));
  }

  async #want(later: Later<unknown>, failed?: () => void): Promise<void> {
    if (later.value !== null) return;
    this.count++;
    try {
      await later.load();
    } catch {
      failed?.();
      toast({ text: m.common.partFailed, kind: 'refused', key: 'later' });
    } finally {
      this.count--;
    }
  }
}

export const wanting = new Wanting();
