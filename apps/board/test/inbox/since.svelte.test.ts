import type { SinceItem, SinceResponse } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { countWords, isAnything, lineOf, type SinceNames } from '../../src/lib/inbox/since-words.ts';
import { Since } from '../../src/lib/inbox/since.svelte.ts';
import { AGAIN_AFTER_MS, GLANCE_MS, Visiting, VISIT_AFTER_MS } from '../../src/lib/inbox/visiting.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeStorage } from '../account/memory.ts';

const NONE = { asked: 0, mentions: 0, messages: 0, decisions: 0, dissents: 0, lapsed: 0, joined: 0, changes: 0 };
const LEFT = { at: '2026-11-25T16:20:00.000Z', recordSeq: 9, docSeq: 20 };
const told = (counts: Partial<SinceResponse['counts']>, since: SinceResponse['since'] = LEFT): SinceResponse => ({
  since,
  counts: { ...NONE, ...counts },
  items: [],
});
const TOM = { id: 'tom', name: 'Tom Becker', function: 'OPS' } as const;
const AT = { own: true, seq: 12, at: '2026-11-26T08:00:00.000Z' } as const;

const names: SinceNames = {
  record: (address) => (address.endsWith('/gone') ? null : `<${address}>`),
  finding: (key) => (key === 'gone' ? null : `finding ${key}`),
  place: (address) => ({ view: 'map', record: address }),
  text: (title) => title,
};
const told_ = (item: SinceItem): string => lineOf(item, names).text;

describe('since you were last here', () => {
  it('INB-20 says in one line what happened, and leaves out what did not', () => {
    expect(countWords(told({ asked: 2, mentions: 1, changes: 14 }), 'QUA')).toBe(
      '2 ask quality, 1 names you, 14 changes',
    );
    expect(countWords(told({ asked: 1, decisions: 1, dissents: 2, lapsed: 2, messages: 3, joined: 1 }), 'IT')).toBe(
      '1 asks IT, 1 decision, dissent from 2 decisions, 2 acceptances lapsed, 3 new messages, 1 person joined',
    );
    expect(countWords(told({ asked: 1 }), 'OTHER')).toBe('1 asks you');
    expect([isAnything(told({})), isAnything(told({ changes: 1 }))]).toEqual([false, true]);
  });

  it('INB-20 no line on a first visit, when nothing happened, or when it is not known', async () => {
    for (const [answer, isShown] of [
      [told({ changes: 1 }, null), false],
      [told({}), false],
      [null, false],
      [told({ changes: 1 }), true],
    ] as const) {
      const since = new Since({
        ask: async () =>
          answer === null ? { ok: false, failure: { kind: 'unreachable' } } : { ok: true, value: answer },
        memory: new FakeStorage(),
        key: 'k',
      });
      await since.load();
      expect(since.news !== null).toBe(isShown);
    }
  });

  it('INB-21 a record that is named by a sentence stands in another one without its full stop', () => {
    const inWords: SinceNames = { ...names, record: () => 'DEC1, QMS counts.' };
    const changed = { ...AT, kind: 'changed', subject: 'decision/d1', changes: 2, by: [TOM] } as const;
    expect(lineOf(changed, inWords).text).toBe('DEC1, QMS counts: 2 changes by Tom Becker');
  });

  it('INB-21 each thing is a sentence that leads to its place, also of what is gone', () => {
    const thread = { ...AT, by: TOM, thread: 't1', title: 'Which counts?', due: null };
    expect(lineOf({ ...thread, kind: 'asked' }, names)).toEqual({
      text: 'Tom Becker asks “Which counts?”',
      target: { view: 'discussion', record: null, thread: 't1' },
    });
    expect(told_({ ...thread, kind: 'mention' })).toBe('Tom Becker names you in “Which counts?”');
    expect(told_({ ...thread, kind: 'reply' })).toBe('Tom Becker replied in “Which counts?”');
    expect(told_({ ...thread, kind: 'closed' })).toBe('Tom Becker closed “Which counts?”');
    expect(lineOf({ ...AT, kind: 'decided', by: TOM, decision: 'd1', state: 'reversed' }, names)).toEqual({
      text: 'Tom Becker recorded that <decision/d1> is reversed',
      target: { view: 'map', record: 'decision/d1' },
    });
    expect(told_({ ...AT, kind: 'answered', by: TOM, question: 'gone' })).toBe(
      'Tom Becker answered a record that is gone',
    );
    expect(told_({ ...AT, kind: 'assessed', by: TOM, risk: 'r1' })).toBe('Tom Becker assessed <risk/r1>');
    const stance = { ...AT, kind: 'stance', decision: 'd1', function: 'IT', by: TOM } as const;
    expect(lineOf({ ...stance, stance: 'dissent' }, names)).toEqual({
      text: 'Tom Becker, IT, dissents from <decision/d1>',
      target: { view: 'map', record: 'decision/d1' },
    });
    expect(told_({ ...stance, stance: 'agree' })).toBe('Tom Becker, IT, agrees to <decision/d1>');
    expect(told_({ ...stance, stance: 'abstain' })).toBe('Tom Becker, IT, abstains from <decision/d1>');
    expect(lineOf({ ...AT, kind: 'accepted', finding: 'gone', rule: 'M08', function: 'QUA', by: TOM }, names)).toEqual({
      text: 'Tom Becker accepted for quality: M08',
      target: { view: 'findings', record: null, finding: 'gone' },
    });
    expect(lineOf({ ...AT, kind: 'lapsed', finding: 'gone', rule: 'M08', function: 'QUA' }, names)).toEqual({
      text: 'What quality accepted by M08 has changed',
      target: { view: 'findings', record: null, finding: 'gone' },
    });
    expect(told_({ ...AT, kind: 'ready', ready: false, function: 'IT', by: TOM })).toBe(
      'IT is not ready any more, says Tom Becker',
    );
    expect(told_({ ...AT, kind: 'joined', who: TOM })).toBe('Tom Becker, operations, joined');
    expect(told_({ ...AT, kind: 'left', who: TOM })).toBe('Tom Becker left');
    expect(
      told_({ ...AT, kind: 'changed', subject: 'step/s1', changes: 3, by: [TOM, { ...TOM, name: 'Ines Roth' }] }),
    ).toBe('<step/s1>: 3 changes by Tom Becker and Ines Roth');
    expect(told_({ ...AT, kind: 'changed', subject: 'process', changes: 1, by: [TOM] })).toBe(
      'The process: 1 change by Tom Becker',
    );
  });

  it('INB-22 dismissed it stays away for what was left then, after a reload too', async () => {
    const kept = new FakeStorage();
    const open = async (answer: SinceResponse): Promise<Since> => {
      const since = new Since({ ask: async () => ({ ok: true, value: answer }), memory: kept, key: 'k' });
      await since.load();
      return since;
    };
    const first = await open(told({ changes: 1 }));
    first.dismiss();
    expect(first.news).toBeNull();
    expect((await open(told({ changes: 2 }))).news).toBeNull();
    const next = { ...LEFT, at: '2026-11-26T16:20:00.000Z' };
    expect((await open(told({ changes: 1 }, next))).news?.since).toEqual(next);
    const without = new Since({ ask: async () => ({ ok: true, value: told({ changes: 1 }) }), memory: null, key: 'k' });
    await without.load();
    without.dismiss();
    expect(without.news).toBeNull();
  });
});

