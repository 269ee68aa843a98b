/** One part of a page that is asked of the server: nothing yet, what it said, or why not. */
import { m } from '#lib/messages/index.ts';
import type { Failure } from '#lib/session/http.ts';

export type Said<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly words: string };

export class Part<T> {
  value = $state.raw<T | null>(null);
  /** Empty while all is well. */
  failure = $state('');
  readonly #ask: () => Promise<Said<T>>;

  constructor(ask: () => Promise<Said<T>>) {
    this.#ask = ask;
  }

  async load(): Promise<void> {
    const said = await this.#ask();
    this.failure = said.ok ? '' : said.words;
    if (said.ok) this.value = said.value;
  }
}

/** What stands on the page when the server's own interface has refused, or was not reached. */
export const failureWords = (failure: Failure): string =>
  failure.kind === 'unreachable' ? m.account.unreachable : failure.problem.detail || failure.problem.title;
