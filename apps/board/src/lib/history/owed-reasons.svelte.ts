/** Who owes reasons on a board, for to-dos: asked of the server, which alone has the audit trail. Reactive. */
import type { OwedReasons } from '@chartroom/record';
import type { ChangesResponse } from '@chartroom/server/api';
import type { AskTrail } from './trail-pages.svelte.ts';

export class OwedReasonCounts {
  readonly #ask: AskTrail;
  #all = $state.raw<readonly OwedReasons[]>([]);
  #people = $state.raw<ChangesResponse['people']>({});
  #asked = 0;

  constructor(ask: AskTrail) {
    this.#ask = ask;
  }

  /** None until the server has answered; while it cannot be reached what it said last. */
  get all(): readonly OwedReasons[] {
    return this.#all;
  }

  /** What somebody who owes one is called. */
  nameOf(principal: string): string | null {
    return this.#people[principal]?.name ?? null;
  }

  async refresh(): Promise<void> {
    const number = (this.#asked += 1);
    const answer = await this.#ask(new URLSearchParams({ owed: '1', limit: '1' }));
    if (number !== this.#asked || !answer.ok) return;
    const { owed, people } = answer.value;
    this.#people = people;
    this.#all = owed.map(({ principal, changes }) => {
      const speaksFor = people[principal]?.function;
      return { principal, changes, ...(speaksFor === undefined ? {} : { speaksFor }) };
    });
  }
}
