import { describe, expect, it } from 'vitest';
import { Drafts } from '../../src/lib/discussion/drafts.ts';
import { TestMemory } from '../support/test-memory.ts';

const DAY_MS = 86_400_000;

describe('drafts', () => {
  it('DIS-40 are kept for each person, board and place', () => {
    const memory = new TestMemory();
    const mine = new Drafts(memory, 'p1', 'B1');
    mine.keep('thread/T1', { body: 'Half a sentence' }, 0);
    mine.keep('new/step/S1', { body: '', title: 'Only a title', kind: 'objection', due: '2026-11-30' }, 0);
    expect(new Drafts(memory, 'p1', 'B1').read('thread/T1')?.body).toBe('Half a sentence');
    expect(mine.read('new/step/S1')).toMatchObject({ title: 'Only a title', kind: 'objection', due: '2026-11-30' });
    expect(mine.read('thread/T2')).toBeNull();
    expect(new Drafts(memory, 'p2', 'B1').read('thread/T1')).toBeNull();
    expect(new Drafts(memory, 'p1', 'B2').read('thread/T1')).toBeNull();
  });

  it('DIS-40 go when they are sent or emptied, and after sixty days', () => {
    const memory = new TestMemory();
    const drafts = new Drafts(memory, 'p1', 'B1');
    drafts.keep('a', { body: 'x' }, 0);
    drafts.keep('b', { body: 'y' }, 0);
    drafts.discard('a');
    drafts.keep('b', { body: '  ' }, 0);
    expect(memory.length).toBe(0);
    drafts.keep('old', { body: 'x' }, 0);
    drafts.keep('young', { body: 'x' }, 30 * DAY_MS);
    memory.setItem('somebody.else', 'x');
    drafts.keep('now', { body: 'x' }, 61 * DAY_MS);
    expect([...memory.items.keys()].map((key) => key.split('.').at(-1))).toEqual(['young', 'else', 'now']);
  });

  it('DIS-40 a proposal without words is worth keeping', () => {
    const drafts = new Drafts(new TestMemory(), 'p1', 'B1');
    const change = { summary: 'x', mutations: [{ name: 'setField', arguments: {} }] };
    drafts.keep('a', { body: '', change }, 0);
    expect(drafts.read('a')?.change).toEqual(change);
  });

  it('DIS-40 storage that is off, full or holds nonsense costs the draft, and says so', () => {
    const full = new TestMemory();
    full.setItem = () => {
      throw new Error('full');
    };
    expect(new Drafts(full, 'p1', 'B1').keep('a', { body: 'x' }, 0)).toBe(false);
    expect(new Drafts(null, 'p1', 'B1').keep('a', { body: 'x' }, 0)).toBe(false);
    const nonsense = new TestMemory();
    for (const [at, text] of ['{', 'null', '[]', '{"body":3,"atMs":1}', '{"body":"x"}'].entries())
      nonsense.items.set(`chartroom.draft.p1.B1.${at}`, text);
    const drafts = new Drafts(nonsense, 'p1', 'B1');
    for (let at = 0; at < 5; at += 1) expect(drafts.read(String(at))).toBeNull();
    expect(drafts.keep('a', { body: 'x' }, 0)).toBe(true);
    expect(drafts.read('a')?.body).toBe('x');
  });
});
