/**
 * One person's own edits, to take back and to do again. Holds no values of the document beyond what its own edits
 * touched; bounded.
 */
import type * as Y from 'yjs';
import type { Mutation, Outcome, Performed, Undone, Written } from './change.ts';
import { standInFor, undo, type StandIns } from './undo.ts';

export class EditHistory {
  readonly #limit: number;
  #done: Performed[] = [];
  #undone: Performed[] = [];
  #standIns: StandIns = new Map();

  /** `limit`: how many edits can be taken back; the oldest are forgotten. */
  constructor(limit = 200) {
    this.#limit = limit;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What undo would take back, for the wording of the command; null when there is nothing. */
  get nextUndo(): Performed | null {
    return this.#done.at(-1) ?? null;
  }

  get nextRedo(): Performed | null {
    return this.#undone.at(-1) ?? null;
  }

  /** Runs a mutation and remembers it. */
  run(doc: Y.Doc, mutation: Mutation): Outcome {
    const outcome = mutation(doc);
    if (outcome.ok) this.record(outcome.performed);
    return outcome;
  }

  /** Remembers an edit; what was undone before it can no longer be done again. */
  record(performed: Performed): void {
    this.#done.push(performed);
    if (this.#done.length > this.#limit) this.#done.shift();
    this.#undone = [];
    this.#prune();
  }

  /** Takes the last edit back; null when there is none. An edit that others have changed wholly is dropped and reported. */
  undo(doc: Y.Doc): Undone | null {
    return this.#move(doc, this.#done, this.#undone);
  }

  /** Does the last undone edit again; null when there is none. */
  redo(doc: Y.Doc): Undone | null {
    return this.#move(doc, this.#undone, this.#done);
  }

  /**
   * Takes one particular edit back, also when others of one's own have come after it; null when it has been taken back
   * already or is forgotten. Out of turn it cannot be done again.
   */
  takeBack(doc: Y.Doc, performed: Performed): Undone | null {
    if (this.nextUndo === performed) return this.undo(doc);
    const at = this.#done.indexOf(performed);
    if (at < 0) return null;
    this.#done.splice(at, 1);
    return undo(doc, performed, this.#standIns);
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#standIns = new Map();
  }

  #move(doc: Y.Doc, from: Performed[], to: Performed[]): Undone | null {
    const performed = from.pop();
    if (performed === undefined) return null;
    const undone = undo(doc, performed, this.#standIns);
    if (undone.performed.touched.length > 0) to.push(undone.performed);
    return undone;
  }

  /** Keeps only what a remembered edit can still ask for. */
  #prune(): void {
    if (this.#standIns.size < this.#limit * 20) return;
    const kept: StandIns = new Map();
    for (const { touched } of [...this.#done, ...this.#undone]) {
      for (const { written } of touched) {
        const now: Written = standInFor(written, this.#standIns);
        if (now !== written) kept.set(`${written.client}:${written.clock}`, now);
      }
    }
    this.#standIns = kept;
  }
}
