/**
 * Splits an update into several that each stay below a bound and can each be applied after the ones before it, so that
 * days of offline work arrive as frames that a server takes. Deletions come last: by then overwritten values are
 * already gone and do not count as deleted.
 */
import { LIMITS } from '../limits.ts';
import { encodeUpdate, type EncodedRun } from './encode.ts';
import type { Deletions, Id, ParsedUpdate, Range, Section, Struct } from './parse.ts';
import { sliceStruct } from './slice.ts';

export interface SplitBounds {
  readonly maxBytes: number;
  readonly maxStructs: number;
  readonly maxAdvance: number;
  /** Deleted clock units. */
  readonly maxDeleted: number;
}

/** Half of what a server takes, so that no rounding matters and no single frame holds up the others for long. */
export const FRAME_BOUNDS: SplitBounds = {
  maxBytes: LIMITS.maxFrameBytes / 2,
  maxStructs: LIMITS.maxStructs / 2,
  maxAdvance: LIMITS.maxAdvance / 2,
  maxDeleted: LIMITS.maxMapDeletes / 2,
};
/** Bytes of numbers around a struct's pieces, at most. */
const RUN_OVERHEAD = 32;

export function splitUpdate(update: ParsedUpdate, bounds: SplitBounds = FRAME_BOUNDS): readonly Uint8Array[] {
  if (fits(update, bounds)) return [update.bytes];
  const frames = new FrameBuilder(bounds);
  for (const struct of causalOrder(update.sections)) {
    for (const { clock, piece, length } of pieces(update.bytes, struct, bounds))
      frames.add(struct.client, clock, piece, length);
  }
  frames.addDeletions(update.deletions);
  return frames.finish();
}

function fits(update: ParsedUpdate, bounds: SplitBounds): boolean {
  const structs = update.sections.reduce((sum, section) => sum + section.structs.length, 0);
  const advance = update.sections.reduce(
    (sum, { structs: all }) => sum + all.reduce((units, struct) => units + struct.length, 0),
    0,
  );
  const deleted = [...update.deletions.values()].flat().reduce((sum, range) => sum + range.length, 0);
  return (
    update.bytes.length <= bounds.maxBytes &&
    structs <= bounds.maxStructs &&
    advance <= bounds.maxAdvance &&
    deleted <= bounds.maxDeleted
  );
}

/** All structs so that each comes after those it names; the document they stem from guarantees that there is such an order. */
function* causalOrder(sections: readonly Section[]): Generator<Struct> {
  const pending = new Map(sections.map((section) => [section.client, { structs: section.structs, next: 0 }]));
  const ahead = (id: Id | null, of: Struct): boolean => {
    if (id === null || id.client === of.client) return false;
    const other = pending.get(id.client);
    const head = other?.structs[other.next];
    return head !== undefined && head.clock <= id.clock;
  };
  for (const section of sections) {
    const stack = [section.client];
    while (stack.length > 0) {
      const queue = pending.get(stack.at(-1)!)!;
      const struct = queue.structs[queue.next];
      if (struct === undefined) {
        stack.pop();
        continue;
      }
      const waitsFor = [struct.origin, struct.rightOrigin, struct.parentId].find((id) => ahead(id, struct));
      if (waitsFor == null) {
        queue.next++;
        yield struct;
        // Whoever waits below asks again after each struct: going on to the end of this section could close a circle.
        if (stack.length > 1) stack.pop();
      } else if (stack.includes(waitsFor.client)) {
        throw new Error('The structs of an update depend on each other in a circle.');
      } else {
        stack.push(waitsFor.client);
      }
    }
  }
}

/** A struct whole, or cut where it is too long for one frame. */
function* pieces(
  bytes: Uint8Array,
  struct: Struct,
  bounds: SplitBounds,
): Generator<{ clock: number; piece: Uint8Array; length: number }> {
  const divisible = struct.content === 'gc' || struct.content === 'deleted' || struct.content === 'string';
  const tooLong = struct.end - struct.start > bounds.maxBytes / 2 || struct.length > bounds.maxAdvance;
  if (!divisible || !tooLong) {
    yield { clock: struct.clock, piece: sliceStruct(bytes, struct, 0, struct.length), length: struct.length };
    return;
  }
  // A UTF-16 unit takes at most three bytes.
  const step =
    struct.content === 'string'
      ? Math.max(2, Math.floor(Math.min(bounds.maxBytes / 8, bounds.maxAdvance)))
      : bounds.maxAdvance;
  const text = struct.content === 'string' ? textOf(bytes, struct) : null;
  for (let from = 0; from < struct.length;) {
    let to = Math.min(struct.length, from + step);
    if (text !== null && to < struct.length && isHighSurrogate(text.charCodeAt(to - 1))) to--;
    yield { clock: struct.clock + from, piece: sliceStruct(bytes, struct, from, to), length: to - from };
    from = to;
  }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
function textOf(bytes: Uint8Array, struct: Struct): string {
  let start = struct.contentStart;
  while (bytes[start]! > 127) start++;
  return new TextDecoder().decode(bytes.subarray(start + 1, struct.end));
}

interface OpenRun extends EncodedRun {
  readonly pieces: Uint8Array[];
  structs: number;
}

class FrameBuilder {
  private readonly bounds: SplitBounds;
  private readonly frames: Uint8Array[] = [];
  private runs = new Map<number, OpenRun>();
  private bytes = 0;
  private structs = 0;
  private advance = 0;

  constructor(bounds: SplitBounds) {
    this.bounds = bounds;
  }

  add(client: number, clock: number, piece: Uint8Array, length: number): void {
    const size = piece.length + (this.runs.has(client) ? 0 : RUN_OVERHEAD);
    const { bounds } = this;
    if (
      this.bytes + size > bounds.maxBytes ||
      this.structs >= bounds.maxStructs ||
      this.advance + length > bounds.maxAdvance
    )
      this.flush();
    const run = this.runs.get(client) ?? { client, clock, structs: 0, pieces: [] };
    run.pieces.push(piece);
    run.structs++;
    this.runs.set(client, run);
    this.bytes += size;
    this.structs++;
    this.advance += length;
  }

  addDeletions(deletions: Deletions): void {
    this.flush();
    let ranges = new Map<number, Range[]>();
    let units = 0;
    let bytes = 0;
    const flush = (): void => {
      if (units > 0) this.frames.push(encodeUpdate([], ranges));
      ranges = new Map();
      units = 0;
      bytes = 0;
    };
    for (const [client, list] of deletions) {
      for (let { clock, length } of list) {
        while (length > 0) {
          if (units >= this.bounds.maxDeleted || bytes + RUN_OVERHEAD > this.bounds.maxBytes) flush();
          const taken = Math.min(length, this.bounds.maxDeleted - units);
          const open = ranges.get(client) ?? [];
          open.push({ clock, length: taken });
          ranges.set(client, open);
          units += taken;
          bytes += RUN_OVERHEAD;
          clock += taken;
          length -= taken;
        }
      }
    }
    flush();
  }

  finish(): readonly Uint8Array[] {
    this.flush();
    return this.frames;
  }

  private flush(): void {
    if (this.runs.size > 0) this.frames.push(encodeUpdate([...this.runs.values()], new Map()));
    this.runs = new Map();
    this.bytes = 0;
    this.structs = 0;
    this.advance = 0;
  }
}
