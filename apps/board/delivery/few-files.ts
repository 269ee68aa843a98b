/**
 * How the code is cut into files. Left to itself the bundler makes a file of each set of modules that the same pages need:
 * a board opened with a hundred of them, most of a few hundred bytes, in which a browser's six connections were the limit.
 * Here what a page needs at once comes in three: what every page needs, what others need too, what only a board needs.
 */
import type { Plugin, Rolldown } from 'vite';
import { linkedOf } from './linked.ts';
import { reached, type Linked } from './reach.ts';

const PARTS = ['frame', 'shared', 'board'] as const;
type Part = (typeof PARTS)[number];

/**
 * Tells V8 to compile all of a file while it arrives, beside the page's own thread. Most of it runs for the first screen;
 * one function after the other, when each is first called, was a third of the script's time.
 */
const RUNS_AT_ONCE = '//# allFunctionsCalledOnLoad';

/** SvelteKit looks for these in files of their own. */
const START = /\/runtime\/client\/(?:entry|client-entry|payload)\.js$/;
/** Vite's own, for whatever is imported later. */
const PRELOAD = '\0vite/preload-helper.js';
export const ROOT = /\/src\/routes\/\+(?:layout|error)\.(?:svelte|ts)$/;
const PAGE = /\/src\/routes\/(?:.+\/)?\+(?:page|layout)\.(?:svelte|ts)$/;
export const BOARD = /\/src\/routes\/b\//;

export const fewFiles = (): Plugin => {
  let parts: ReadonlyMap<string, Part> = new Map();
  const group = (part: Part): Rolldown.CodeSplittingGroup => ({
    name: part,
    test: (id) => parts.get(id) === part,
    // Each part has all that it needs; the bundler would add what an `index.ts` offers besides.
    includeDependenciesRecursively: false,
  });
  const rolldownOptions = {
    // What is wanted of an entry may stand in a part of it; then the entry passes it on.
    preserveEntrySignatures: 'allow-extension' as const,
    output: { codeSplitting: { groups: PARTS.map(group) } },
  };
  return {
    name: 'chartroom:few-files',
    applyToEnvironment: ({ name }) => name === 'client',
    config: () => ({ environments: { client: { build: { rolldownOptions } } } }),
    async renderStart() {
      const linked = new Map<string, Linked>();
      const quiet = new Set<string>();
      for (const id of this.getModuleIds()) {
        const code = this.getModuleInfo(id)?.code;
        const resolve = async (specifier: string): Promise<string | null> => {
          const found = await this.resolve(specifier, id);
          if (found?.moduleSideEffects === false) quiet.add(found.id);
          return found?.id ?? null;
        };
        if (typeof code === 'string') linked.set(id, await linkedOf(id, code, resolve));
      }
      for (const [id, module] of linked) if (!quiet.has(id)) linked.set(id, heard(module, quiet));
      parts = partsOf(linked);
    },
    // The hint counts at the top of a file only, and Vite writes its own lines there before this.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk' && PARTS.some((part) => part === output.name))
            output.code = `${RUNS_AT_ONCE}\n${output.code}`;
      },
    },
  };
};

/** Loading a module that is not said to do nothing loads all of what it passes on that is not said to do nothing either. */
export function heard(module: Linked, quiet: ReadonlySet<string>): Linked {
  const { passes } = module;
  if (passes === null) return module;
  const always = [...new Set(module.takes.map(({ from }) => from))].filter((id) => !quiet.has(id));
  return { ...module, passes: { ...passes, always } };
}

/** The part of each module that some page needs at once; what is loaded later has none. */
export function partsOf(linked: ReadonlyMap<string, Linked>): ReadonlyMap<string, Part> {
  const needed = (test: (id: string) => boolean): ReadonlySet<string> =>
    reached([...linked.keys()].filter(test), (id) => linked.get(id));
  const isPage = (id: string): boolean => PAGE.test(id) && !ROOT.test(id);
  const elsewhere = needed((id) => isPage(id) && !BOARD.test(id));
  const parts = new Map<string, Part>();
  for (const id of needed((id) => isPage(id) && BOARD.test(id))) parts.set(id, elsewhere.has(id) ? 'shared' : 'board');
  for (const id of needed((id) => ROOT.test(id) || START.test(id))) parts.set(id, 'frame');
  for (const id of linked.keys()) if (START.test(id)) parts.delete(id);
  parts.set(PRELOAD, 'frame');
  return parts;
}
