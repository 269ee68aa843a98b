/**
 * The record over a socket from a number on: after the welcome come the entries that stand there already, page by page,
 * then what is stored from then on, each once and in order. Live entries wait meanwhile; they count as not sent yet, so
 * that who is too slow for them is closed like everybody who is too slow.
 */
import type { Entry } from '@chartroom/record';
import { CLOSE, recordFrame, recordIn } from '@chartroom/sync';
import type { Transport } from '@chartroom/sync/server';

export interface ReplayParts {
  /** The last entry that the client has; 0 for none. */
  readonly since: number;
  /** Entries after a number, in order; none at the end. Rejects with `RecordFailure`. */
  page(seq: number): Promise<readonly Entry[]>;
  /** Runs a task after a time in milliseconds. */
  after(ms: number, task: () => void): void;
  onFailure(error: unknown): void;
}

/** Bytes that may be on their way before the next page is read. */
const MOST_BUFFERED = 1_000_000;
const WAIT_MS = 20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const entriesIn = (entries: Uint8Array): readonly Entry[] => JSON.parse(decoder.decode(entries)) as readonly Entry[];
const frameOf = (entries: readonly Entry[]): Uint8Array => recordFrame(encoder.encode(JSON.stringify(entries)));

export const replayingRecord = (transport: Transport, parts: ReplayParts): Transport => {
  /** Entries that were told while earlier ones are read; null once all is told. */
  let held: Uint8Array[] | null = [];
  let heldBytes = 0;
  let begun = false;
  let closed = false;
  let at = parts.since;

  const live = (): void => {
    const waiting = held ?? [];
    held = null;
    heldBytes = 0;
    const entries = waiting.flatMap(entriesIn).filter(({ seq }) => seq > at);
    if (entries.length > 0) transport.send(frameOf(entries));
  };
  const next = async (): Promise<void> => {
    if (closed) return;
    if (transport.bufferedBytes() > MOST_BUFFERED) return parts.after(WAIT_MS, run);
    const entries = await parts.page(at);
    if (closed) return;
    if (entries.length === 0) return live();
    at = entries.at(-1)!.seq;
    transport.send(frameOf(entries));
    return next();
  };
  const run = (): void => {
    next().catch((error: unknown) => {
      parts.onFailure(error);
      transport.close(CLOSE.internal);
    });
  };

  return {
    ...transport,
    send: (frame) => {
      if (held === null) return transport.send(frame);
      const told = recordIn(frame);
      if (told instanceof Uint8Array) {
        held.push(told);
        heldBytes += told.length;
        return;
      }
      transport.send(frame);
      if (told === 'welcome' && !begun) {
        begun = true;
        run();
      }
    },
    close: (reason) => {
      closed = true;
      transport.close(reason);
    },
    bufferedBytes: () => transport.bufferedBytes() + heldBytes,
  };
};
