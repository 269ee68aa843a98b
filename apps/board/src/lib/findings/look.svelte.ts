/**
 * The last look at the findings of the open board, for all that is marked new or solved. A look is five seconds of the
 * list of findings being visible; its marks stay as long as one is there, and what stood when one left is the next
 * one's beginning.
 */
import type { Finding } from '@chartroom/domain';
import { createContext } from 'svelte';
import type { BoardStore } from '#lib/state/contract.ts';
import { browserMemory } from '#lib/state/remembered.ts';
import { LookMemory, lookAt, newSince, solvedSince, type Look, type Seen } from './look.ts';
import { sentenceOf } from './naming.ts';

export const LOOK_MS = 5_000;

export class Looks {
  readonly #board: BoardStore;
  readonly #memory: LookMemory;
  #look = $state.raw<Look | null>(null);

  constructor(board: BoardStore, memory = new LookMemory(browserMemory(), board.me.id, board.id)) {
    this.#board = board;
    this.#memory = memory;
    this.#look = memory.read();
  }

  readonly newKeys: ReadonlySet<string> = $derived.by(() => newSince(this.#look, this.#board.analysis.findings));
  readonly solved: readonly Seen[] = $derived.by(() => solvedSince(this.#look, this.#board.analysis.findings));

  get sinceMs(): number | null {
    return this.#look?.atMs ?? null;
  }
  isNew(finding: Finding): boolean {
    return this.newKeys.has(finding.key);
  }

  /** Who has never looked begins with what is there. */
  begin(): void {
    if (this.#look === null) this.#look = this.#noted();
  }
  /** Enough was seen for a look: kept, though the marks stay for now. */
  seen(): void {
    this.#noted();
  }
  /** The list was left after a look: what stands now is known. */
  left(): void {
    this.#look = this.#noted();
  }

  #noted(): Look {
    const look = lookAt(this.#board.analysis.findings, (one) => sentenceOf(this.#board, one), Date.now());
    this.#memory.write(look);
    return look;
  }
}

const [read, provide] = createContext<Looks>();
/** The last look; call while a component is being set up. */
export const getLooks = read;
export const provideLooks = provide;
