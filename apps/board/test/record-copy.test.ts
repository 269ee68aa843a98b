import 'fake-indexeddb/auto';
import type { Entry, RecordHead } from '@chartroom/record';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryCopy, RecordMemory, type KeptCommand, type RecordCopy } from '../src/lib/state/record-copy.ts';
import { recordCopyName, recordDatabase } from '../src/lib/state/record-database.ts';
import { FakeRecordServer, id } from './support/fake-record-server.ts';

let names = 0;
/** One place where a copy is kept; each call opens it as another tab would. */
const places: readonly (readonly [string, () => () => RecordCopy])[] = [
  [
    'in memory',
    () => {
      const memory = new RecordMemory();
      return () => memoryCopy(memory);
    },
  ],
  [
    'in IndexedDB',
    () => {
      const name = recordCopyName('p', `board${(names += 1)}`);
      return () => recordDatabase(name);
    },
  ],
];

const entriesOf = (count: number): readonly Entry[] => {
  const server = new FakeRecordServer();
  for (let at = 0; at < count; at += 1) server.asks(`t${at}`);
  return server.entries;
};
const head = ({ seq, hash }: Entry): RecordHead => ({ seq, hash });
const command = (name: string, problem: KeptCommand['problem'] = null): KeptCommand => ({
  id: id(name),
  kind: 'ready',
  payload: { ready: true },
  atMs: 1,
  problem,
});
async function readAll(copy: RecordCopy) {
  const entries: Entry[] = [];
  const record = await copy.read((piece) => entries.push(...piece));
  return { entries, record };
}

describe.each(places)('the copy of a record, %s', (_, place) => {
  it('BOARD-63 gives back what was added, in order, and how far it goes', async () => {
    const tab = place();
    const entries = entriesOf(5);
    const copy = tab();
    expect(await readAll(copy)).toEqual({ entries: [], record: null });
    await copy.add(0, entries.slice(0, 3), { head: head(entries[2]!), whole: false });
    // What follows the last word is of the audit trail.
    await copy.add(3, entries.slice(3, 4), { head: head(entries[4]!), whole: true });
    const expected = { entries: entries.slice(0, 4), record: { head: head(entries[4]!), whole: true } };
    expect(await readAll(copy)).toEqual(expected);
    expect(await readAll(tab())).toEqual(expected);
  });

  it('BOARD-63 takes nothing that would leave a gap, and is not set back by a tab that is behind', async () => {
    const tab = place();
    const entries = entriesOf(6);
    const [ahead, behind] = [tab(), tab()];
    await readAll(ahead);
    await readAll(behind);
    await ahead.add(2, entries.slice(2, 4), { head: head(entries[3]!), whole: true });
    expect(await readAll(tab())).toEqual({ entries: [], record: null });
    await ahead.add(0, entries.slice(0, 4), { head: head(entries[3]!), whole: true });
    await behind.add(0, entries.slice(0, 2), { head: head(entries[1]!), whole: false });
    expect((await readAll(tab())).record).toEqual({ head: head(entries[3]!), whole: true });
    await behind.add(4, entries.slice(4), { head: head(entries[5]!), whole: true });
    expect((await readAll(tab())).entries).toEqual(entries);
  });

  it('BOARD-63 what was given up is not filled by a tab that read it before', async () => {
    const tab = place();
    const entries = entriesOf(3);
    const [first, second] = [tab(), tab()];
    await readAll(first);
    await readAll(second);
    await first.add(0, entries, { head: head(entries[2]!), whole: true });
    await second.forget();
    await first.add(0, entries, { head: head(entries[2]!), whole: true });
    expect(await readAll(tab())).toEqual({ entries: [], record: null });
    await second.add(0, entries.slice(0, 1), { head: head(entries[0]!), whole: true });
    expect((await readAll(tab())).entries).toHaveLength(1);
  });

  it('BOARD-65 keeps commands in the order in which they were said, each at its place, for every tab', async () => {
    const tab = place();
    const copy = tab();
    for (const name of ['c', 'a', 'b']) await copy.put(command(name));
    const problem = { type: 'x', title: 'Refused', status: 422, detail: 'No.' };
    await copy.put(command('a', problem));
    expect(await tab().commands()).toEqual([command('c'), command('a', problem), command('b')]);
    expect([await copy.has(id('a')), await copy.has(id('x'))]).toEqual([true, false]);
    await tab().remove(id('a'));
    await tab().remove(id('x'));
    expect((await copy.commands()).map((one) => one.id)).toEqual([id('c'), id('b')]);
    await copy.forget();
    expect(await copy.commands()).toHaveLength(2);
  });
});

describe('a browser', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('BOARD-63 reads a long record in pieces', async () => {
    const entries = entriesOf(4_500);
    const copy = recordDatabase('long');
    await readAll(copy);
    await copy.add(0, entries, { head: head(entries.at(-1)!), whole: true });
    const pieces: number[] = [];
    await copy.read((piece) => void pieces.push(piece.length));
    expect(pieces).toEqual([2_000, 2_000, 500]);
  });

  it('BOARD-63 keeps the copies of two people and two boards apart', () => {
    expect(new Set([recordCopyName('a', 'b'), recordCopyName('a', 'c'), recordCopyName('c', 'b')]).size).toBe(3);
  });

  it('BOARD-63 whose storage fails keeps commands for the page, and no entries', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('Storage is off', 'SecurityError');
      },
    });
    const copy = recordDatabase('off');
    const entries = entriesOf(1);
    await copy.add(0, entries, { head: head(entries[0]!), whole: true });
    expect(await readAll(copy)).toEqual({ entries: [], record: null });
    await copy.put(command('a'));
    expect([await copy.has(id('a')), (await copy.commands()).length]).toEqual([true, 1]);
    await copy.remove(id('a'));
    await copy.forget();
    expect(await copy.commands()).toEqual([]);
    copy.close();
  });

  it('BOARD-63 whose storage is taken away in mid-visit keeps what is said from then on', async () => {
    const copy = recordDatabase('taken');
    await copy.put(command('a'));
    // Deleting asks every open connection to close.
    const deleted = new Promise((resolve) => (indexedDB.deleteDatabase('taken').onsuccess = resolve));
    await deleted;
    await copy.put(command('b'));
    expect((await copy.commands()).map((one) => one.id)).toEqual([id('b')]);
    expect(await readAll(copy)).toEqual({ entries: [], record: null });
  });

  it('BOARD-63 without storage at all keeps everything for the page', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const copy = recordDatabase('none');
    await copy.put(command('a'));
    expect(await copy.commands()).toHaveLength(1);
    copy.close();
  });

  it('BOARD-63 closes its database, so that it can be deleted', async () => {
    const copy = recordDatabase('closed');
    await copy.commands();
    copy.close();
    const again = await openDB('closed');
    expect([...again.objectStoreNames]).toEqual(['commands', 'entries', 'state']);
    again.close();
  });
});
