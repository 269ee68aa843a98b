/**
 * What the person at this screen says about own edits, as commands of the record: undo and redo, reasons, and when edits
 * were made that the server got later. Names edits by the clocks that they took in the document, so that the server finds
 * exactly these. Knows no words and no screen.
 */
import type { EditNote, Payload } from '@chartroom/record';
import * as Y from 'yjs';
import { LeftNotes, type EditItems, type Stretch, type Waiting } from './left-notes.ts';
import type { RecordClock } from './record-clock.ts';
import type { Memory } from './remembered.ts';

export interface EditNotesParts {
  readonly doc: Y.Doc;
  readonly clock: RecordClock;
  readonly say: (note: Payload<'edit'>) => void;
  /** Where it is remembered what was made away from the server; null where nothing can be. */
  readonly memory: Memory | null;
  /** Of this person on this board. */
  readonly memoryKey: string;
}

/** Undo pressed several times at once is one note, and so are several edits for one purpose. */
const TOGETHER_MS = 1_500;
/** What arrives sooner was not made offline. */
const OFFLINE_MS = 5_000;

/** An own edit that the server has not said to have. */
interface Unsent {
  /** Null where it wrote none: it took something away. */
  readonly items: EditItems | null;
  readonly atMs: number;
  /** Made without the server, or not answered when it went away. */
  isAway: boolean;
}

export class EditNotes {
  readonly #parts: EditNotesParts;
  readonly #left: LeftNotes;
  #waiting: Waiting | null = null;
  #cancel: (() => void) | null = null;
  /** Until the server has answered: edits made meanwhile may have to wait for it. */
  #isAway = true;
  /** Oldest first, one for each that the connection counts. */
  #unsent: Unsent[] = [];
  /** What the server has by now, and got late. */
  #late: Stretch[] = [];

  constructor(parts: EditNotesParts) {
    this.#parts = parts;
    this.#left = new LeftNotes(parts.memory, parts.memoryKey);
    parts.doc.on('update', this.#wrote);
    parts.doc.on('afterTransaction', this.#undid);
  }

  /** Runs an edit and answers which items it wrote; null when it wrote none. */
  during<T>(work: () => T): { readonly value: T; readonly items: EditItems | null } {
    const { doc } = this.#parts;
    const client = doc.clientID;
    const from = Y.getState(doc.store, client);
    const value = work();
    const to = Y.getState(doc.store, client) - 1;
    return { value, items: to < from ? null : { client, from, to } };
  }

  /**
   * Says it of these items. A reason goes out at once. How and what for wait a moment: said of what follows directly they are
   * one note, so that filling in a whole column is one command.
   */
  say(items: EditItems | null, said: EditNote): void {
    if (items === null) return;
    if (said.reason !== undefined) {
      this.flush();
      return this.#parts.say({ ...items, ...said });
    }
    const waiting = this.#waiting;
    const goesOn =
      waiting !== null &&
      waiting.items.client === items.client &&
      waiting.items.to + 1 === items.from &&
      JSON.stringify(waiting.said) === JSON.stringify(said);
    if (!goesOn) this.flush();
    this.#waiting = { items: goesOn ? { ...waiting.items, to: items.to } : items, said };
    this.#cancel?.();
    this.#cancel = this.#parts.clock.after(TOGETHER_MS, () => this.flush());
  }

  /** Sends what waits to be joined. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.#parts.say({ ...waiting.items, ...waiting.said });
  }

  /** The page goes, and what is sent now would go with it: what waits is remembered and said the next time. */
  leave(): void {
    for (const stretch of this.#late) this.#left.keepStretch(stretch);
    if (this.#waiting !== null && this.#left.keepWaiting(this.#waiting)) this.#waiting = null;
    this.flush();
  }

  /**
   * Whether edits that are made now reach the server at once, whether it has all that were made, and how many it has not
   * (null where that is not known). A connection can be dead for half a minute before it is seen to be: what is acknowledged
   * late was made without the server, whatever the connection looked like then.
   */
  heard(link: 'away' | 'here' | 'all-sent', unsent: number | null = null): void {
    this.#isAway = link === 'away';
    if (unsent !== null) this.#acknowledged(Math.max(0, this.#unsent.length - unsent));
    if (link === 'away') {
      for (const edit of this.#unsent) edit.isAway = true;
      this.#remember();
    }
    if (link !== 'all-sent') return;
    this.#acknowledged(this.#unsent.length);
    for (const { atMs, ...items } of [...this.#left.stretches(this.#parts.doc.clientID), ...this.#late])
      if (this.#parts.clock.nowMs() - atMs >= OFFLINE_MS)
        this.#parts.say({ ...items, claimedAt: new Date(atMs).toISOString() });
    for (const { items, said } of this.#left.waiting()) this.#parts.say({ ...items, ...said });
    this.#late = [];
    this.#left.forget();
  }

  /** The oldest edits are with the server. */
  #acknowledged(count: number): void {
    const nowMs = this.#parts.clock.nowMs();
    for (const { items, atMs, isAway } of this.#unsent.splice(0, count)) {
      if (items === null || !(isAway || nowMs - atMs >= OFFLINE_MS)) continue;
      const last = this.#late.at(-1);
      if (last?.client === items.client && last.to + 1 === items.from)
        this.#late[this.#late.length - 1] = { ...last, to: items.to };
      else this.#late.push({ ...items, atMs });
    }
  }

  close(): void {
    this.flush();
    this.#parts.doc.off('update', this.#wrote);
    this.#parts.doc.off('afterTransaction', this.#undid);
  }

  readonly #wrote = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (!transaction.local) return;
    this.#unsent.push({
      items: this.#writtenBy(transaction),
      atMs: this.#parts.clock.nowMs(),
      isAway: this.#isAway,
    });
    if (this.#isAway) this.#remember();
  };

  /**
   * Inside a long text the editor undoes by itself, with the manager that Yjs has for it: however it was asked to, by key,
   * menu or gesture, its transactions name that manager. What only erases writes nothing that a note could be about.
   */
  readonly #undid = (transaction: Y.Transaction): void => {
    const { origin } = transaction as { readonly origin: unknown };
    if (!transaction.local || !(origin instanceof Y.UndoManager)) return;
    this.say(this.#writtenBy(transaction), { by: origin.redoing ? 'redo' : 'undo' });
  };

  /** Own items that a transaction wrote; null when it wrote none. */
  #writtenBy(transaction: Y.Transaction): EditItems | null {
    const client = this.#parts.doc.clientID;
    const from = transaction.beforeState.get(client) ?? 0;
    const to = (transaction.afterState.get(client) ?? 0) - 1;
    return to < from ? null : { client, from, to };
  }

  /** What was made away from the server, as one stretch. */
  #remember(): void {
    const made = this.#unsent.filter(({ items }) => items !== null);
    const [first, last] = [made[0], made.at(-1)];
    if (!first?.items || !last?.items) return;
    this.#left.keepStretch({ ...first.items, to: last.items.to, atMs: first.atMs });
  }
}
