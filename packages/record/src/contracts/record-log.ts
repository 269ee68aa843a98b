/**
 * What every `RecordLog` must do, as one suite to be run over each implementation. The factory gives an empty log on
 * which the named boards and actors exist; a durable one also says how to open its storage again.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { entryHash, verifyChain } from '../chain.ts';
import { FIRST_PREV_HASH, RecordFailure, type Entry, type NewEntry, type RecordLog } from '../entry.ts';

export interface RecordLogUnderTest {
  readonly log: RecordLog;
  readonly close?: () => Promise<void>;
}

export interface RecordLogContract<L extends RecordLogUnderTest = RecordLogUnderTest> {
  /** Opens an empty log on which these boards and actors exist. */
  readonly open: (boards: readonly string[], actors: readonly string[]) => Promise<L>;
  /** Abandons the storage as a crash would and opens it again; absent for a log that keeps nothing. */
  readonly reopen?: (opened: L) => Promise<RecordLog>;
  /** Changes a stored payload behind the log's back; absent where that cannot be done. */
  readonly corrupt?: (opened: L, board: string, seq: number) => Promise<void>;
}

const A = 'board-a-000000000000000000';
const B = 'board-b-000000000000000000';
const ACTORS = ['actor-1', 'actor-2'] as const;

const said = (id: string, more: Partial<NewEntry> = {}): NewEntry => ({
  id,
  kind: 'answer',
  actor: ACTORS[0],
  at: '2026-11-22T21:30:00.000Z',
  payload: { question: 'q', text: id },
  ...more,
});
const failureKind = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RecordFailure);
  return (error as RecordFailure).kind;
};
const ids = (entries: readonly Entry[]): readonly string[] => entries.map(({ id }) => id);
const all = (log: RecordLog, board: string): Promise<readonly Entry[]> => log.since(board, 0, 1000);

