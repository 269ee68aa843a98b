/** A record in memory, for tests and trials: it keeps the contract except that nothing survives the process. */
import { canonicalJson, sameContent } from './canonical.ts';
import { chained } from './chain.ts';
import { RecordFailure, type Entry, type NewEntry, type RecordHead, type RecordLog } from './entry.ts';

export interface MemoryRecordLog extends RecordLog {
  /** Makes a board known; a board that is there stays as it is. */
  create(board: string): void;
}

export function createMemoryRecordLog(): MemoryRecordLog {
  return new BoardsInMemory();
}

/** Nobody can change from outside what is kept. */
const copyOf = <P>(payload: P): P => JSON.parse(canonicalJson(payload)) as P;
const given = (entry: Entry): Entry => ({ ...entry, payload: copyOf(entry.payload) });
const headOf = (entries: readonly Entry[]): RecordHead | null => {
  const last = entries.at(-1);
  return last === undefined ? null : { seq: last.seq, hash: last.hash };
};

class BoardsInMemory implements MemoryRecordLog {
  private readonly boards = new Map<string, readonly Entry[]>();

  create(board: string): void {
    if (!this.boards.has(board)) this.boards.set(board, []);
  }

  async append(board: string, entries: readonly NewEntry[]): Promise<readonly Entry[]> {
    const grown = [...this.entries(board)];
    const answer = entries.map((entry) => {
      const known = grown.find(({ id }) => id === entry.id);
      if (known === undefined) {
        const added = chained(board, headOf(grown), { ...entry, payload: copyOf(entry.payload) });
        grown.push(added);
        return added;
      }
      if (!sameContent(known, entry))
        throw new RecordFailure('conflict', `Entry ${entry.id} of board ${board} says something else already.`);
      return known;
    });
    this.boards.set(board, grown);
    return answer.map(given);
  }

  async since(board: string, seq: number, limit: number): Promise<readonly Entry[]> {
    return this.entries(board)
      .slice(seq, seq + limit)
      .map(given);
  }

  async find(board: string, id: string): Promise<Entry | null> {
    const found = this.entries(board).find((entry) => entry.id === id);
    return found === undefined ? null : given(found);
  }

  async head(board: string): Promise<RecordHead | null> {
    return headOf(this.entries(board));
  }

  private entries(board: string): readonly Entry[] {
    const entries = this.boards.get(board);
    if (entries === undefined) throw new RecordFailure('unknown-board', `There is no board ${board}.`);
    return entries;
  }
}