describe('visits', () => {
  const start = (isLookedAt = true) => {
    const clock = new FakeClock();
    let looked = isLookedAt;
    let listener = (): void => {};
    let visits = 0;
    const visiting = new Visiting({
      tell: () => void (visits += 1),
      nowMs: () => clock.nowMs(),
      after: (ms, task) => clock.after(ms, task),
      isLookedAt: () => looked,
      onLook: (heard) => {
        listener = heard;
        return () => (listener = () => {});
      },
    });
    const look = (now: boolean): void => {
      looked = now;
      listener();
    };
    return { clock, visiting, look, visits: () => visits };
  };

  it('INB-23 are told after a minute of looking, every ten minutes from then on, and at the end', async () => {
    const { clock, visiting, visits } = start();
    await clock.advance(VISIT_AFTER_MS - 1);
    expect(visits()).toBe(0);
    await clock.advance(1);
    expect(visits()).toBe(1);
    await clock.advance(2 * AGAIN_AFTER_MS);
    expect(visits()).toBe(3);
    visiting.close();
    expect(visits()).toBe(4);
    await clock.advance(AGAIN_AFTER_MS);
    expect(visits()).toBe(4);
  });

  it('INB-23 a page that is not looked at is no visit, and a glance is none', async () => {
    const { clock, visiting, look, visits } = start(false);
    await clock.advance(AGAIN_AFTER_MS);
    expect(visits()).toBe(0);
    look(true);
    await clock.advance(GLANCE_MS - 1);
    look(false);
    await clock.advance(AGAIN_AFTER_MS);
    expect(visits()).toBe(0);
    look(true);
    await clock.advance(GLANCE_MS);
    look(false);
    expect(visits()).toBe(1);
    visiting.close();
    expect(visits()).toBe(1);
  });
});
