/** The queue of mails as the server says it, asked for again each minute while somebody looks. */
import type { MailQueueResponse } from '@chartroom/server/api';
import { ask, type Answer, type Failure } from '#lib/session/http.ts';

const AGAIN_MS = 60_000;

export const askMailQueue = (): Promise<Answer<MailQueueResponse>> => ask('/api/mail');

export class MailQueue {
  value = $state.raw<MailQueueResponse | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #ask: () => Promise<Answer<MailQueueResponse>>;

  constructor(askQueue: () => Promise<Answer<MailQueueResponse>> = askMailQueue) {
    this.#ask = askQueue;
  }

  /** The last answer stays where a later one does not come. */
  async load(): Promise<void> {
    const answer = await this.#ask();
    this.failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.value = answer.value;
  }

  /** Returns what ends it. */
  follow(): () => void {
    void this.load();
    const timer = setInterval(() => void this.load(), AGAIN_MS);
    return () => clearInterval(timer);
  }
}
