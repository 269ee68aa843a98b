/**
 * Structs that are admitted but not applied yet, because their commit is under way: what later updates may already
 * name. Frames are settled in the order in which they were staged.
 */
import type { Id } from '../update/parse.ts';
import type { Place, Standing } from './places.ts';

export interface StagedStruct extends Standing {
  readonly clock: number;
  readonly length: number;
}
/** One admitted update: its new structs by client id, and the map values it replaces. */
export interface StagedFrame {
  readonly sections: ReadonlyMap<number, readonly StagedStruct[]>;
  /** `slot(place, key)` of each map value that it writes. */
  readonly written: ReadonlySet<string>;
  /** Text roots that it is the first to name. */
  readonly newTextRoots: ReadonlySet<string>;
  /** Every root that it names. */
  readonly roots: ReadonlySet<string>;
}

export const slot = (place: Place, key: string): string => `${place.id}\u0000${key}`;

export class Overlay {
  private readonly sections = new Map<number, StagedStruct[]>();
  private readonly written = new Map<string, number>();
  private readonly textRoots = new Map<string, number>();

  /** The next clock after the staged structs of a client id; undefined when none is staged. */
  expected(client: number): number | undefined {
    const last = this.sections.get(client)?.at(-1);
    return last === undefined ? undefined : last.clock + last.length;
  }

  standing(id: Id): Standing | undefined {
    return findStaged(this.sections.get(id.client) ?? [], id.clock);
  }

  writes(key: string): boolean {
    return this.written.has(key);
  }

  /** Text roots that only staged frames have named. */
  hasTextRoot(name: string): boolean {
    return this.textRoots.has(name);
  }
  get newTextRoots(): number {
    return this.textRoots.size;
  }

  stage(frame: StagedFrame): void {
    for (const [client, structs] of frame.sections) {
      const list = this.sections.get(client);
      if (list === undefined) this.sections.set(client, [...structs]);
      else for (const struct of structs) list.push(struct);
    }
    for (const key of frame.written) count(this.written, key, 1);
    for (const name of frame.newTextRoots) count(this.textRoots, name, 1);
  }

  /** The oldest staged frame has been applied. */
  settle(frame: StagedFrame): void {
    for (const [client, structs] of frame.sections) {
      const list = this.sections.get(client);
      if (list === undefined || list.length === structs.length) this.sections.delete(client);
      else list.splice(0, structs.length);
    }
    for (const key of frame.written) count(this.written, key, -1);
    for (const name of frame.newTextRoots) count(this.textRoots, name, -1);
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}

/** The struct that covers `clock` in a list sorted by clock. */
export function findStaged(structs: readonly StagedStruct[], clock: number): StagedStruct | undefined {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle]!;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}
