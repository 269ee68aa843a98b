/**
 * What every `UpdateLog` must do, as one suite to be run over each implementation. The factory gives an empty log on
 * which the named boards exist; a durable one also says how to open its storage again.
 */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { LogFailure, type NewUpdate, type UpdateLog } from '../ports.ts';

export interface LogUnderTest {
  readonly log: UpdateLog;
  readonly close?: () => Promise<void>;
}

export interface LogContract<L extends LogUnderTest = LogUnderTest> {
  /** Opens an empty log on which these boards exist, epoch 1. */
  readonly open: (boards: readonly string[]) => Promise<L>;
  /** Abandons the storage as a crash would and opens it again; absent for a log that keeps nothing. */
  readonly reopen?: (opened: L) => Promise<UpdateLog>;
  /** Changes stored bytes behind the log's back; absent where that cannot be done. */
  readonly corrupt?: (opened: L, board: string, seq: number) => Promise<void>;
}

const A = 'board-a-000000000000000000';
const B = 'board-b-000000000000000000';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const row = (board: string, text: string, more: Partial<NewUpdate> = {}): NewUpdate => {
  const update = new TextEncoder().encode(text);
  return {
    board,
    epoch: 1,
    principalId: 'principal-1',
    clientId: 7,
    sessionId: 'session-1',
    receivedAtMs: 1_700_000_000_000,
    update,
    hash: sha256(update),
    newClientIds: [],
    ...more,
  };
};
const failureKind = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LogFailure);
  return (error as LogFailure).kind;
};
const texts = (rows: readonly { readonly update: Uint8Array }[]): readonly string[] =>
  rows.map(({ update }) => new TextDecoder().decode(update));

