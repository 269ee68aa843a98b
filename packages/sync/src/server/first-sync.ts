/**
 * Answers to sync step 1, encoded and framed once for each state vector while the document stays the same: a storm of
 * reconnecting clients asks for the same few.
 */
import * as Y from 'yjs';
import { encodeFrame } from '../wire/frames.ts';

const MAX_ENTRIES = 8;

export class FirstSync {
  private readonly doc: Y.Doc;
  private answers: { readonly stateVector: Uint8Array; readonly frame: Uint8Array }[] = [];
  private question: Uint8Array | null = null;
  private whole: Uint8Array | null = null;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  /** The document has changed. */
  invalidate(): void {
    this.answers = [];
    this.question = null;
    this.whole = null;
  }

  /** The whole document as an update. */
  update(): Uint8Array {
    this.whole ??= Y.encodeStateAsUpdate(this.doc);
    return this.whole;
  }

  /** Sync step 2 for somebody who has `stateVector`. */
  answer(stateVector: Uint8Array): Uint8Array {
    const known = this.answers.find((entry) => sameBytes(entry.stateVector, stateVector));
    if (known !== undefined) return known.frame;
    const isEmpty = stateVector.length === 1;
    const update = isEmpty ? this.update() : Y.encodeStateAsUpdate(this.doc, stateVector);
    const frame = encodeFrame({ type: 'syncStep2', update });
    if (this.answers.length >= MAX_ENTRIES) this.answers.shift();
    this.answers.push({ stateVector: new Uint8Array(stateVector), frame });
    return frame;
  }

  /** Sync step 1 of the server. */
  step1(): Uint8Array {
    this.question ??= encodeFrame({ type: 'syncStep1', stateVector: Y.encodeStateVector(this.doc) });
    return this.question;
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
