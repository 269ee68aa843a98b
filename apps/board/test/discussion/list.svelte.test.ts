import { describe, expect, it } from 'vitest';
import type { PlantFunction } from '@chartroom/domain';
import type { ThreadState } from '@chartroom/record';
import {
  byActivity,
  countOf,
  dayOf,
  dueState,
  parseShow,
  passes,
  SHOWS,
  underHand,
  type Looker,
} from '../../src/lib/discussion/list.ts';
import { pendingMessages, pendingThreads } from '../../src/lib/discussion/pending.ts';
import { say } from '../../src/lib/discussion/say.ts';
import { mayClaim, mayClose, mayEdit, mayWrite } from '../../src/lib/discussion/standing.ts';
import { addressOf, pathOf } from '../../src/lib/shell/address.ts';
import type { PendingCommand, Said } from '../../src/lib/state/record-contract.ts';
import { may, type BoardRole } from '@chartroom/record';
import { id, MARTA, ME, PRIYA, TestRecord } from './record.svelte.ts';

const me = { id: ME, name: 'Lena Wirth', function: 'OPS', kind: 'user' } as const;

function record(): TestRecord {
  const said = new TestRecord();
  said.begin(PRIYA, id(1));
  said.begin(PRIYA, id(2), { to: { function: 'OPS' } });
  said.begin(PRIYA, id(3), { to: { principal: ME } });
  said.begin(MARTA, id(4));
  said.say(MARTA, 'thread.resolve', { thread: id(4), outcome: 'answered', text: 'So.' });
  said.reply(PRIYA, id(1), id(5));
  return said;
}
const looker = (unread: readonly string[], concerning: readonly string[] = []): Looker => ({
  me,
  unread: ({ id: thread }) => (unread.includes(thread) ? { count: 1, concerns: 0 } : { count: 0, concerns: 0 }),
  concerns: ({ id: thread }) => concerning.includes(thread),
});