export function describeUpdateLog<L extends LogUnderTest>(
  name: string,
  { open, reopen, corrupt }: LogContract<L>,
): void {
  let opened: L | null = null;
  const start = async (): Promise<L> => (opened = await open([A, B]));
  afterEach(async () => {
    await opened?.close?.();
    opened = null;
  });

  describe(`SYNC-60 the update log in ${name}`, () => {
    it('SYNC-60 starts empty at its epoch', async () => {
      const { log } = await start();
      const loaded = await log.load(A);
      expect({ ...loaded, bindings: [...loaded.bindings] }).toEqual({ epoch: 1, updates: [], bindings: [] });
    });

    it('SYNC-60 numbers each board from 1 without gaps, in the order of the rows', async () => {
      const { log } = await start();
      expect(await log.append([row(A, 'a1'), row(B, 'b1'), row(A, 'a2')])).toEqual([1, 1, 2]);
      expect(await log.append([row(B, 'b2'), row(A, 'a3')])).toEqual([2, 3]);
      const loaded = await log.load(A);
      expect(loaded.updates.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(texts(loaded.updates)).toEqual(['a1', 'a2', 'a3']);
    });

    it('SYNC-60 gives every field back as it was stored', async () => {
      const { log } = await start();
      const stored = row(A, 'x', { clientId: null, principalId: 'p', sessionId: 's', receivedAtMs: 12_345 });
      await log.append([stored]);
      const { newClientIds: _, ...fields } = stored;
      const [loaded] = (await log.load(A)).updates;
      expect({ ...loaded, update: [...loaded!.update] }).toEqual({ ...fields, update: [...fields.update], seq: 1 });
    });

    it('SYNC-60 keeps its own copy of the bytes', async () => {
      const { log } = await start();
      const stored = row(A, 'before');
      await log.append([stored]);
      stored.update.fill(0);
      expect(texts((await log.load(A)).updates)).toEqual(['before']);
    });

    it('SYNC-60 keeps client ids up to 53 bits and updates of a megabyte', async () => {
      const { log } = await start();
      const update = new Uint8Array(1_000_000).fill(7);
      await log.append([
        row(A, '', {
          update,
          hash: sha256(update),
          clientId: Number.MAX_SAFE_INTEGER,
          newClientIds: [Number.MAX_SAFE_INTEGER],
        }),
      ]);
      const loaded = await log.load(A);
      expect(loaded.updates[0]!.clientId).toBe(Number.MAX_SAFE_INTEGER);
      expect(loaded.updates[0]!.update.length).toBe(1_000_000);
      expect(loaded.bindings.get(Number.MAX_SAFE_INTEGER)).toBe('principal-1');
    });

    it('SYNC-61 binds client ids with the row that uses them first, each board for itself', async () => {
      const { log } = await start();
      await log.append([
        row(A, '1', { newClientIds: [1, 2] }),
        row(A, '2', { principalId: 'principal-2', newClientIds: [3] }),
      ]);
      await log.append([row(B, '1', { principalId: 'principal-2', newClientIds: [1] })]);
      expect([...(await log.load(A)).bindings].sort((x, y) => x[0] - y[0])).toEqual([
        [1, 'principal-1'],
        [2, 'principal-1'],
        [3, 'principal-2'],
      ]);
      expect([...(await log.load(B)).bindings]).toEqual([[1, 'principal-2']]);
    });

    it('SYNC-61 refuses a client id that belongs to somebody else, and stores nothing of that append', async () => {
      const { log } = await start();
      await log.append([row(A, '1', { newClientIds: [1] })]);
      expect(
        await failureKind(log.append([row(B, 'b'), row(A, '2', { principalId: 'principal-2', newClientIds: [1] })])),
      ).toBe('binding-taken');
      expect(texts((await log.load(A)).updates)).toEqual(['1']);
      expect(texts((await log.load(B)).updates)).toEqual([]);
      expect((await log.load(A)).bindings.get(1)).toBe('principal-1');
    });

    it('SYNC-61 refuses two owners within one append', async () => {
      const { log } = await start();
      const rows = [row(A, '1', { newClientIds: [5] }), row(A, '2', { principalId: 'principal-2', newClientIds: [5] })];
      expect(await failureKind(log.append(rows))).toBe('binding-taken');
      expect((await log.load(A)).updates).toEqual([]);
    });

    it('SYNC-61 lets a principal name its own client id as new again', async () => {
      const { log } = await start();
      await log.append([row(A, '1', { newClientIds: [1] })]);
      expect(await log.append([row(A, '2', { newClientIds: [1] })])).toEqual([2]);
    });

    it('SYNC-62 refuses an unknown board and stores nothing of that append', async () => {
      const { log } = await start();
      expect(await failureKind(log.append([row(A, '1'), row('no-such-board', 'x')]))).toBe('unknown-board');
      expect((await log.load(A)).updates).toEqual([]);
      expect(await failureKind(log.load('no-such-board'))).toBe('unknown-board');
      expect(await failureKind(log.since('no-such-board', 0, 10))).toBe('unknown-board');
      expect(await log.append([row(A, '1')])).toEqual([1]);
    });

    it('SYNC-62 appends nothing when there is nothing to append', async () => {
      const { log } = await start();
      expect(await log.append([])).toEqual([]);
    });

    it('SYNC-63 gives the rows after a sequence number, at most as many as asked for', async () => {
      const { log } = await start();
      await log.append(['1', '2', '3', '4', '5'].map((text) => row(A, text)));
      expect(texts(await log.since(A, 0, 2))).toEqual(['1', '2']);
      expect(texts(await log.since(A, 3, 10))).toEqual(['4', '5']);
      expect(await log.since(A, 5, 10)).toEqual([]);
      expect(await log.since(A, 99, 10)).toEqual([]);
    });

    it('SYNC-63 keeps order under many appends at once', async () => {
      const { log } = await start();
      const seqs = await Promise.all(Array.from({ length: 50 }, (_, index) => log.append([row(A, `${index}`)])));
      expect(seqs.flat().sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      const loaded = texts((await log.load(A)).updates);
      seqs.forEach(([seq], index) => expect(loaded[seq! - 1]).toBe(`${index}`));
    });
  });
  if (reopen !== undefined) describeCrash(name, start, reopen);
  if (corrupt !== undefined) describeCorruption(name, start, corrupt);
}

function describeCrash<L extends LogUnderTest>(
  name: string,
  start: () => Promise<L>,
  reopen: (opened: L) => Promise<UpdateLog>,
): void {
  describe(`SYNC-64 the update log in ${name} after a crash`, () => {
    it('SYNC-64 has everything whose append had resolved', async () => {
      const under = await start();
      await under.log.append([row(A, '1', { newClientIds: [1] }), row(A, '2')]);
      const again = await reopen(under);
      const loaded = await again.load(A);
      expect(texts(loaded.updates)).toEqual(['1', '2']);
      expect([...loaded.bindings]).toEqual([[1, 'principal-1']]);
      expect(await again.append([row(A, '3')])).toEqual([3]);
    });
  });
}

function describeCorruption<L extends LogUnderTest>(
  name: string,
  start: () => Promise<L>,
  corrupt: (opened: L, board: string, seq: number) => Promise<void>,
): void {
  describe(`SYNC-64 the update log in ${name} over damaged storage`, () => {
    it('SYNC-64 notices a stored row that has changed, and the other boards go on', async () => {
      const under = await start();
      await under.log.append([row(A, 'one'), row(A, 'two'), row(B, 'three')]);
      await corrupt(under, A, 1);
      expect(await failureKind(under.log.load(A))).toBe('corrupt');
      expect(texts((await under.log.load(B)).updates)).toEqual(['three']);
    });
  });
}
