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
import type { Entry } from '@chartroom/record';
import { afterEach, describe, expect, it } from 'vitest';
import { performAsked } from '../../src/lib/history/ask-before.ts';
import { deleteRecord, mergeRecords } from '../../src/lib/history/delete-record.ts';
import { entriesOf, owedFor } from '../../src/lib/history/owing.ts';
import { canSayWhy, sayWhy } from '../../src/lib/history/say-why.ts';
import { why } from '../../src/lib/history/why.svelte.ts';
import { toasts } from '../../src/lib/ui/toast.svelte.ts';
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
