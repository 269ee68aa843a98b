/**
 * Code that the first screen does without: loaded when it is wanted, and otherwise as soon as the browser has nothing else
 * to do, so that an open page has all of it when the server goes away. Knows no component and no board.
 */
import { whenIdle } from './when-idle.ts';

export type Load<C> = () => Promise<{ readonly default: C }>;

/** A module that may not be here yet; what it exports as its default is what counts. */
export class Later<C> {
  /** Null until it is here; reactive. */
  value = $state.raw<C | null>(null);
  readonly #load: Load<C>;
  #loading: Promise<C> | null = null;

  constructor(load: Load<C>) {
    this.#load = load;
  }

  /** What is asked for twice is loaded once; what failed is tried again when asked again. */
  load(): Promise<C> {
    return (this.#loading ??= this.#load().then(
      (module) => (this.value = module.default),
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    ));
  }
}

/** What an open page should have before it needs it, in the order in which it is likely to. */
export class Rest {
  readonly #all = new Set<Later<unknown>>();

  add(later: Later<unknown>): void {
    this.#all.add(later);
  }

  /**
   * Loads what is not here yet, one after the other while the browser is idle; returns the function that stops. `whole` hears
   * once that nothing is missing; where something did not come it hears nothing.
   */
  load(whole: () => void = () => {}, idle: (task: () => void) => void = whenIdle): () => void {
    const tried = new Set<Later<unknown>>();
    let stopped = false;
    const next = (): void => {
      // What is loaded may name more.
      const missing = [...this.#all].filter((each) => each.value === null);
      if (stopped) return;
      if (missing.length === 0) return whole();
      const later = missing.find((each) => !tried.has(each));
      if (!later) return;
      tried.add(later);
      const onward = (): void => idle(next);
      later.load().then(onward, onward);
    };
    idle(next);
    return () => (stopped = true);
  }
}

const rest = new Rest();
export const loadRest = (whole?: () => void): (() => void) => rest.load(whole);

/** `const PANEL = later(() => import('./Panel.svelte'))`, once a module. */
export function later<C>(load: Load<C>): Later<C> {
  const one = new Later(load);
  rest.add(one);
  return one;
}
