/**
 * Counts local edits from the transaction to the acknowledgement, over any number of connections. An edit that was
 * sent on a connection that broke counts as unsent again until the next one covers it.
 */
import { joinUpdates } from '../update/join.ts';
import { parseUpdate, UNLIMITED } from '../update/parse.ts';
import { splitUpdate } from '../update/split.ts';
import { encodeFrame } from '../wire/frames.ts';

export class Outbox {
  /** Updates that no frame of this connection holds yet. */
  private updates: Uint8Array[] = [];
  private waiting: number;
  /** Frames of this connection without acknowledgement, oldest first, with the edits that each completes. */
  private inFlight: { readonly frame: number; readonly edits: number }[] = [];
  private sent = 0;

  /** @param waiting transactions of earlier sessions that were not acknowledged then */
  constructor(waiting: number) {
    this.waiting = waiting;
  }

  /** Local transactions that are not acknowledged. */
  get unsent(): number {
    return this.waiting + this.inFlight.reduce((sum, { edits }) => sum + edits, 0);
  }
  /** Nothing waits, not even what is not counted. */
  get isEmpty(): boolean {
    return this.waiting === 0 && this.updates.length === 0 && this.inFlight.length === 0;
  }

  /** A local transaction; `counted` unless it was merely loaded. */
  add(update: Uint8Array, counted: boolean): void {
    this.updates.push(update);
    if (counted) this.waiting++;
  }

  /** A new connection: whatever was under way is to be covered again by what the server turns out to lack. */
  restart(): void {
    this.waiting = this.unsent;
    this.updates = [];
    this.inFlight = [];
    this.sent = 0;
  }

  /** Everything local is in `missing`, which the server lacks; null when it lacks nothing. Returns the frames to send. */
  cover(missing: Uint8Array | null): readonly Uint8Array[] {
    this.updates = [];
    if (missing === null) {
      this.waiting = 0;
      return [];
    }
    return this.pack([missing], 'syncStep2');
  }

  /** One frame for all transactions since the last flush, several when they are large. */
  flush(): readonly Uint8Array[] {
    const { updates } = this;
    if (updates.length === 0) return [];
    this.updates = [];
    return this.pack(joinUpdates(updates), 'update');
  }

  /** The first `upTo` edit frames of this connection are durable. */
  acknowledge(upTo: number): void {
    this.inFlight = this.inFlight.filter(({ frame }) => frame > upTo);
  }

  private pack(updates: readonly Uint8Array[], type: 'syncStep2' | 'update'): readonly Uint8Array[] {
    const parts = updates.flatMap(split);
    // What was merely loaded counts while it is under way: until it is durable nothing is saved.
    const edits = Math.max(1, this.waiting);
    this.waiting = 0;
    parts.forEach((_, index) => {
      this.sent++;
      this.inFlight.push({ frame: this.sent, edits: index === parts.length - 1 ? edits : 0 });
    });
    return parts.map((update) => encodeFrame({ type, update }));
  }
}

function split(update: Uint8Array): readonly Uint8Array[] {
  const parsed = parseUpdate(update, UNLIMITED);
  // What cannot be parsed will be refused; it goes out whole so that the refusal names it.
  return parsed.kind === 'parsed' ? splitUpdate(parsed.parsed) : [update];
}
