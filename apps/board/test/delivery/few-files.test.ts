import { describe, expect, it } from 'vitest';
import { heard, partsOf } from '../../delivery/few-files.ts';
import { linkedOf } from '../../delivery/linked.ts';
import type { Linked } from '../../delivery/reach.ts';

const ROOT = '/src/routes/+layout.svelte';
const BOARD = '/src/routes/b/[board]/+layout.svelte';
const HOME = '/src/routes/+page.svelte';

/** Modules by their code; a specifier is the id of a module. */
const link = async (modules: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Linked>> =>
  new Map(
    await Promise.all(
      Object.entries(modules).map(async ([id, code]): Promise<[string, Linked]> => [
        id,
        await linkedOf(id, code, (specifier) => Promise.resolve(specifier in modules ? specifier : null)),
      ]),
    ),
  );
/** Without what Vite adds itself. */
const partsIn = async (modules: Readonly<Record<string, string>>): Promise<Record<string, string>> =>
  Object.fromEntries([...partsOf(await link(modules))].filter(([id]) => id in modules));

describe('cutting the code into files', () => {
  it('BOARD-4 tells what every page needs from what others need too and what only a board needs', async () => {
    const parts = await partsIn({
      [ROOT]: "import 'runtime'; export default 1;",
      [BOARD]: "import 'runtime'; import 'menu'; import map from 'map'; export default map;",
      [HOME]: "import 'menu'; import 'list'; export default 1;",
      runtime: 'export const run = 1;',
      menu: 'export const menu = 1;',
      map: 'export default 1;',
      list: 'export const list = 1;',
    });
    expect(parts).toEqual({ [ROOT]: 'frame', runtime: 'frame', [BOARD]: 'board', map: 'board', menu: 'shared' });
  });

  it('BOARD-4 leaves out what is imported when it is needed', async () => {
    const parts = await partsIn({
      [ROOT]: 'export default 1;',
      [BOARD]: "export default () => import('panel');",
      panel: 'export default 1;',
    });
    expect(parts).toEqual({ [ROOT]: 'frame', [BOARD]: 'board' });
  });

  it.each([
    ['by name', "export { one } from 'one'; export { two } from 'two';"],
    ['by star', "export * from 'one'; export * from 'two';"],
    ['by another index', "export { one } from 'inner'; export { two } from 'two';"],
  ])('BOARD-4 sees through a module that only passes on, %s', async (_, index) => {
    const parts = await partsIn({
      [ROOT]: 'export default 1;',
      [BOARD]: "import { one } from 'index'; export default one;",
      index,
      inner: "export { one, three } from 'one';",
      one: 'export const one = 1; export const three = 3;',
      two: 'export const two = 2;',
    });
    expect(Object.keys(parts)).toContain('one');
    expect(Object.keys(parts)).not.toContain('two');
  });

  it('BOARD-4 takes what a module passes on if that does something by being loaded', async () => {
    const linked = new Map(
      await link({
        [ROOT]: 'export default 1;',
        [BOARD]: "import { one } from 'index'; export default one;",
        index: "export { one } from 'one'; export { two } from 'two'; export { three } from 'three';",
        one: 'export const one = 1;',
        two: 'export const two = 2;',
        three: 'globalThis.three = 3; export const three = 3;',
      }),
    );
    linked.set('index', heard(linked.get('index')!, new Set(['one', 'two'])));
    expect([...partsOf(linked).keys()].filter((id) => linked.has(id)).toSorted()).toEqual([
      ROOT,
      BOARD,
      'index',
      'one',
      'three',
    ]);
  });

  it('BOARD-4 takes all of a module with code of its own, and of one that is asked for as a whole', async () => {
    const modules = {
      [ROOT]: "import * as all from 'index'; export default all;",
      [BOARD]: "import { own } from 'mixed'; export default own;",
      index: "export { one } from 'one';",
      mixed: "export { two } from 'two'; export const own = 1;",
      one: 'export const one = 1;',
      two: 'export const two = 2;',
    };
    expect(await partsIn(modules)).toEqual({
      [ROOT]: 'frame',
      index: 'frame',
      one: 'frame',
      [BOARD]: 'board',
      mixed: 'board',
      two: 'board',
    });
  });
});
