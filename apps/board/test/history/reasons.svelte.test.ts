import {
  assignSystemRole,
  createEntity,
  deleteEntity,
  mergeEntities,
  nameHolder,
  readSnapshot,
  removeCitation,
  replaceSystemRole,
  setField,
  together,
  weighPerformed,
  withdrawSystemRole,
  type EntityKind,
  type Mutation,
  type Weighty,
} from '@chartroom/domain';
import type { Entry, Payload } from '@chartroom/record';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { performAsked } from '../../src/lib/history/ask-before.ts';
import { deleteRecord, mergeRecords } from '../../src/lib/history/delete-record.ts';
import { entriesOf, owedFor } from '../../src/lib/history/owing.ts';
import { canSayWhy, sayWhy } from '../../src/lib/history/say-why.ts';
import { why } from '../../src/lib/history/why.svelte.ts';
import { EditNotes } from '../../src/lib/state/edit-notes.ts';
import type { Memory } from '../../src/lib/state/remembered.ts';
import { toasts } from '../../src/lib/ui/toast.svelte.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { HistoryBoard } from './board.ts';

afterEach(() => why.close());

describe('where a reason is asked for', () => {
  const weightOf = (board: HistoryBoard, mutation: Mutation): Weighty | null => {
    const outcome = mutation(board.doc);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return weighPerformed(outcome.performed, board.doc);
  };

  it('HIS-8 altering a regulated item, a system of record, who is accountable, or anything about an output', () => {
    const board = new HistoryBoard();
    const step = board.idOf('step', '3');
    const [mes, qms, lims] = ['MES', 'QMS', 'LIMS'].map((label) => board.idOf('system', label)) as [
      string,
      string,
      string,
    ];
    const r1 = board.idOf('output', 'R1');
    expect(weightOf(board, replaceSystemRole({ step, from: qms, to: lims, use: 'record' }))).toBe('record');
    expect(weightOf(board, assignSystemRole({ step, system: qms, use: 'record' }))).toBe('record');
    expect(weightOf(board, withdrawSystemRole({ step, system: qms, use: 'record' }))).toBe('record');
    expect(weightOf(board, withdrawSystemRole({ step, system: lims, use: 'record' }))).toBe('record');
    const person = board.idOf('person', 'HK');
    expect(weightOf(board, nameHolder({ subject: step, function: 'QUA', code: 'A', person }))).toBe('accountable');
    expect(weightOf(board, setField('output', r1, 'relevance', 'internal'))).toBe('output');
    expect(weightOf(board, removeCitation({ output: r1, text: '211.188' }))).toBe('output');
    expect(weightOf(board, setField('step', step, 'title', 'Hold'))).toBe('regulated');
    expect(weightOf(board, setField('step', step, 'regulated', false))).toBe('regulated');
    // Filling in what was empty, and everything else, explains itself.
    expect(weightOf(board, assignSystemRole({ step, system: mes, use: 'record' }))).toBeNull();
    expect(weightOf(board, withdrawSystemRole({ step, system: mes, use: 'collect' }))).toBeNull();
    expect(weightOf(board, setField('output', r1, 'reportLogic', 'in_scope'))).toBeNull();
    expect(weightOf(board, setField('step', step, 'title', 'Hold and raise'))).toBeNull();
    expect(weightOf(board, createEntity('output', { title: 'New' }))).toBeNull();
  });
});

