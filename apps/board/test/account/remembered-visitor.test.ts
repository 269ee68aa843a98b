import { describe, expect, it } from 'vitest';
import { ALIVE_KEY, RememberedVisitor, VISITOR_KEY } from '#lib/session/remembered-visitor.ts';
import { FakeStorage } from './memory.ts';

const LENA = { id: 'lena', name: 'Lena Wirth', function: 'OPS', kind: 'user' } as const;
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

describe('who stands in while the server is away', () => {
  it('ACC-25 is whoever was here last, no longer than a session lasts without anything done', () => {
    const remembered = new RememberedVisitor(new FakeStorage());
    expect(remembered.read(NOW)).toBeNull();
    remembered.write(LENA, { atMs: NOW, idleMs: 15 * MINUTE });
    expect(remembered.read(NOW + 14 * MINUTE)).toEqual(LENA);
    expect(remembered.read(NOW + 15 * MINUTE)).toBeNull();
    remembered.noteAlive({ atMs: NOW + 10 * MINUTE, idleMs: 15 * MINUTE });
    expect(remembered.read(NOW + 15 * MINUTE)).toEqual(LENA);
    remembered.forget();
    expect(remembered.read(NOW + 10 * MINUTE)).toBeNull();
  });

  it('ACC-25 has no limit where nobody signs in', () => {
    const remembered = new RememberedVisitor(new FakeStorage());
    remembered.write({ ...LENA, kind: 'visitor' }, { atMs: NOW, idleMs: null });
    expect(remembered.read(NOW + 1e10)?.name).toBe('Lena Wirth');
  });

  it.each([
    ['no JSON', '{'],
    ['something else', '"lena"'],
    ['an unknown function', JSON.stringify({ ...LENA, function: 'BOSS' })],
    ['a program', JSON.stringify({ ...LENA, kind: 'token' })],
  ])('ACC-25 is nobody when storage holds %s', (_, value) => {
    const memory = new FakeStorage({ [VISITOR_KEY]: value, [ALIVE_KEY]: '{"atMs":"x"}' });
    const remembered = new RememberedVisitor(memory);
    expect(remembered.read(NOW)).toBeNull();
    expect(remembered.alive()).toBeNull();
  });
});
