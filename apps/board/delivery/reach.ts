/**
 * Which modules a page needs before it can begin: what it imports, what that imports, and so on, without what is imported
 * when needed. A module that only passes names on (an `index.ts`) is seen through: of what it offers only what is asked for counts.
 */

/** One name of another module; null is all of it, or only that it runs. */
export interface Taken {
  readonly from: string;
  readonly name: string | null;
}

export interface Linked {
  readonly takes: readonly Taken[];
  /** Null for a module with code of its own. */
  readonly passes: Passing | null;
  /** The names it exports itself or passes on by name. */
  readonly names: ReadonlySet<string>;
}

export interface Passing {
  readonly byName: ReadonlyMap<string, Taken>;
  /** `export * from` */
  readonly all: readonly string[];
}

/** The modules that these need, with themselves. */
export function reached(starts: Iterable<string>, linked: (id: string) => Linked | undefined): ReadonlySet<string> {
  const seen = new Set<string>();
  const whole = new Set<string>();
  const offers = (id: string, name: string): boolean => {
    const module = linked(id);
    return module !== undefined && (module.names.has(name) || sourceOf(module, name) !== null);
  };
  const sourceOf = ({ passes }: Linked, name: string): Taken | null => {
    const named = passes?.byName.get(name);
    if (named !== undefined) return named;
    const from = passes?.all.find((id) => offers(id, name));
    return from === undefined ? null : { from, name };
  };
  const waiting: Taken[] = [...starts].map((from) => ({ from, name: null }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const module = linked(next.from);
    const source = module !== undefined && next.name !== null ? sourceOf(module, next.name) : null;
    seen.add(next.from);
    if (source !== null) waiting.push(source);
    else if (!whole.has(next.from)) {
      whole.add(next.from);
      if (module !== undefined) waiting.push(...module.takes);
    }
  }
  return seen;
}
