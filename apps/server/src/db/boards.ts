/**
 * The table of boards. A board appears together with its first update or not at all. Title, scope and steps are a
 * copy of what the document said at `summarySeq`; the document stays the truth.
 */
import type { NewEntry } from '@chartroom/record';
import type { NewUpdate } from '@chartroom/sync';
import { asc, count, desc, eq, getTableColumns, lt, max, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import type { Actor, Person } from './principals.ts';
import type { RecordIndex } from './record-indexes.ts';
import { prepareRecordAppend } from './record-log.ts';
import { board, principal, updateLog, workspace } from './schema.ts';
import { asLogFailure, prepareAppend } from './update-log.ts';

/** What the list shows of a document. */
export interface Summary {
  readonly title: string;
  readonly productScope: string;
  readonly steps: number;
}

export interface BoardRow extends Summary {
  readonly id: string;
  /** null only before the first start with workspaces has put the board into one. */
  readonly workspace: { readonly id: string; readonly name: string } | null;
  readonly number: number;
  readonly template: string;
  readonly epoch: number;
  readonly createdAtMs: number;
  readonly createdBy: Person;
  /** Principal id. */
  readonly creatorId: string;
  readonly lastChangeAtMs: number;
  /** null when nobody has changed the board since it was created. */
  readonly lastChangeBy: Person | null;
}

/** What a choice of boards is made by. */
export interface ListedBoard {
  readonly id: string;
  readonly workspace: string | null;
  /** Principal id. */
  readonly createdBy: string;
}

export interface NewBoard extends Summary {
  readonly id: string;
  readonly workspace?: string;
  readonly template: string;
  readonly epoch: number;
  readonly createdAtMs: number;
  readonly createdBy: Actor;
}

export interface Boards {
  /**
   * Stores the board, its first update and the first entries of its record in one transaction; answers the board's
   * number. Rejects with `LogFailure`.
   */
  create(created: NewBoard, first: NewUpdate, entries?: readonly NewEntry[]): Promise<number>;
  /** Newest change first; with `chosen` those for which it is true. */
  list(chosen?: (board: ListedBoard) => boolean): Promise<readonly BoardRow[]>;
  find(id: string): Promise<BoardRow | null>;
  exists(id: string): Promise<boolean>;
  /** Principal id; null when there is no such board. */
  creatorOf(id: string): Promise<string | null>;
  /** Ids of boards whose copy is older than their log. */
  outdated(): Promise<readonly string[]>;
  /** Replaces the copy unless a later one is there. */
  summarise(id: string, summary: Summary, seq: number): Promise<void>;
  count(): Promise<number>;
}

export const createBoards = (tables: Tables, index: RecordIndex = () => {}): Boards => {
  const appendRows = prepareAppend(tables);
  const appendEntries = prepareRecordAppend(tables, index);
  const lastChange = tables
    .select({ atMs: updateLog.receivedAtMs, kind: principal.kind, name: principal.name, function: principal.function })
    .from(updateLog)
    .innerJoin(principal, eq(updateLog.principal, principal.id))
    .where(eq(updateLog.board, sql.placeholder('board')))
    .orderBy(desc(updateLog.seq))
    .limit(1)
    .prepare();
  const select = () =>
    tables
      .select({
        ...getTableColumns(board),
        workspaceName: workspace.name,
        creatorName: principal.name,
        creatorFunction: principal.function,
      })
      .from(board)
      .innerJoin(principal, eq(board.createdBy, principal.id))
      .leftJoin(workspace, eq(board.workspace, workspace.id));

  const toRow = (row: ReturnType<ReturnType<typeof select>['all']>[number]): BoardRow => {
    const change = lastChange.get({ board: row.id });
    return {
      id: row.id,
      workspace:
        row.workspace === null || row.workspaceName === null ? null : { id: row.workspace, name: row.workspaceName },
      number: row.number,
      title: row.title,
      productScope: row.productScope,
      template: row.template,
      steps: row.steps,
      epoch: row.epoch,
      createdAtMs: row.createdAtMs,
      createdBy: { name: row.creatorName, function: row.creatorFunction },
      creatorId: row.createdBy,
      lastChangeAtMs: change?.atMs ?? row.createdAtMs,
      lastChangeBy:
        change === undefined || change.kind === 'server' ? null : { name: change.name, function: change.function },
    };
  };

  return {
    create: async (created, first, entries = []) => {
      try {
        return tables.transaction(
          () => {
            const highest =
              tables
                .select({ number: max(board.number) })
                .from(board)
                .get()?.number ?? 0;
            const number = highest + 1;
            tables
              .insert(board)
              .values({ ...created, number, createdBy: created.createdBy.id, summarySeq: 1 })
              .run();
            appendRows([first]);
            appendEntries(created.id, entries);
            return number;
          },
          { behavior: 'immediate' },
        );
      } catch (error) {
        throw asLogFailure(error);
      }
    },
    list: async (chosen = () => true) =>
      select()
        .all()
        .filter(chosen)
        .map(toRow)
        .sort((a, b) => b.lastChangeAtMs - a.lastChangeAtMs || b.number - a.number),
    find: async (id) => {
      const row = select().where(eq(board.id, id)).get();
      return row === undefined ? null : toRow(row);
    },
    exists: async (id) => tables.select({ id: board.id }).from(board).where(eq(board.id, id)).get() !== undefined,
    creatorOf: async (id) =>
      tables.select({ by: board.createdBy }).from(board).where(eq(board.id, id)).get()?.by ?? null,
    outdated: async () => {
      const rows = tables
        .select({ id: board.id, summarySeq: board.summarySeq })
        .from(board)
        .orderBy(asc(board.number))
        .all();
      const lastSeq = tables
        .select({ seq: updateLog.seq })
        .from(updateLog)
        .where(eq(updateLog.board, sql.placeholder('board')))
        .orderBy(desc(updateLog.seq))
        .limit(1)
        .prepare();
      return rows.filter((row) => (lastSeq.get({ board: row.id })?.seq ?? 0) > row.summarySeq).map((row) => row.id);
    },
    summarise: async (id, summary, seq) => {
      tables
        .update(board)
        .set({ title: summary.title, productScope: summary.productScope, steps: summary.steps, summarySeq: seq })
        .where(sql`${eq(board.id, id)} and ${lt(board.summarySeq, seq)}`)
        .run();
    },
    count: async () => tables.select({ boards: count() }).from(board).get()?.boards ?? 0,
  };
};