describe('before a record leaves the board', () => {
  const opened = (readOnly: string | null = null) => {
    const board = new HistoryBoard();
    const reasons: (string | undefined)[] = [];
    const store = {
      readOnly,
      entity: board.entity,
      copy: board.copy,
      asksBeforeLeaving: board.asksBeforeLeaving,
      perform: ((_: Mutation, { reason }: { reason?: string } = {}) => {
        reasons.push(reason);
        return null;
      }) as never,
    };
    let done = 0;
    return { board, reasons, store, done: () => (done += 1), count: () => done };
  };

  it('HIS-7 without a reason nothing is deleted; with one the edit carries it', () => {
    const { board, reasons, store, done, count } = opened();
    const step = board.idOf('step', '3');
    deleteRecord(store, 'step', step, done);
    expect([why.question?.title, reasons.length]).toEqual(['Delete Hold and raise out-of-limit exception?', 0]);
    why.close();
    expect([reasons.length, count()]).toEqual([0, 0]);
    deleteRecord(store, 'step', step, done);
    why.close('   ');
    expect(reasons).toEqual([]);
    deleteRecord(store, 'step', step, done);
    why.close(' Merged with step 4 ');
    deleteRecord(store, 'reference', 'nobody', done);
    expect([reasons, count()]).toEqual([['Merged with step 4', undefined], 2]);
  });

  it('HIS-7 asks of all that is regulated, of systems of record, of who is accountable and of outputs; of the rest not', () => {
    const { board, store, reasons } = opened();
    const asked = (kind: EntityKind, label: string): string | undefined => {
      deleteRecord(store, kind, board.idOf(kind, label), () => {});
      const text = why.question?.text?.split(',')[0];
      why.close();
      return text;
    };
    expect(asked('step', '3')).toBe('It is regulated');
    expect(asked('dataObject', 'D4')).toBe('It is regulated');
    expect(asked('interface', 'I1')).toBeUndefined();
    expect(asked('interface', 'I2')).toBe('It is regulated');
    expect(asked('output', 'R4')).toBe('It is an output of the process');
    expect(asked('system', 'MES')).toBe('It is a system of record');
    expect(asked('person', 'PN')).toBe('This person is accountable on the board');
    expect(reasons).toEqual([undefined]);
    board.perform(setField('step', board.idOf('step', '3'), 'regulated', false));
    expect(asked('step', '3')).toBeUndefined();
  });

  it('HIS-7 a merge asks before as well, in its own words', () => {
    const { board, store, reasons, done, count } = opened();
    const [r1, r2] = [board.idOf('output', 'R1'), board.idOf('output', 'R2')];
    mergeRecords(store, 'output', r1, r2, done);
    expect(why.question).toMatchObject({
      title: 'Merge Batch production and control record into Lot release or rejection?',
      action: 'Merge',
      danger: true,
    });
    why.close('They are one');
    expect([reasons, count()]).toEqual([['They are one'], 1]);
  });

  it('HIS-7 repairs, proposals and what was tried out ask before for what they take off the board, and else at once', () => {
    const { board, store, reasons, done, count } = opened();
    const [r1, r2, r3] = ['R1', 'R2', 'R3'].map((label) => board.idOf('output', label)) as [string, string, string];
    performAsked(store, setField('step', board.idOf('step', '3'), 'title', 'Hold'), done);
    expect([why.question, reasons]).toEqual([null, [undefined]]);
    performAsked(store, together('both', [mergeEntities('output', r1, r3), mergeEntities('output', r2, r3)]), done);
    expect([why.question?.title, why.question?.action]).toEqual(['Take 2 records off the board?', 'Merge']);
    why.close();
    performAsked(store, deleteEntity('output', r1), done);
    why.close('Not ours');
    expect([reasons, count()]).toEqual([[undefined, 'Not ours'], 2]);
    // One that takes nothing off is refused by the board, which says why.
    performAsked(store, mergeEntities('output', 'nobody', r3), done);
    expect(reasons).toHaveLength(3);
    // Trying it out left the board as it is.
    expect(readSnapshot(board.doc).entities.output.every(({ state }) => state === 'live')).toBe(true);
  });

  it('HIS-7 a board that takes no edits is not asked a reason for', () => {
    const { board, store, reasons } = opened('You may read this board.');
    deleteRecord(store, 'step', board.idOf('step', '3'), () => {});
    expect([why.question, reasons.length]).toEqual([null, 1]);
  });
});

const memoryOf = (): Memory => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
};

const openNotes = (memory: Memory | null = memoryOf(), clock = new FakeClock()) => {
  const doc = new Y.Doc();
  const said: Payload<'edit'>[] = [];
  const notes = new EditNotes({
    doc,
    clock,
    memory,
    memoryKey: 'offline.me.board',
    say: (note) => void said.push(note),
  });
  const write = (key: string): void => void doc.getMap('step').set(key, 1);
  return { doc, clock, said, notes, write, memory };
};

