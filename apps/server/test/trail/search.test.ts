/** Finding in long trails: by indexes, by slices, and never a page that keeps everybody waiting. */
import type { Entry, NewEntry } from '@chartroom/record';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrailFilter } from '../../src/db/trail-entries.ts';
import { type OpenDatabase, openDatabase } from '../../src/db/database.ts';
import { createStore, type Store } from '../../src/db/store.ts';
import { newId } from '../../src/ids.ts';
import { searchTrail, type TrailPage } from '../../src/trail/search.ts';
import { addBoard, NOW_MS } from '../support/store.ts';
import { withoutTriggers } from '../support/tamper.ts';
import { valueOf } from '../support/value-of.ts';

const ENTRIES = 50_000;
const STEPS = 200;
/** One of so many asks for a reason that nobody has given, the next one was given its reason. */
const OWED_EACH = 500;

let dataDir: string;
let database: OpenDatabase;
let store: Store;
let board: string;
let people: readonly string[];
const stepId = (at: number): string => String(at).padStart(26, '0');

/** A board of which people have changed 200 steps 50,000 times; the words "rare find" stand in the oldest change. */
const fill = async (): Promise<void> => {
  dataDir = mkdtempSync(join(tmpdir(), 'chartroom-'));
  database = valueOf(await openDatabase(dataDir, { nowMs: NOW_MS }));
  store = createStore(database);
  database.tables.$client.pragma('synchronous = OFF');
  const actors = await Promise.all(
    ['Petra', 'Tom', 'Lin'].map((name) => store.principals.create('visitor', { name, function: 'QUA' }, NOW_MS)),
  );
  people = actors.map(({ id }) => id);
  board = await addBoard(store, actors[0]!);
  const entries: NewEntry[] = Array.from({ length: ENTRIES }, (_, at) => ({
    id: newId(),
    kind: 'change',
    actor: people[at % people.length]!,
    at: new Date(NOW_MS + at * 1_000).toISOString(),
    payload: {
      root: 'step',
      key: stepId(at % STEPS),
      field: at % 2 === 0 ? 'title' : 'kind',
      change: 'set',
      old: null,
      new: at === 0 ? 'A rare find' : `Title ${at}`,
      from: at + 2,
      to: at + 2,
      ...(at % OWED_EACH === 0
        ? { asks: 'regulated' as const, item: { client: 7, from: at, to: at } }
        : at % OWED_EACH === 1
          ? { asks: 'regulated' as const, reason: 'Agreed' }
          : {}),
    },
  }));
  for (let at = 0; at < ENTRIES; at += 5_000) await store.record.append(board, entries.slice(at, at + 5_000));
};

const page = (
  filter: TrailFilter,
  more: { readonly words?: string; readonly before?: number; readonly limit?: number } = {},
) =>
  searchTrail(
    store.trailEntries,
    board,
    { filter, before: Number.MAX_SAFE_INTEGER, limit: 50, names: new Map(), ...more },
    async () => {},
  );