describe('the list of threads', () => {
  it('DIS-10 shows what is asked for', () => {
    const threads = byActivity(record().threads.values());
    const shown = (show: (typeof SHOWS)[number]): readonly number[] =>
      threads.filter((one) => passes(one, show, looker([id(1), id(4)], [id(2), id(4)]))).map((one) => Number(one.id));
    expect(Object.fromEntries(SHOWS.map((show) => [show, shown(show)]))).toEqual({
      all: [1, 3, 2],
      asked: [3, 2],
      concerns: [2],
      unread: [1, 4],
      closed: [4],
    });
    expect(countOf(threads, 'asked', looker([]))).toBe(2);
  });

  it('DIS-10 nobody is asked any more by what is called answered, nor by themselves', () => {
    const said = record();
    const asked = (): number => countOf(said.threads.values(), 'asked', looker([]));
    said.reply(ME, id(3), id(6));
    expect(asked()).toBe(2);
    said.say(ME, 'thread.claim', { thread: id(3), comment: id(6) });
    expect(asked()).toBe(1);
    said.begin(ME, id(7), { to: { function: 'OPS' } });
    expect(asked()).toBe(1);
  });

  it('DIS-10 and what an address asks for reads back; a word that is not known is all', () => {
    for (const show of SHOWS) {
      const address = { board: 'B1', view: 'discussion', record: null, field: null, state: 'to-be', show } as const;
      const { searchParams } = new URL(pathOf(address), 'http://board.test');
      expect(parseShow(addressOf('B1', 'discussion', searchParams).show ?? '')).toBe(show);
    }
    expect([parseShow(''), parseShow('someday')]).toEqual(['all', 'all']);
  });

  it('DIS-11 the last activity comes first', () => {
    const said = record();
    expect(byActivity(said.threads.values()).map((one) => Number(one.id))).toEqual([1, 4, 3, 2]);
    said.reply(ME, id(2), id(6));
    expect(byActivity(said.threads.values())[0]?.id).toBe(id(2));
  });

  it('DIS-11 under a hand nothing moves or goes, what it shows is kept up, and what is new waits', () => {
    const said = record();
    const open = (): readonly ThreadState[] => byActivity(said.threads.values()).filter((one) => one.state === 'open');
    const held = open().map((one) => one.id);
    const lookup = (thread: string): ThreadState | undefined => said.thread(thread);
    said.reply(ME, id(2), id(6));
    said.say(PRIYA, 'thread.resolve', { thread: id(1), outcome: 'withdrawn', text: 'No.' });
    said.begin(MARTA, id(7));
    const hand = underHand(open(), held, lookup);
    expect(hand.shown.map((one) => one.id)).toEqual(held);
    expect(hand.shown.map((one) => [one.state, one.comments.length])).toEqual([
      ['closed', 2],
      ['open', 1],
      ['open', 2],
    ]);
    expect(hand.waiting).toBe(1);
    expect(underHand(open(), null, lookup)).toEqual({ shown: open(), waiting: 0 });
    expect(open().map((one) => Number(one.id))).toEqual([7, 2, 3]);
  });

  it('DIS-12 a due date is over, today, or later, by the day at this screen', () => {
    const today = dayOf(new Date(2026, 10, 24, 23, 59).getTime());
    expect(today).toBe('2026-11-24');
    expect(['2026-11-23', '2026-11-24', '2027-01-01'].map((day) => dueState(day, today))).toEqual([
      'over',
      'today',
      'later',
    ]);
  });

  it('DIS-15 a thread and a message have an address in every view, and a message none without its thread', () => {
    const address = { board: 'B1', view: 'discussion', record: null, field: null, state: 'to-be' } as const;
    const full = { ...address, thread: id(1), comment: id(5) };
    const back = (of: string) => addressOf('B1', 'discussion', new URL(of, 'http://board.test').searchParams);
    expect(pathOf(full)).toBe(`/b/B1/discussion?thread=${id(1)}&comment=${id(5)}`);
    expect(back(pathOf(full))).toEqual(full);
    const beside = { ...address, view: 'map', record: 'step/S1', thread: 'new' } as const;
    expect(addressOf('B1', 'map', new URL(pathOf(beside), 'http://board.test').searchParams)).toEqual(beside);
    expect(pathOf({ ...address, comment: id(5) })).toBe('/b/B1/discussion');
    expect(back(`/b/B1/discussion?comment=${id(5)}`)).not.toHaveProperty('comment');
  });
});

const pending = <K extends 'thread' | 'comment' | 'reaction'>(
  kind: K,
  payload: PendingCommand<K>['payload'],
  state: PendingCommand['state'] = 'waiting',
): PendingCommand => ({
  id: id(500),
  kind,
  payload,
  atMs: 0,
  state,
  problem:
    state === 'refused' ? { type: '', title: 'Refused', status: 403, detail: 'Your role does not allow it.' } : null,
});

