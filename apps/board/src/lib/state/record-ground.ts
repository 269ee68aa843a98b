/**
 * What charter and findings stand on, read ahead of a long record: members and verdicts are few among many words. It is
 * shown until the whole record is there, and never after it; what is said meanwhile goes on in it.
 */
import { isGroundKind, RecordProjector, type Entry, type RecordProjection } from '@chartroom/record';
import type { RecordServer } from './record-server.ts';

export class RecordGround {
  readonly #server: Pick<RecordServer, 'ground'>;
  readonly #onRead: () => void;
  readonly #projector = new RecordProjector();
  #phase: 'new' | 'reading' | 'read' | 'closed' = 'new';

  constructor(server: Pick<RecordServer, 'ground'>, onRead: () => void) {
    this.#server = server;
    this.#onRead = onRead;
  }

  /** null until all of it is there. */
  get value(): RecordProjection | null {
    return this.#phase === 'read' ? this.#projector.value : null;
  }

  /** Reads it, once. Where that fails it stays away: the record itself is on its way, and says what is wrong. */
  async begin(): Promise<void> {
    if (this.#phase !== 'new') return;
    this.#phase = 'reading';
    for (let since = 0; ;) {
      const page = await this.#server.ground(since);
      if (this.#isClosed || !page.ok) return;
      const { entries, lastSaid } = page.value;
      this.#projector.add(entries);
      const last = entries.at(-1)?.seq ?? lastSaid;
      if (last >= lastSaid) break;
      since = last;
    }
    this.#phase = 'read';
    this.#onRead();
  }

  /** Entries that were stored just now. */
  heard(entries: readonly Entry[]): void {
    const ground = entries.filter(({ kind }) => isGroundKind(kind));
    if (this.#isClosed || this.#phase === 'new' || ground.length === 0) return;
    this.#projector.add(ground);
    if (this.#phase === 'read') this.#onRead();
  }

  get #isClosed(): boolean {
    return this.#phase === 'closed';
  }
  close(): void {
    this.#phase = 'closed';
  }
}
