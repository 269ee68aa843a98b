import { describe, expect, it } from 'vitest';
import { lookAt, LookMemory, newSince, solvedSince } from '../../src/lib/findings/look.ts';
import type { Memory } from '../../src/lib/state/remembered.ts';
import { finding } from './board.ts';

const A = finding({ rule: 'M01', key: 'M01 step/1' });
const B = finding({ rule: 'I03', key: 'I03 interface/1', severity: 'W' });
const C = finding({ rule: 'P08', key: 'P08 output/1', severity: 'W' });
const tell = (one: { rule: string }): string => `${one.rule} told`;

function memory(): Memory & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

describe('looks', () => {
  it('FUI-40 new is what was not there, or weighs more since', () => {
    const look = lookAt([A, B], tell, 5);
    expect([...newSince(look, [A, B])]).toEqual([]);
    expect([...newSince(look, [A, B, C])]).toEqual([C.key]);
    expect([...newSince(look, [{ ...B, severity: 'B' }])]).toEqual([B.key]);
    expect([...newSince(look, [{ ...A, severity: 'W' }])]).toEqual([]);
  });

  it('FUI-40 solved is what is gone, as it was told, blockers first', () => {
    const look = lookAt([B, A, C], tell, 5);
    expect(solvedSince(look, [C])).toEqual([
      { key: A.key, severity: 'B', told: 'M01 told' },
      { key: B.key, severity: 'W', told: 'I03 told' },
    ]);
    expect(solvedSince(look, [A, B, C])).toEqual([]);
  });

  it('FUI-42 who has never looked has nothing new and nothing solved', () => {
    expect(newSince(null, [A]).size).toBe(0);
    expect(solvedSince(null, [A])).toEqual([]);
  });

  it('FUI-42 is kept apart by person and board', () => {
    const store = memory();
    const mine = new LookMemory(store, 'me', 'B1');
    const look = lookAt([A], tell, 5);
    mine.write(look);
    expect(mine.read()).toEqual(look);
    expect(new LookMemory(store, 'me', 'B2').read()).toBeNull();
    expect(new LookMemory(store, 'you', 'B1').read()).toBeNull();
  });

  it('FUI-42 nonsense, no storage and a full one cost the marks only', () => {
    const store = memory();
    const looks = new LookMemory(store, 'me', 'B1');
    looks.write(lookAt([A], tell, 5));
    const [key] = store.kept.keys();
    for (const nonsense of ['{', '[]', '7', '{"atMs":"x","seen":[]}', 'null']) {
      store.kept.set(key!, nonsense);
      expect(looks.read()).toBeNull();
    }
    store.kept.set(
      key!,
      '{"atMs":1,"seen":[{"key":"a","severity":"B","told":"t"},{"key":1},null,{"key":"b","severity":"X","told":""}]}',
    );
    expect(looks.read()?.seen).toEqual([{ key: 'a', severity: 'B', told: 't' }]);
    const off = new LookMemory(null, 'me', 'B1');
    off.write(lookAt([A], tell, 5));
    expect(off.read()).toBeNull();
    const full = new LookMemory(
      {
        ...memory(),
        setItem: () => {
          throw new Error('full');
        },
      },
      'me',
      'B1',
    );
    expect(() => full.write(lookAt([A], tell, 5))).not.toThrow();
  });
});