export function describeRecordLog<L extends RecordLogUnderTest>(
  name: string,
  { open, reopen, corrupt }: RecordLogContract<L>,
): void {
  let opened: L | null = null;
  const start = async (): Promise<L> => (opened = await open([A, B], ACTORS));
  afterEach(async () => {
    await opened?.close?.();
    opened = null;
  });

  describe(`the record in ${name}`, () => {
    it('REC-60 starts empty', async () => {
      const { log } = await start();
      expect([await all(log, A), await log.head(A), await log.find(A, 'x')]).toEqual([[], null, null]);
    });

    it('REC-60 numbers each board from 1 without gaps, and chains each entry to the one before', async () => {
      const { log } = await start();
      const [first, second] = await log.append(A, [said('1'), said('2')]);
      await log.append(B, [said('1')]);
      const [third] = await log.append(A, [said('3')]);
      expect([first, second, third].map((entry) => entry?.seq)).toEqual([1, 2, 3]);
      expect([first, second, third].map((entry) => entry?.prevHash)).toEqual([
        FIRST_PREV_HASH,
        first?.hash,
        second?.hash,
      ]);
      expect(first?.hash).toBe(entryHash(first!));
      expect(await log.head(A)).toEqual({ seq: 3, hash: third?.hash });
      expect(verifyChain(A, await all(log, A), [{ seq: 3, hash: third!.hash }]).faults).toEqual([]);
      expect(verifyChain(B, await all(log, B)).entries).toBe(1);
    });

    it('REC-61 gives every field back as it was stored', async () => {
      const { log } = await start();
      const payload = {
        text: 'Grüße \u{1F9EA} "x" \u0001',
        n: [1.5, -0, 1e21],
        flag: false,
        none: null,
        deep: { b: 1, a: [] },
      };
      const [stored] = await log.append(A, [said('1', { kind: 'comment', actor: ACTORS[1], payload })]);
      expect(stored).toMatchObject({ board: A, id: '1', kind: 'comment', actor: ACTORS[1], at: said('1').at });
      expect(stored?.payload).toEqual({ ...payload, n: [1.5, 0, 1e21] });
      expect(await all(log, A)).toEqual([stored]);
      expect(await log.find(A, '1')).toEqual(stored);
      expect(await log.find(B, '1')).toBeNull();
    });

    it('REC-61 keeps its own copy of a payload, and gives out copies', async () => {
      const { log } = await start();
      const payload = { text: 'before', list: [1] };
      const [stored] = await log.append(A, [said('1', { payload })]);
      payload.list.push(2);
      (stored!.payload as typeof payload).text = 'after';
      expect((await all(log, A))[0]?.payload).toEqual({ text: 'before', list: [1] });
    });

    it('REC-62 does not add an entry again whose id is there, and answers the one that is', async () => {
      const { log } = await start();
      const [first] = await log.append(A, [said('1'), said('2')]);
      const again = await log.append(A, [said('1', { at: '2027-01-01T00:00:00.000Z' }), said('3'), said('3')]);
      expect(again[0]).toEqual(first);
      expect(again.map(({ seq }) => seq)).toEqual([1, 3, 3]);
      expect(ids(await all(log, A))).toEqual(['1', '2', '3']);
    });

    it('REC-62 refuses an id with other content, and adds nothing of that append', async () => {
      const { log } = await start();
      await log.append(A, [said('1')]);
      for (const other of [{ payload: {} }, { actor: ACTORS[1] }, { kind: 'stance' }])
        expect(await failureKind(log.append(A, [said('new'), said('1', other)]))).toBe('conflict');
      expect(await failureKind(log.append(A, [said('2'), said('2', { payload: 1 })]))).toBe('conflict');
      expect(ids(await all(log, A))).toEqual(['1']);
    });

    it('REC-62 adds nothing of an append with a payload that JSON cannot say', async () => {
      const { log } = await start();
      for (const payload of [undefined, '\ud800', { n: Number.NaN }])
        await expect(log.append(A, [said('1'), said('2', { payload })])).rejects.toBeInstanceOf(Error);
      expect(await all(log, A)).toEqual([]);
      expect(await log.append(A, [])).toEqual([]);
    });

    it('REC-63 gives the entries after a number, at most as many as asked for', async () => {
      const { log } = await start();
      await log.append(
        A,
        ['1', '2', '3', '4', '5'].map((id) => said(id)),
      );
      expect(ids(await log.since(A, 0, 2))).toEqual(['1', '2']);
      expect(ids(await log.since(A, 3, 10))).toEqual(['4', '5']);
      expect(await log.since(A, 5, 10)).toEqual([]);
      expect(await log.since(A, 99, 10)).toEqual([]);
    });

    it('REC-63 refuses an unknown board', async () => {
      const { log } = await start();
      for (const promise of [log.append('x', [said('1')]), log.since('x', 0, 1), log.find('x', '1'), log.head('x')])
        expect(await failureKind(promise)).toBe('unknown-board');
    });

    it('REC-63 keeps one chain under many appends at once', async () => {
      const { log } = await start();
      const added = await Promise.all(Array.from({ length: 50 }, (_, index) => log.append(A, [said(`${index}`)])));
      const entries = await all(log, A);
      expect(verifyChain(A, entries)).toMatchObject({ entries: 50, faults: [] });
      for (const [entry] of added) expect(entries[entry!.seq - 1]).toEqual(entry);
    });
  });

  if (reopen !== undefined) describeCrash(name, start, reopen);
  if (corrupt !== undefined) describeCorruption(name, start, corrupt);
}

function describeCrash<L extends RecordLogUnderTest>(
  name: string,
  start: () => Promise<L>,
  reopen: (opened: L) => Promise<RecordLog>,
): void {
  describe(`the record in ${name} after a crash`, () => {
    it('REC-64 has everything whose append had resolved, and goes on from there', async () => {
      const under = await start();
      await under.log.append(A, [said('1'), said('2')]);
      const again = await reopen(under);
      expect(ids(await all(again, A))).toEqual(['1', '2']);
      expect((await again.append(A, [said('3')]))[0]?.seq).toBe(3);
      expect(verifyChain(A, await all(again, A)).faults).toEqual([]);
    });
  });
}

function describeCorruption<L extends RecordLogUnderTest>(
  name: string,
  start: () => Promise<L>,
  corrupt: (opened: L, board: string, seq: number) => Promise<void>,
): void {
  describe(`the record in ${name} over damaged storage`, () => {
    it('REC-64 notices a stored entry that has changed, and the other boards go on', async () => {
      const under = await start();
      await under.log.append(A, [said('1'), said('2')]);
      await under.log.append(B, [said('1')]);
      await corrupt(under, A, 2);
      expect(await failureKind(all(under.log, A))).toBe('corrupt');
      expect(await failureKind(under.log.find(A, '2'))).toBe('corrupt');
      expect(await failureKind(under.log.append(A, [said('3')]))).toBe('corrupt');
      expect(ids(await all(under.log, B))).toEqual(['1']);
    });
  });
}