describe('a trail of 50,000 entries', () => {
  beforeAll(fill, 60_000);
  afterAll(() => {
    database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('SRV-199 every filter of one kind finds its page by an index, in order, without sorting what it found', async () => {
    const filters: readonly TrailFilter[] = [
      {},
      { actors: [people[1]!] },
      { kinds: ['change'] },
      { roots: ['step'] },
      { subject: stepId(7) },
      { owed: true },
      { owed: true, actors: [people[1]!] },
      { owed: true, kinds: ['change'], roots: ['step'] },
    ];
    const client = database.tables.$client;
    for (const filter of filters) {
      const asked: string[] = [];
      const prepare = client.prepare.bind(client);
      client.prepare = ((sql: string) => {
        asked.push(sql);
        return prepare(sql);
      }) as typeof client.prepare;
      await page(filter);
      client.prepare = prepare as typeof client.prepare;
      const find = asked.find((sql) => sql.includes('trail_entry'));
      const names = (find!.match(/\?/g) ?? []).map(() => 1);
      const plan = client.prepare(`explain query plan ${find}`).all(...names) as readonly { readonly detail: string }[];
      const details = plan.map(({ detail }) => detail).join('; ');
      expect(details, JSON.stringify(filter)).not.toMatch(/SCAN (?!CONSTANT)|TEMP B-TREE/);
    }
  });

  it('SRV-292 what owes a reason is counted and found without looking at the trail, and is gone once it is given', async () => {
    const client = database.tables.$client;
    const asked: string[] = [];
    const prepare = client.prepare.bind(client);
    client.prepare = ((sql: string) => {
      asked.push(sql);
      return prepare(sql);
    }) as typeof client.prepare;
    const before = await store.trailEntries.owed(board);
    const seqs = await store.trailEntries.owing(board, ENTRIES);
    client.prepare = prepare as typeof client.prepare;
    expect(asked).toHaveLength(2);
    for (const sql of asked) {
      expect(sql).not.toContain('trail_entry');
      const plan = client.prepare(`explain query plan ${sql}`).all(...(sql.match(/\?/g) ?? []).map(() => 1));
      expect(JSON.stringify(plan)).toMatch(/SEARCH owed_reason/);
    }
    const all = Array.from({ length: ENTRIES / OWED_EACH }, (_, at) => at * OWED_EACH + 1);
    expect(seqs).toEqual(all);
    expect(before.reduce((sum, { changes }) => sum + changes, 0)).toBe(all.length);
    expect((await page({ owed: true }, { limit: 200 })).entries.map(({ seq }) => seq)).toEqual(all.toReversed());
    const own = all.filter((seq) => people[(seq - 1) % people.length] === people[1]);
    expect((await page({ owed: true, actors: [people[1]!] }, { limit: 200 })).entries.map(({ seq }) => seq)).toEqual(
      own.toReversed(),
    );

    const note = (actor: string, at: number, more: object): NewEntry => ({
      id: newId(),
      kind: 'edit',
      actor,
      at: new Date(NOW_MS).toISOString(),
      payload: { client: 7, from: at, to: at, ...more },
    });
    const first = own[0]!;
    const last = own.at(-1)!;
    const owes = async (seq: number): Promise<boolean> =>
      (await store.trailEntries.owing(board, ENTRIES)).includes(seq);
    // Somebody else's word, and what is no reason, change nothing.
    await store.record.append(board, [
      note(people[0]!, first - 1, { reason: 'Not mine' }),
      note(people[1]!, first - 1, { purpose: 'Drafting' }),
      note(people[1]!, first - 1, { by: 'redo' }),
    ]);
    expect(await owes(first)).toBe(true);
    await store.record.append(board, [
      note(people[1]!, first - 1, { reason: 'Agreed' }),
      note(people[1]!, last - 1, { by: 'undo' }),
    ]);
    expect([await owes(first), await owes(last)]).toEqual([false, false]);
    expect((await page({ owed: true }, { limit: 200 })).entries).toHaveLength(all.length - 2);
  });

  it('SRV-199 pages go on to the last entry, whatever is filtered', async () => {
    const seqs: number[] = [];
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const one: TrailPage = await page({ subject: stepId(7), field: 'kind' }, { before });
      seqs.push(...one.entries.map(({ seq }) => seq));
      before = one.next;
    }
    expect(seqs).toEqual(
      Array.from({ length: ENTRIES / STEPS }, (_, at) => at * STEPS + 8)
        .filter((seq) => seq % 2 === 0)
        .toReversed(),
    );
  });

  it('SRV-192 words are looked for in so many entries at a time, and going on finds what is older', async () => {
    const found: Entry[] = [];
    let pages = 0;
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; pages += 1) {
      const one: TrailPage = await page({}, { words: 'RARE  find', before });
      found.push(...one.entries);
      before = one.next;
    }
    expect(found.map(({ seq }) => seq)).toEqual([1]);
    expect(pages).toBe(3);
    const first = await page({}, { words: 'title 4999', limit: 5 });
    const titles = ({ entries }: TrailPage) => entries.map(({ payload }) => (payload as { new: string }).new);
    expect(titles(first)).toEqual([9, 8, 7, 6, 5].map((at) => `Title 4999${at}`));
    const rest = await page({}, { words: 'title 4999', limit: 5, before: first.next! });
    expect(titles(rest)).toEqual([4, 3, 2, 1, 0].map((at) => `Title 4999${at}`));
  });

  it('SRV-199 an entry that is not what it was is found out instead of given out', async () => {
    withoutTriggers(
      database.tables.$client,
      "update record_entry set payload = replace(payload, 'Title', 'Other') where seq = 49000",
    );
    await expect(page({}, { before: 49_001 })).rejects.toMatchObject({ name: 'RecordFailure', kind: 'corrupt' });
    expect((await page({}, { before: 49_000 })).entries).toHaveLength(50);
  });
});
