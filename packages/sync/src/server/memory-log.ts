/**
 * An update log in memory, for tests and trials: it keeps the contract except that nothing survives the process.
 */
import { LogFailure, type LoadedLog, type LoggedUpdate, type NewUpdate, type UpdateLog } from '../ports.ts';

interface Board {
  readonly epoch: number;
  readonly updates: LoggedUpdate[];
  readonly bindings: Map<number, string>;
}

export interface MemoryLog extends UpdateLog {
  /** Makes a board known; a board that is there stays as it is. */
  create(board: string, epoch?: number): void;
  /** A log of its own with everything stored so far, as after a restart. */
  copy(): MemoryLog;
}

export function createMemoryLog(): MemoryLog {
  return new BoardsInMemory(new Map());
}

class BoardsInMemory implements MemoryLog {
  private readonly boards: Map<string, Board>;

  constructor(boards: Map<string, Board>) {
    this.boards = boards;
  }

  create(board: string, epoch = 1): void {
    if (!this.boards.has(board)) this.boards.set(board, { epoch, updates: [], bindings: new Map() });
  }

  copy(): MemoryLog {
    const boards = new Map<string, Board>();
    for (const [id, { epoch, updates, bindings }] of this.boards) {
      boards.set(id, { epoch, updates: [...updates], bindings: new Map(bindings) });
    }
    return new BoardsInMemory(boards);
  }

  async append(rows: readonly NewUpdate[]): Promise<readonly number[]> {
    // All or none: every row is checked before the first is stored.
    const claims = new Map<string, string>();
    for (const row of rows) this.check(row, claims);
    return rows.map((row) => this.store(row));
  }

  async load(board: string): Promise<LoadedLog> {
    const { epoch, updates, bindings } = this.board(board);
    return { epoch, updates: [...updates], bindings: new Map(bindings) };
  }

  async since(board: string, seq: number, limit: number): Promise<readonly LoggedUpdate[]> {
    return this.board(board).updates.slice(seq, seq + limit);
  }

  private board(id: string): Board {
    const board = this.boards.get(id);
    if (board === undefined) throw new LogFailure('unknown-board', `There is no board ${id}.`);
    return board;
  }

  private check({ board, principalId, newClientIds }: NewUpdate, claims: Map<string, string>): void {
    const { bindings } = this.board(board);
    for (const client of newClientIds) {
      const claim = `${board}/${client}`;
      const owner = bindings.get(client) ?? claims.get(claim);
      if (owner !== undefined && owner !== principalId) {
        throw new LogFailure('binding-taken', `Client id ${client} on board ${board} belongs to another principal.`);
      }
      claims.set(claim, principalId);
    }
  }

  private store({ newClientIds, ...row }: NewUpdate): number {
    const { updates, bindings } = this.board(row.board);
    const seq = updates.length + 1;
    updates.push({ ...row, update: new Uint8Array(row.update), seq });
    for (const client of newClientIds) bindings.set(client, row.principalId);
    return seq;
  }
}
