/**
 * The update log in SQLite: one transaction an append, durable before it resolves (`synchronous=FULL`); every row's
 * hash is checked on the way out. Knows bytes and ids, nothing of documents.
 */
import { createHash } from 'node:crypto';
import { LogFailure, type LoadedLog, type LoggedUpdate, type NewUpdate, type UpdateLog } from '@chartroom/sync';
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { board, clientBinding, updateLog } from './schema.ts';
import { messageOf, sqliteCode } from './sqlite-error.ts';

type Row = typeof updateLog.$inferSelect;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a thrown error means to the room; errors that are not SQLite's are bugs and stay as they are. */
export const asLogFailure = (error: unknown): unknown => {
  if (error instanceof LogFailure) return error;
  const code = sqliteCode(error);
  if (code === null) return error;
  const options = { cause: error };
  if (code === 'SQLITE_FULL') return new LogFailure('full', `The disk is full: ${messageOf(error)}`, options);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new LogFailure('corrupt', `The database is damaged: ${messageOf(error)}`, options);
  return new LogFailure(
    'unavailable',
    `The database did not take the operation: ${messageOf(error)} (${code})`,
    options,
  );
};

const toLogged = (row: Row): LoggedUpdate => {
  if (sha256(row.update) !== row.hash)
    throw new LogFailure('corrupt', `Update ${row.seq} of board ${row.board} does not match its hash.`);
  return {
    board: row.board,
    seq: row.seq,
    epoch: row.epoch,
    principalId: row.principal,
    clientId: row.clientId,
    sessionId: row.session,
    receivedAtMs: row.receivedAtMs,
    update: new Uint8Array(row.update.buffer, row.update.byteOffset, row.update.byteLength),
    hash: row.hash,
  };
};

/** Appends inside a transaction that the caller has opened. */
export type AppendRows = (rows: readonly NewUpdate[]) => readonly number[];

export const prepareAppend = (tables: Tables): AppendRows => {
  const epochOf = tables
    .select({ epoch: board.epoch })
    .from(board)
    .where(eq(board.id, sql.placeholder('board')))
    .prepare();
  const lastSeq = tables
    .select({ seq: updateLog.seq })
    .from(updateLog)
    .where(eq(updateLog.board, sql.placeholder('board')))
    .orderBy(desc(updateLog.seq))
    .limit(1)
    .prepare();
  const insert = tables
    .insert(updateLog)
    .values({
      board: sql.placeholder('board'),
      seq: sql.placeholder('seq'),
      epoch: sql.placeholder('epoch'),
      principal: sql.placeholder('principalId'),
      clientId: sql.placeholder('clientId'),
      session: sql.placeholder('sessionId'),
      receivedAtMs: sql.placeholder('receivedAtMs'),
      update: sql.placeholder('update'),
      hash: sql.placeholder('hash'),
    })
    .prepare();
  const bind = tables
    .insert(clientBinding)
    .values({
      board: sql.placeholder('board'),
      clientId: sql.placeholder('clientId'),
      principal: sql.placeholder('principal'),
    })
    .onConflictDoNothing()
    .prepare();
  const boundTo = tables
    .select({ principal: clientBinding.principal })
    .from(clientBinding)
    .where(
      and(eq(clientBinding.board, sql.placeholder('board')), eq(clientBinding.clientId, sql.placeholder('clientId'))),
    )
    .prepare();

  return (rows) => {
    const seqs = new Map<string, number>();
    return rows.map((row) => {
      let last = seqs.get(row.board);
      if (last === undefined) {
        if (epochOf.get({ board: row.board }) === undefined)
          throw new LogFailure('unknown-board', `There is no board ${row.board}.`);
        last = lastSeq.get({ board: row.board })?.seq ?? 0;
      }
      const seq = last + 1;
      seqs.set(row.board, seq);
      insert.run({ ...row, update: Buffer.from(row.update.buffer, row.update.byteOffset, row.update.byteLength), seq });
      for (const clientId of row.newClientIds) {
        bind.run({ board: row.board, clientId, principal: row.principalId });
        const holder = boundTo.get({ board: row.board, clientId });
        if (holder?.principal !== row.principalId)
          throw new LogFailure(
            'binding-taken',
            `Client id ${clientId} of board ${row.board} belongs to another principal.`,
          );
      }
      return seq;
    });
  };
};

export const createUpdateLog = (tables: Tables): UpdateLog => {
  const appendRows = prepareAppend(tables);

  const append = async (rows: readonly NewUpdate[]): Promise<readonly number[]> => {
    try {
      return tables.transaction(() => appendRows(rows), { behavior: 'immediate' });
    } catch (error) {
      throw asLogFailure(error);
    }
  };

  const load = async (id: string): Promise<LoadedLog> => {
    try {
      return tables.transaction(() => {
        const found = tables.select({ epoch: board.epoch }).from(board).where(eq(board.id, id)).get();
        if (found === undefined) throw new LogFailure('unknown-board', `There is no board ${id}.`);
        const updates = tables
          .select()
          .from(updateLog)
          .where(eq(updateLog.board, id))
          .orderBy(asc(updateLog.seq))
          .all()
          .map(toLogged);
        updates.forEach((update, index) => {
          if (update.seq !== index + 1)
            throw new LogFailure('corrupt', `Update ${index + 1} of board ${id} is missing.`);
        });
        const bindings = tables.select().from(clientBinding).where(eq(clientBinding.board, id)).all();
        return {
          epoch: found.epoch,
          updates,
          bindings: new Map(bindings.map((binding) => [binding.clientId, binding.principal])),
        };
      });
    } catch (error) {
      throw asLogFailure(error);
    }
  };

  const since = async (id: string, seq: number, limit: number): Promise<readonly LoggedUpdate[]> => {
    try {
      const found = tables.select({ epoch: board.epoch }).from(board).where(eq(board.id, id)).get();
      if (found === undefined) throw new LogFailure('unknown-board', `There is no board ${id}.`);
      return tables
        .select()
        .from(updateLog)
        .where(and(eq(updateLog.board, id), gt(updateLog.seq, seq)))
        .orderBy(asc(updateLog.seq))
        .limit(limit)
        .all()
        .map(toLogged);
    } catch (error) {
      throw asLogFailure(error);
    }
  };

  return { append, load, since };
};
