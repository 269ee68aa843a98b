/**
 * Who writes under which Yjs client id, as the server says. Asked once, and again when an id turns up that is not
 * known; ids that stay unknown are asked for less and less often.
 */
import type { AuthorsResponse } from '@chartroom/server/api';
import type { Author } from './contract.ts';
import { Topics } from './topics.ts';

const ALL = 'authors';
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

export type AskAuthors = () => Promise<AuthorsResponse | null>;

export class Authors {
  readonly #ask: AskAuthors;
  readonly #topics = new Topics();
  readonly #known = new Map<number, Author>();
  #pauseMs = FIRST_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(ask: AskAuthors) {
    this.#ask = ask;
  }

  /** Says under which client id the person at this screen writes; the server learns it only with the first edit. */
  introduce(clientId: number, author: Author): void {
    this.#known.set(clientId, author);
    this.#topics.changed([ALL]);
  }

  /** Reactive; asks the server when the id is new. */
  get(clientId: number): Author | undefined {
    this.#topics.read(ALL);
    const author = this.#known.get(clientId);
    if (!author) this.#wonder();
    return author;
  }

  /** The author as known now, without reacting or asking. */
  peek(clientId: number): Author | undefined {
    return this.#known.get(clientId);
  }

  /** Asks now; resolves when the answer is in. */
  async refresh(): Promise<void> {
    const answer = await this.#ask();
    if (this.#closed || !answer) return;
    let news = false;
    for (const [id, author] of Object.entries(answer.authors)) {
      const clientId = Number(id);
      const known = this.#known.get(clientId);
      if (known && known.name === author.name && known.function === author.function) continue;
      this.#known.set(clientId, author);
      news = true;
    }
    if (!news) return;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#topics.changed([ALL]);
  }

  #wonder(): void {
    if (this.#timer !== undefined || this.#closed) return;
    this.#timer = setTimeout(() => {
      void this.refresh().finally(() => (this.#timer = undefined));
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