describe('notes on own edits', () => {
  it('HIS-9 names exactly the items that an edit wrote; an edit that wrote nothing is not spoken of', () => {
    const { doc, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('before');
    const { items } = notes.during(() => {
      write('a');
      write('b');
    });
    write('after');
    expect(items).toEqual({ client: doc.clientID, from: 1, to: 2 });
    notes.say(items, { by: 'undo' });
    notes.say(notes.during(() => {}).items, { by: 'undo' });
    notes.flush();
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, by: 'undo' }]);
  });

  it('HIS-9 the same said of edits directly after each other is one note, of others it is not', async () => {
    const { clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    const undo = (key: string): void => notes.say(notes.during(() => write(key)).items, { by: 'undo' });
    undo('a');
    undo('b');
    await clock.advance(1_000);
    undo('c');
    await clock.advance(1_400);
    expect(said).toEqual([]);
    await clock.advance(200);
    expect(said.map(({ from, to }) => [from, to])).toEqual([[0, 2]]);
    undo('d');
    write('typed between');
    undo('e');
    notes.say(notes.during(() => write('f')).items, { reason: 'Agreed' });
    notes.close();
    expect(said.slice(1).map(({ from, to, by, reason }) => [from, to, by ?? reason])).toEqual([
      [3, 3, 'undo'],
      [5, 5, 'undo'],
      [6, 6, 'Agreed'],
    ]);
  });

  it('HIS-9 undo and redo inside a long text say so of what they wrote; erasing, typing and others are not spoken of', async () => {
    const { doc, clock, said, notes } = openNotes();
    notes.heard('all-sent');
    const fragment = doc.getXmlFragment('text:x:note');
    const editor = {};
    const manager = new Y.UndoManager(fragment, { trackedOrigins: new Set([editor]), captureTimeout: 0 });
    const next = (): number => Y.getState(doc.store, doc.clientID);
    const told = (): readonly Payload<'edit'>[] => {
      notes.flush();
      return said.splice(0);
    };
    const text = new Y.XmlText('Raised at the line');
    doc.transact(() => fragment.insert(0, [text]), editor);
    doc.transact(() => text.delete(0, 7), editor);
    expect(told()).toEqual([]);
    const from = next();
    manager.undo();
    expect(text.toString()).toBe('Raised at the line');
    expect(told()).toEqual([{ client: doc.clientID, from, to: next() - 1, by: 'undo' }]);
    // Redo only erases again, and so does the undo of typing.
    manager.redo();
    expect(told()).toEqual([]);
    doc.transact(() => text.insert(0, 'Always '), editor);
    manager.undo();
    expect(told()).toEqual([]);
    const again = next();
    manager.redo();
    expect(told()).toEqual([{ client: doc.clientID, from: again, to: next() - 1, by: 'redo' }]);
    // Several at once are one note; what another person undid arrives as theirs.
    doc.transact(() => text.delete(0, 2), editor);
    doc.transact(() => text.delete(0, 2), editor);
    manager.undo();
    await clock.advance(1_000);
    manager.undo();
    await clock.advance(2_000);
    expect(said.splice(0)).toHaveLength(1);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const theirs = new Y.UndoManager(other.getXmlFragment('text:x:note'), { trackedOrigins: new Set([null]) });
    other.getXmlFragment('text:x:note').delete(0, 1);
    theirs.undo();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), manager);
    expect(told()).toEqual([]);
    notes.close();
    manager.undo();
    expect(told()).toEqual([]);
  });

  it('HIS-10 a stretch away from the server is one note with the time of its first edit, sent once everything is', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('online');
    notes.heard('here', 1);
    notes.heard('all-sent');
    notes.heard('away');
    const at = clock.nowMs();
    write('a');
    await clock.advance(60_000);
    write('b');
    notes.heard('here');
    write('sent at once');
    expect(said).toEqual([]);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, claimedAt: new Date(at).toISOString() }]);
    notes.heard('all-sent');
    expect(said).toHaveLength(1);
  });

  it('HIS-10 what arrives within five seconds was not made offline, and nothing was where nothing was edited', async () => {
    const { clock, said, notes, write } = openNotes();
    write('a');
    await clock.advance(4_000);
    notes.heard('all-sent');
    notes.heard('away');
    await clock.advance(60_000);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });

  it('HIS-10 what was made before a dead connection was seen to be one counts from when it was made', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('stored');
    notes.heard('here', 1);
    notes.heard('all-sent');
    const at = clock.nowMs();
    write('a');
    notes.heard('here', 1);
    await clock.advance(30_000);
    notes.heard('away', 1);
    write('b');
    notes.heard('away', 2);
    await clock.advance(600_000);
    notes.heard('here', 2);
    expect(said).toEqual([]);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, claimedAt: new Date(at).toISOString() }]);
  });

  it('HIS-10 a connection that hangs and goes on makes late what it held up, and nothing else', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    // Somebody types on over a slow connection: there is always something under way, and nothing is late.
    for (let key = 0; key < 40; key += 1) {
      write(`slow ${key}`);
      notes.heard('here', key === 0 ? 1 : 2);
      await clock.advance(300);
      if (key > 0) notes.heard('here', 1);
    }
    notes.heard('all-sent');
    expect(said).toEqual([]);
    const at = clock.nowMs();
    write('held up');
    notes.heard('here', 1);
    await clock.advance(9_000);
    write('at once');
    notes.heard('here', 2);
    notes.heard('here', 1);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 40, to: 40, claimedAt: new Date(at).toISOString() }]);
  });

  it('HIS-10 a page that was closed while the server was away says it the next time', async () => {
    const memory = memoryOf();
    const first = openNotes(memory);
    first.notes.heard('away');
    const at = first.clock.nowMs();
    first.write('a');
    first.notes.close();
    await first.clock.advance(60_000);
    const second = openNotes(memory, first.clock);
    second.notes.heard('all-sent');
    expect(second.said).toEqual([
      { client: first.doc.clientID, from: 0, to: 0, claimedAt: new Date(at).toISOString() },
    ]);
    expect(memory.length).toBe(0);
  });

  it('HIS-9 a page that goes before a note went out says it the next time, once; without storage it goes out at once', async () => {
    const memory = memoryOf();
    const first = openNotes(memory);
    first.notes.heard('all-sent');
    for (const [key, by] of [
      ['a', 'undo'],
      ['b', 'redo'],
    ] as const) {
      first.notes.say(first.notes.during(() => first.write(key)).items, { by });
      first.notes.leave();
    }
    await first.clock.advance(10_000);
    expect(first.said).toEqual([]);
    const second = openNotes(memory, first.clock);
    second.notes.heard('all-sent');
    second.notes.heard('all-sent');
    const client = first.doc.clientID;
    expect(second.said).toEqual([
      { client, from: 0, to: 0, by: 'undo' },
      { client, from: 1, to: 1, by: 'redo' },
    ]);
    expect(memory.length).toBe(0);
    const without = openNotes(null);
    without.notes.say(without.notes.during(() => without.write('a')).items, { by: 'undo' });
    without.notes.leave();
    expect(without.said).toHaveLength(1);
  });

  it('HIS-10 storage that is off or holds nonsense costs the note alone', async () => {
    const broken: Memory = {
      getItem: () => {
        throw new Error('off');
      },
      setItem: () => {
        throw new Error('off');
      },
      removeItem: () => {
        throw new Error('off');
      },
      key: () => 'offline.me.board.7',
      length: 1,
    };
    for (const memory of [broken, null]) {
      const { clock, said, notes, write } = openNotes(memory);
      write('a');
      await clock.advance(60_000);
      notes.heard('all-sent');
      expect(said).toHaveLength(1);
    }
    const nonsense = memoryOf();
    nonsense.setItem('offline.me.board.7', '{"client":"x"}');
    nonsense.setItem('offline.me.board.8', 'not JSON');
    nonsense.setItem('offline.me.board.said.9.1', '{"items":{"client":1},"said":{"by":"undo"}}');
    const { said, notes } = openNotes(nonsense);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });

  it('HIS-10 what others write is not one’s own', async () => {
    const { doc, clock, said, notes } = openNotes();
    const other = new Y.Doc();
    other.getMap('step').set('a', 1);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    await clock.advance(60_000);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });
});

