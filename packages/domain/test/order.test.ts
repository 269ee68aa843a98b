/** Order keys: always room between two, the same order everywhere, never too long. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createStep, live, moveStep, readSnapshot } from '../src/index.ts';
import { isOrderKey, keyBetween, keysBetween, MAX_ORDER_KEY_LENGTH } from '../src/order/order-key.ts';
import { compareOrdered, place, type Ordered } from '../src/order/placement.ts';
import { done, exchange, id, ids, made, refused, replicaOf, seeded } from './support/board.ts';

const random = (seed: number) => ids(seed).random;
const titles = (doc: Y.Doc): readonly (string | undefined)[] =>
  live(readSnapshot(doc), 'step').map((step) => step.title);

/** Inserts at positions drawn at random, as people do. */
const grown = (positions: readonly number[], seed: number): readonly Ordered[] => {
  const list: Ordered[] = [];
  for (const [index, position] of positions.entries()) {
    const at = position % (list.length + 1);
    const placement = place(list, at, random(seed + index));
    for (const [one, order] of placement.rekeyed)
      list.splice(
        list.findIndex((item) => item.id === one),
        1,
        { id: one, order },
      );
    list.splice(at, 0, { id: `id${index}`, order: placement.order });
  }
  return list;
};

describe('order keys', () => {
  it('DOM-40 a key between two keys sorts strictly between them, whatever the suffix', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 40 }), fc.nat(1000), (positions, seed) => {
        const list = grown(positions, seed);
        const orders = list.map((item) => item.order!);
        expect(orders.every(isOrderKey)).toBe(true);
        expect(orders).toEqual([...orders].sort());
        expect(new Set(orders).size).toBe(orders.length);
        for (let index = 0; index <= orders.length; index += 1) {
          const [lower, upper] = [orders[index - 1] ?? null, orders[index] ?? null];
          const key = keyBetween(lower, upper, random(seed));
          expect(isOrderKey(key)).toBe(true);
          expect([lower ?? '', key, upper ?? '~'].toSorted()).toEqual([lower ?? '', key, upper ?? '~']);
          expect([lower, upper]).not.toContain(key);
          const many = keysBetween(lower, upper, 5, random(seed));
          expect([lower ?? '', ...many, upper ?? '~']).toEqual([lower ?? '', ...many, upper ?? '~'].toSorted());
          expect(new Set(many).size).toBe(5);
        }
      }),
    );
  });

  it('DOM-41 the key of an inserted item keeps the list as it was read, also among equal and unreadable keys', () => {
    const order = fc.constantFrom(null, 'a0', 'a0V', 'a1', 'a1', 'a1', 'Zz', 'zz', 'a0Vzzzz');
    fc.assert(
      fc.property(fc.array(order, { maxLength: 9 }), fc.nat(9), fc.nat(1000), (orders, position, seed) => {
        const list = orders
          .map((value, index) => ({ id: `id${index}`, order: value !== null && isOrderKey(value) ? value : null }))
          .sort(compareOrdered);
        const index = position % (list.length + 1);
        const placement = place(list, index, random(seed));
        const after = [
          ...list.map((item) => ({ ...item, order: placement.rekeyed.get(item.id) ?? item.order })),
          { id: 'new', order: placement.order },
        ];
        expect(after.sort(compareOrdered).map((item) => item.id)).toEqual(
          list.map((item) => item.id).toSpliced(index, 0, 'new'),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('DOM-42 keys stay within 64 characters: the range is rebalanced when it has no room', () => {
    // Always between the same two neighbours: the worst case for fractional keys.
    const list = [...grown([0, 1], 1)];
    let rebalanced = 0;
    for (let index = 0; index < 400; index += 1) {
      const placement = place(list, 1, random(index));
      if (placement.rekeyed.size > 0) rebalanced += 1;
      for (const [one, order] of placement.rekeyed)
        list.splice(
          list.findIndex((item) => item.id === one),
          1,
          { id: one, order },
        );
      list.splice(1, 0, { id: `n${index}`, order: placement.order });
      expect(list.every((item) => item.order!.length <= MAX_ORDER_KEY_LENGTH)).toBe(true);
    }
    expect(list.map((item) => item.order)).toEqual(list.map((item) => item.order!).toSorted());
    expect(rebalanced).toBeGreaterThan(0);
    expect(rebalanced).toBeLessThan(100);
  });

  it('DOM-43 two people who insert at the same place both keep their step there', () => {
    const origin = seeded('t1');
    const [a, b] = [replicaOf(origin, 100), replicaOf(origin, 101)];
    const after = id(origin, 'step', '2');
    done(a, createStep({ title: 'From A', after }, { ids: ids(1) }));
    done(b, createStep({ title: 'From B', after }, { ids: ids(2) }));
    exchange(a, b);
    expect(titles(a)).toEqual(titles(b));
    expect([titles(a)[2], titles(a)[3]].sort()).toEqual(['From A', 'From B']);
    // And there is still room between the two.
    done(a, createStep({ title: 'Between', after: live(readSnapshot(a), 'step')[2]!.id }, { ids: ids(3) }));
    expect(titles(a)[3]).toBe('Between');
  });

  it('DOM-44 a moved step stands where it was put; where it stands already nothing is written', () => {
    const doc = seeded('t1');
    const step = id(doc, 'step', '5');
    const before = titles(doc);
    done(doc, moveStep(step, { after: null }, { ids: ids(1) }));
    expect(titles(doc)).toEqual([before[4], ...before.slice(0, 4), ...before.slice(5)]);
    done(doc, moveStep(step, { before: null }, { ids: ids(2) }));
    expect(titles(doc).at(-1)).toBe(before[4]);
    done(doc, moveStep(step, { before: id(doc, 'step', '2') }, { ids: ids(3) }));
    expect(titles(doc)[1]).toBe(before[4]);
    expect(refused(doc, moveStep(step, { after: id(doc, 'step', '1') }))).toEqual({ kind: 'unchanged' });
    expect(refused(doc, moveStep(step, { after: '0'.repeat(26) }))).toEqual({
      kind: 'unknown-entity',
      entity: 'step',
      id: '0'.repeat(26),
    });
  });

  it('DOM-44 a step without a readable key sorts last and gets one when something is put beside it', () => {
    const doc = seeded('blank');
    const first = made(doc, createStep({ title: 'one' }, { ids: ids(1) }));
    const second = made(doc, createStep({ title: 'two' }, { ids: ids(2) }));
    doc.getMap<Y.Map<unknown>>('step').get(first)!.set('order', 'nonsense!');
    expect(titles(doc)).toEqual(['two', 'one']);
    done(doc, createStep({ title: 'three', after: first }, { ids: ids(3) }));
    expect(titles(doc)).toEqual(['two', 'one', 'three']);
    expect(readSnapshot(doc).irregular).toEqual([]);
    expect(second).not.toBe(first);
  });
});
