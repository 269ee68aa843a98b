import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../../../packages/sync/test/support/fake-clock.ts';
import { pino } from 'pino';
import { headKeyOf } from '../../src/record/head-key.ts';
import { createHeadSigner, RETRY_AFTER_MS, SIGN_EVERY_MS } from '../../src/record/head-signer.ts';
import { addBareBoards } from '../support/bare-boards.ts';
import { openStore } from '../support/store.ts';
import { withoutTriggers } from '../support/tamper.ts';
import { valueOf } from '../support/value-of.ts';

const setUp = async () => {
  const opened = await openStore();
  addBareBoards(opened.database, ['one', 'two'], ['a']);
  const { store, dataDir } = opened;
  const clock = new FakeClock();
  const key = valueOf(headKeyOf(dataDir));
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const start = () => {
    const signer = createHeadSigner({ record: store.record, heads: store.heads, key, clock }, log);
    signer.start();
    return signer;
  };
  let said = 0;
  const say = (board: string) =>
    store.record.append(board, [
      { id: `${++said}`, kind: 'answer', actor: 'a', at: new Date(clock.nowMs()).toISOString(), payload: {} },
    ]);
  const pass = async (ms: number): Promise<void> => {
    await settle();
    await clock.advance(ms);
    await settle();
  };
  const signedSeqs = async (board: string) => (await store.heads.of(board)).map(({ seq }) => seq);
  return { ...opened, clock, key, logged, start, say, pass, signedSeqs };
};

describe('signing of heads', () => {
  it('SRV-115 signs daily the boards that have grown, and says what it signed', async () => {
    const { store, key, start, say, pass, signedSeqs, logged } = await setUp();
    await say('one');
    const signer = start();
    await pass(1);
    expect([await signedSeqs('one'), await signedSeqs('two')]).toEqual([[1], []]);
    const [head] = await store.heads.of('one');
    expect(key.holds(head!)).toBe(true);
    expect(head?.hash).toBe((await store.record.head('one'))?.hash);
    expect(logged).toMatchObject([{ msg: 'head of record signed', head }]);

    await say('one');
    await say('two');
    await pass(SIGN_EVERY_MS - 1000);
    expect(await signedSeqs('one')).toEqual([1]);
    await pass(1000);
    expect([await signedSeqs('one'), await signedSeqs('two')]).toEqual([[1, 2], [1]]);
    await pass(SIGN_EVERY_MS);
    expect([await signedSeqs('one'), await signedSeqs('two')]).toEqual([[1, 2], [1]]);
    signer.stop();
    await say('one');
    await pass(2 * SIGN_EVERY_MS);
    expect(await signedSeqs('one')).toEqual([1, 2]);
  });

  it('SRV-115 a restart does not begin the day anew', async () => {
    const { start, say, pass, signedSeqs } = await setUp();
    await say('one');
    start().stop();
    const first = start();
    await pass(1);
    first.stop();
    await pass(SIGN_EVERY_MS / 2);
    await say('one');
    start();
    await pass(SIGN_EVERY_MS / 4);
    expect(await signedSeqs('one')).toEqual([1]);
    await pass(SIGN_EVERY_MS / 4);
    expect(await signedSeqs('one')).toEqual([1, 2]);
  });

  it('SRV-115 does not sign over what was changed since the last signed head, and signs the other boards', async () => {
    const { database, start, say, pass, signedSeqs, logged } = await setUp();
    for (const board of ['one', 'one', 'two']) await say(board);
    start();
    await pass(1);
    for (const board of ['one', 'one', 'two']) await say(board);
    withoutTriggers(database.tables.$client, `update record_entry set payload = '1' where board = 'one' and seq = 3`);
    await pass(SIGN_EVERY_MS);
    expect([await signedSeqs('one'), await signedSeqs('two')]).toEqual([[2], [1, 2]]);
    expect(logged.at(-1)).toMatchObject({ board: 'one', reason: expect.stringContaining('Entry 3') });
  });

  it('SRV-115 tries again within the hour when the database does not take it', async () => {
    const { database, start, say, pass, signedSeqs } = await setUp();
    await say('one');
    database.tables.$client.pragma('query_only = ON');
    start();
    await pass(1);
    expect(await signedSeqs('one')).toEqual([]);
    database.tables.$client.pragma('query_only = OFF');
    await pass(RETRY_AFTER_MS);
    expect(await signedSeqs('one')).toEqual([1]);
  });
});
