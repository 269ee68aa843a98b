/** A draft that is being written: read when its place is shown, kept with every key, gone when it was sent. */
import type { Draft, Drafts } from '../drafts.ts';

export class DraftState {
  readonly #drafts: Drafts;
  readonly #place: string;
  /** It is in this browser's storage. */
  kept = $state(false);

  constructor(drafts: Drafts, place: string) {
    this.#drafts = drafts;
    this.#place = place;
  }

  read(): Draft | null {
    const draft = this.#drafts.read(this.#place);
    this.kept = draft !== null;
    return draft;
  }
  keep(draft: Draft): void {
    this.kept = this.#drafts.keep(this.#place, draft, Date.now());
  }
  sent(): void {
    this.#drafts.discard(this.#place);
    this.kept = false;
  }
}