describe('what is not stored yet', () => {
  it('DIS-41 stands in its place, and once only when it is stored', () => {
    const said = record();
    const waits = [
      pending('thread', {
        thread: id(20),
        anchor: { subject: 'step/S1', label: 'Step 1' },
        kind: 'question',
        title: 'Mine',
        body: 'Well?',
      }),
      pending('comment', { thread: id(1), comment: id(21), body: 'And this.' }),
      pending('comment', { thread: id(2), comment: id(22), body: 'Elsewhere.' }),
      pending('comment', { thread: id(20), comment: id(23), body: 'Behind it.' }),
      pending('reaction', { comment: id(1), reaction: 'agree', on: true }),
    ];
    const [begun] = pendingThreads(waits, said.threads, me);
    expect(begun?.thread).toMatchObject({ id: id(20), title: 'Mine', author: ME, state: 'open' });
    expect(pendingMessages(waits, said.of(id(1)), me).map(({ message }) => message.body)).toEqual(['And this.']);
    expect(pendingMessages(waits, begun!.thread, me).map(({ message }) => message.body)).toEqual(['Behind it.']);
    expect(byActivity([...said.threads.values(), begun!.thread])[0]?.id).toBe(id(20));
    said.begin(ME, id(20));
    said.reply(ME, id(1), id(21));
    expect(pendingThreads(waits, said.threads, me)).toEqual([]);
    expect(pendingMessages(waits, said.of(id(1)), me)).toEqual([]);
  });

  it('DIS-42 a refused message stays to be sent again; other words that were refused are told and let go', async () => {
    const discarded: string[] = [];
    const recordThat = (answer: Said, command: PendingCommand) => ({
      say: async () => answer,
      pending: [command],
      discard: (of: string) => void discarded.push(of),
    });
    const refusal = { ok: false, problem: { type: '', title: 'Refused', status: 403, detail: 'No.' } } as const;
    const comment = { thread: id(1), comment: id(21), body: 'x' };
    const reaction = { comment: id(1), reaction: 'agree', on: true } as const;
    expect(await say(recordThat(refusal, pending('comment', comment, 'refused')), 'comment', comment)).toBe(false);
    expect(discarded).toEqual([]);
    expect(await say(recordThat(refusal, pending('reaction', { ...reaction }, 'refused')), 'reaction', reaction)).toBe(
      false,
    );
    expect(discarded).toEqual([id(500)]);
    expect(await say(recordThat({ ok: 'later' }, pending('reaction', reaction)), 'reaction', reaction)).toBe(true);
    expect(await say(recordThat({ ok: true }, pending('reaction', reaction)), 'reaction', reaction)).toBe(true);
  });
});

describe('who may', () => {
  const boardOf = (role: BoardRole, fn: PlantFunction = 'OPS') => {
    const standing = { role, function: fn, signer: false, guest: false };
    return { me, record: { standing, may: (action: Parameters<typeof may>[1]) => may(standing, action) } };
  };

  it('DIS-43 a viewer is told why there is no composer', () => {
    expect(mayWrite(boardOf('viewer'))).toMatch(/viewer/);
    expect(mayWrite(boardOf('commenter'))).toBeNull();
  });

  it('DIS-50 the author closes a thread, or who works on the board; nobody edits what somebody else said', () => {
    const said = record();
    said.begin(ME, id(8));
    const [mine, theirs] = [said.of(id(8)), said.of(id(1))];
    expect(['viewer', 'commenter', 'contributor'].map((role) => mayClose(boardOf(role as BoardRole), mine))).toEqual([
      false,
      true,
      true,
    ]);
    expect(['commenter', 'contributor'].map((role) => mayClose(boardOf(role as BoardRole), theirs))).toEqual([
      false,
      true,
    ]);
    expect([mine, theirs].map((one) => mayEdit(boardOf('facilitator'), one.comments[0]!))).toEqual([true, false]);
  });

  it('DIS-50 whoever was asked calls an answer one; where nobody was, anybody but who began', () => {
    const said = record();
    said.begin(PRIYA, id(9), { to: { function: 'IT' } });
    said.begin(ME, id(10));
    said.begin(PRIYA, id(11), { to: { function: 'OPS' } });
    const claims = (thread: string): boolean => mayClaim(boardOf('commenter'), said.of(thread));
    expect([id(1), id(2), id(3), id(4), id(9), id(10)].map(claims)).toEqual([true, true, true, false, false, false]);
    // A facilitator has said that they take part for IT, whatever the page says.
    const asIt = boardOf('commenter', 'IT');
    expect([id(9), id(2)].map((thread) => mayClaim(asIt, said.of(thread)))).toEqual([true, false]);
    said.reply(MARTA, id(11), id(12));
    expect([id(11), id(12)].map((one) => mayClaim(boardOf('commenter'), said.of(id(11)), one))).toEqual([false, true]);
    said.say(MARTA, 'thread.claim', { thread: id(11), comment: id(12) });
    expect(claims(id(11))).toBe(false);
    expect(mayClaim(boardOf('viewer'), said.of(id(1)))).toBe(false);
  });
});