describe('saying why afterwards', () => {
  const item = { client: 7, from: 3, to: 4 };
  const change = (actor: string, more: object = { item }): Entry =>
    ({ seq: 5, kind: 'change', actor, payload: { root: 'step', ...more } }) as never;
  const board = (outcome: unknown, may = true) => {
    const said: unknown[] = [];
    return {
      said,
      store: {
        me: { id: 'me', name: 'Me', function: 'QUA', kind: 'user' },
        record: {
          may: () => ({ ok: may }),
          say: async (kind: string, payload: unknown) => {
            said.push([kind, payload]);
            return outcome;
          },
        },
      } as never,
    };
  };

  it('HIS-11 is for whoever made the change and may still edit', () => {
    const { store } = board({ ok: true });
    expect(canSayWhy(store, change('me'))).toBe(true);
    expect(canSayWhy(store, change('other'))).toBe(false);
    expect(canSayWhy(store, change('me', {}))).toBe(true);
    expect(canSayWhy(store, { ...change('me'), kind: 'ready' })).toBe(false);
    expect(canSayWhy(board({ ok: true }, false).store, change('me'))).toBe(false);
  });

  it('HIS-11 is sent as a note on exactly these items; what is refused is told', async () => {
    const { store, said } = board({ ok: false, problem: { detail: 'Too long.', title: '' } });
    const heard: unknown[] = [];
    sayWhy(store, [change('me')], { sentence: 'set title', reason: 'Drafting' }, (_, reason) => heard.push(reason));
    expect(why.question?.reason).toBeUndefined();
    expect(why.question?.text).toContain('You set title.');
    why.close('Agreed with quality');
    await Promise.resolve();
    await Promise.resolve();
    expect(heard).toEqual(['Agreed with quality']);
    expect(said).toEqual([['edit', { ...item, reason: 'Agreed with quality' }]]);
    expect(toasts.shown.at(-1)).toMatchObject({ kind: 'refused', text: 'The reason was not stored: Too long.' });
  });

  it('HIS-11 what only took something away is named by the number under which it was told', async () => {
    const { store, said } = board({ ok: true });
    sayWhy(store, [change('me', {})], { sentence: 'removed a step', reason: undefined }, () => {});
    why.close('Entered twice');
    await Promise.resolve();
    expect(said).toEqual([['edit', { entry: 5, reason: 'Entered twice' }]]);
  });

  it('HIS-11 HIS-14 one reason explains an act of two entries: a system in the place of another', async () => {
    const { store, said } = board({ ok: true });
    const first = change('me', { item });
    const second = { ...change('me', { item: { client: 7, from: 5, to: 5 } }), seq: 6 };
    const heard: unknown[] = [];
    const told = { sentence: 'set system of record', reason: undefined };
    sayWhy(store, entriesOf({ entry: second, before: first }), told, (seq, reason) => heard.push([seq, reason]));
    why.close('Agreed');
    await Promise.resolve();
    expect(heard).toEqual([
      [6, 'Agreed'],
      [5, 'Agreed'],
    ]);
    expect(said).toEqual([
      ['edit', { client: 7, from: 5, to: 5, reason: 'Agreed' }],
      ['edit', { ...item, reason: 'Agreed' }],
    ]);
    sayWhy(store, [change('other')], told, () => heard.push('never'));
    expect([why.question, heard.length]).toEqual([null, 2]);
  });

  it('HIS-14 a line says what a reason is owed for, its own or that of what it took the place of', () => {
    const asks = change('me', { item, asks: 'record' });
    const plain = { ...change('me'), seq: 6 };
    const none = (): object => ({});
    expect(owedFor({ entry: asks, before: null }, none)).toBe('record');
    expect(owedFor({ entry: plain, before: asks }, none)).toBe('record');
    expect(owedFor({ entry: plain, before: null }, none)).toBeNull();
    expect(owedFor({ entry: { ...asks, kind: 'ready' }, before: null }, none)).toBeNull();
    expect(owedFor({ entry: asks, before: null }, () => ({ reason: 'Agreed' }))).toBeNull();
    expect(owedFor({ entry: asks, before: null }, () => ({ purpose: 'Drafting' }))).toBe('record');
    expect(owedFor({ entry: asks, before: null }, () => ({ by: 'undo' }))).toBeNull();
  });
});
