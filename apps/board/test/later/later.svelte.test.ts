import { describe, expect, it } from 'vitest';
import { Later, Rest } from '#lib/later/later.svelte.ts';
import { wanting } from '#lib/later/wanting.svelte.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';

/** A module that arrives, or does not, when the test says so. */
class Module {
  asked = 0;
  #waiting: PromiseWithResolvers<{ readonly default: string }>[] = [];
  readonly load = (): Promise<{ readonly default: string }> => {
    this.asked += 1;
    const arrival = Promise.withResolvers<{ readonly default: string }>();
    this.#waiting.push(arrival);
    return arrival.promise;
  };
  arrive(): void {
    this.#waiting.shift()?.resolve({ default: 'here' });
  }
  fail(): void {
    this.#waiting.shift()?.reject(new Error('The server is away.'));
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('code that comes later', () => {
  it('BOARD-5 is loaded once, however often it is wanted', async () => {
    const module = new Module();
    const later = new Later(module.load);
    expect(later.value).toBeNull();
    const both = [later.load(), later.load()];
    module.arrive();
    expect(await Promise.all(both)).toEqual(['here', 'here']);
    expect(later.value).toBe('here');
    expect(module.asked).toBe(1);
  });

  it('BOARD-5 is loaded again after a failure', async () => {
    const module = new Module();
    const later = new Later(module.load);
    const first = later.load();
    module.fail();
    await expect(first).rejects.toThrow('away');
    const second = later.load();
    module.arrive();
    expect(await second).toBe('here');
  });

  it('BOARD-5 the rest follows one after the other while the browser is idle, also what it names itself', async () => {
    const modules = [new Module(), new Module(), new Module()];
    const laters = modules.map(({ load }) => new Later(load));
    const rest = new Rest();
    rest.add(laters[0]!);
    rest.add(laters[1]!);
    const idle: (() => void)[] = [];
    const go = async (): Promise<void> => {
      idle.shift()?.();
      await settled();
    };
    let whole = 0;
    const load = (): unknown =>
      rest.load(
        () => (whole += 1),
        (task) => idle.push(task),
      );
    load();
    const asked = (): readonly number[] => modules.map((module) => module.asked);
    expect(asked()).toEqual([0, 0, 0]);
    await go();
    expect(asked()).toEqual([1, 0, 0]);
    // What cannot be loaded now is left for when it is wanted.
    modules[0]!.fail();
    await settled();
    await go();
    expect(asked()).toEqual([1, 1, 0]);
    rest.add(laters[2]!);
    modules[1]!.arrive();
    await settled();
    await go();
    expect(asked()).toEqual([1, 1, 1]);
    modules[2]!.arrive();
    await settled();
    await go();
    expect([idle, whole]).toEqual([[], 0]);
    // Asked for again, it is all there and says so.
    load();
    await go();
    modules[0]!.arrive();
    await settled();
    await go();
    expect([asked(), idle, whole]).toEqual([[2, 1, 1], [], 1]);
  });

  it('BOARD-5 the rest stops when it is told to', async () => {
    const module = new Module();
    const rest = new Rest();
    rest.add(new Later(module.load));
    const idle: (() => void)[] = [];
    rest.load(
      () => {},
      (task) => idle.push(task),
    )();
    idle.shift()?.();
    await settled();
    expect(module.asked).toBe(0);
  });

  it('BOARD-6 what is wanted and on its way is counted, and no longer once it is there', async () => {
    const module = new Module();
    const later = new Later(module.load);
    const wanted = wanting.want(later);
    expect(wanting.count).toBe(1);
    module.arrive();
    await wanted;
    expect(wanting.count).toBe(0);
    await wanting.want(later);
    expect(module.asked).toBe(1);
  });

  it('BOARD-6 what cannot be loaded is said, and what waits for it is given up', async () => {
    const module = new Module();
    let given = false;
    const wanted = wanting.want(new Later(module.load), () => (given = true));
    module.fail();
    await wanted;
    expect(given).toBe(true);
    expect(wanting.count).toBe(0);
    expect(toasts.shown.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      expect.stringMatching(/^refused: .*could not be loaded/),
    ]);
  });
});
