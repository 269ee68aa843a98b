/** What is new on a board since the person was there last: asked for once, shown until it is dismissed or the visit is over. */
import type { SinceResponse } from '@chartroom/server/api';
import type { Answer } from '#lib/session/http.ts';
import type { Memory } from '#lib/state/remembered.ts';
import { isAnything } from './since-words.ts';

export interface SinceParts {
  readonly ask: () => Promise<Answer<SinceResponse>>;
  readonly memory: Memory | null;
  /** Of the person and the board. */
  readonly key: string;
}

export class Since {
  readonly #parts: SinceParts;
  /** null while nothing is to be shown. */
  news = $state.raw<SinceResponse | null>(null);

  constructor(parts: SinceParts) {
    this.#parts = parts;
  }

  async load(): Promise<void> {
    const answer = await this.#parts.ask();
    if (!answer.ok) return;
    const { since } = answer.value;
    if (since === null || !isAnything(answer.value) || this.#dismissed() === since.at) return;
    this.news = answer.value;
  }

  /** Not shown again for what the person left then, also after a reload. */
  dismiss(): void {
    const at = this.news?.since?.at;
    this.news = null;
    try {
      if (at !== undefined) this.#parts.memory?.setItem(this.#parts.key, at);
    } catch {
      // Storage is off or full: it is shown once more after a reload.
    }
  }

  #dismissed(): string | null {
    try {
      return this.#parts.memory?.getItem(this.#parts.key) ?? null;
    } catch {
      return null;
    }
  }
}
