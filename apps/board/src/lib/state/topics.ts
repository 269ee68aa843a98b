/**
 * Named topics as Svelte subscriptions: an effect that reads a topic runs again when that topic changes, and only then.
 * Knows nothing of what the topics stand for.
 */
import { createSubscriber } from 'svelte/reactivity';

export class Topics {
  readonly #subscribe = new Map<string, () => void>();
  readonly #wake = new Map<string, () => void>();

  /** Makes the running effect or derived depend on `topic`; without one it does nothing. */
  read(topic: string): void {
    let subscribe = this.#subscribe.get(topic);
    if (!subscribe) {
      subscribe = createSubscriber((update) => {
        this.#wake.set(topic, update);
        return () => this.#wake.delete(topic);
      });
      this.#subscribe.set(topic, subscribe);
    }
    subscribe();
  }

  /** Wakes whoever reads one of the topics. */
  changed(topics: Iterable<string>): void {
    for (const topic of topics) this.#wake.get(topic)?.();
  }

  /** How many topics are being read at the moment. */
  get readers(): number {
    return this.#wake.size;
  }
}
