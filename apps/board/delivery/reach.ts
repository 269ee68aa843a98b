/**
 * Which modules a page needs before it can begin: what it imports, what that imports, and so on, without what is imported
 * when needed. A module that only passes names on (an `index.ts`) is seen through: of what it offers only what is asked for counts.
 */

/** One name of another module; null is all of it, or only that it runs. */
export interface Taken {
  readonly from: string;
  readonly name: string | null;
  /** Where it is itself all of a module, what is read of it; left out when that is not known. */
  readonly members?: ReadonlySet<string>;
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
  /** What does something by being loaded, and is loaded whatever is asked for. */
  readonly always: readonly string[];
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
    const { from, name, members } = next;
    const module = linked(from);
    seen.add(from);
    if (module?.passes && (name !== null || members !== undefined)) {
      waiting.push(...module.passes.always.map((always) => ({ from: always, name: null })));
      // A member that it does not have is one of another thing of the same name.
      const asked = name === null ? [...(members ?? [])] : [name];
      const sources = asked.map((each) => sourceOf(module, each)).filter((source) => source !== null);
      if (name === null || sources.length > 0) {
        waiting.push(...sources.map((source) => (name === null || !members ? source : { ...source, members })));
        continue;
      }
    }
    if (whole.has(from)) continue;
    whole.add(from);
    if (module !== undefined) waiting.push(...module.takes);
  }
  return seen;
}
