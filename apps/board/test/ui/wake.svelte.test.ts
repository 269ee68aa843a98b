import { describe, expect, it } from 'vitest';
import { Wake, type Attributes } from '#lib/ui/wake/wake.svelte.ts';

class Here extends EventTarget {
  isConnected = true;
}
const element = (): Element => {
  // The tests run without a document: what the class asks of an element is all there is of one.
  Object.assign(globalThis, { Element: Here });
  return new Here() as unknown as Element;
};
/** Does something to the element, as the browser would. */
const act = (on: Element, attributes: Attributes, kind: string): void => {
  const event = new Event(kind, { cancelable: true });
  Object.defineProperty(event, 'currentTarget', { value: on });
  (attributes[`on${kind}`] as ((event: Event) => void) | undefined)?.(event);
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const menu = (): Wake =>
  new Wake(
    { 'aria-expanded': 'false' },
    { near: ['pointerenter'], act: { pointerdown: () => 'keep', keydown: () => null }, gone: ['pointerleave'] },
  );

describe('a control whose workings come later', () => {
  it('BOARD-6 asks for them when the pointer comes, and keeps nothing', async () => {
    const wake = menu();
    const button = element();
    expect([wake.wanted, wake.waits]).toEqual([false, false]);
    act(button, wake.attributes, 'pointerenter');
    expect([wake.wanted, wake.waits]).toEqual([true, true]);
    const done: string[] = [];
    wake.give({ onpointerdown: () => done.push('opened') });
    await settled();
    expect([wake.waits, done]).toEqual([false, []]);
    expect(wake.attributes['aria-expanded']).toBeUndefined();
  });

  it('BOARD-6 does what was done before they were here, once', async () => {
    const wake = menu();
    const button = element();
    act(button, wake.attributes, 'pointerdown');
    const done: string[] = [];
    const give = (): void => wake.give({ onpointerdown: (event: Event) => done.push(event.type) });
    give();
    give();
    await settled();
    expect(done).toEqual(['pointerdown']);
  });

  it('BOARD-6 forgets it when it means nothing any more, or its element is gone', async () => {
    const left = menu();
    const button = element();
    act(button, left.attributes, 'pointerdown');
    act(button, left.attributes, 'pointerleave');
    const gone = menu();
    const removed = element();
    act(removed, gone.attributes, 'pointerdown');
    (removed as unknown as Here).isConnected = false;
    const done: string[] = [];
    left.give({ onpointerdown: () => done.push('left') });
    gone.give({ onpointerdown: () => done.push('gone') });
    await settled();
    expect(done).toEqual([]);
  });

  it('BOARD-6 lets through what means nothing to it', () => {
    const wake = menu();
    act(element(), wake.attributes, 'keydown');
    expect(wake.wanted).toBe(false);
  });
});
