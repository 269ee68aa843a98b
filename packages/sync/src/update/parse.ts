/**
 * Decodes a Yjs update (V1) without touching a document: pure, total, bounded before anything is allocated. Every
 * struct keeps its byte range, so that an update can be cut and joined without re-encoding content.
 */
import type { Limits } from '../limits.ts';
import type { RefusalCode } from '../wire/refusals.ts';
import { Cursor, Unreadable } from './cursor.ts';

export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** Shared types that a document may nest. */
export type NestedType = 'map' | 'element' | 'text';

export interface Struct {
  readonly client: number;
  readonly clock: number;
  /** Clock units: values, UTF-16 units, or deleted ones. At least 1. */
  readonly length: number;
  readonly content: 'gc' | 'deleted' | 'string' | 'any' | NestedType;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** Given only when both origins are null. */
  readonly parentRoot: string | null;
  readonly parentId: Id | null;
  /** Map key; given only with a parent, otherwise it is that of the origin. */
  readonly key: string | null;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Consecutive structs of one client id. */
export interface Section {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Struct[];
}

export interface Range {
  readonly clock: number;
  readonly length: number;
}
/** Deleted ranges by client id; sorted, merged, none empty. */
export type Deletions = ReadonlyMap<number, readonly Range[]>;

export interface ParsedUpdate {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly deletions: Deletions;
  /** False when the ranges of deletions were not sorted and merged in the bytes. */
  readonly canonicalDeletions: boolean;
}

export type ParseLimits = Pick<
  Limits,
  | 'maxStructs'
  | 'maxAdvance'
  | 'maxClock'
  | 'maxRootBytes'
  | 'maxKeyBytes'
  | 'maxValueBytes'
  | 'maxNodeNameBytes'
  | 'maxValueDepth'
>;

/** For updates from the log or from one's own document. */
export const UNLIMITED: ParseLimits = {
  maxStructs: Infinity,
  maxAdvance: Infinity,
  maxClock: Number.MAX_SAFE_INTEGER,
  maxRootBytes: Infinity,
  maxKeyBytes: Infinity,
  maxValueBytes: Infinity,
  maxNodeNameBytes: Infinity,
  maxValueDepth: 1_000,
};

export type Parsed =
  | { readonly kind: 'parsed'; readonly parsed: ParsedUpdate }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string };

export function parseUpdate(bytes: Uint8Array, limits: ParseLimits): Parsed {
  try {
    return { kind: 'parsed', parsed: new UpdateParser(bytes, limits).parse() };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'refused', code: error.code, detail: error.message };
    throw error;
  }
}

/** Bits of a struct's first byte. */
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;
const CONTENT_BITS = 31;
const REFUSED_CONTENT: Readonly<Record<number, string>> = {
  2: 'legacy JSON',
  3: 'binary data',
  5: 'an embed',
  6: 'formatting',
  9: 'a subdocument',
};
const NESTED: Readonly<Record<number, NestedType>> = { 1: 'map', 3: 'element', 6: 'text' };

class UpdateParser {
  private readonly cursor: Cursor;
  private readonly limits: ParseLimits;
  private structCount = 0;
  private advance = 0;

  constructor(bytes: Uint8Array, limits: ParseLimits) {
    this.cursor = new Cursor(bytes);
    this.limits = limits;
  }

  parse(): ParsedUpdate {
    const { cursor } = this;
    const sections: Section[] = [];
    const seen = new Set<number>();
    // A section takes at least its three numbers and one byte of a struct.
    for (let left = cursor.count(4); left > 0; left--) {
      const section = this.section();
      if (seen.has(section.client))
        throw new Unreadable('malformed', `two sections for the client id ${section.client}`);
      seen.add(section.client);
      sections.push(section);
    }
    const { deletions, canonical } = this.deletions();
    if (cursor.remaining > 0) throw new Unreadable('malformed', 'bytes after the end of the update');
    return { bytes: cursor.bytes, sections, deletions, canonicalDeletions: canonical };
  }

  private section(): Section {
    const { cursor, limits } = this;
    // The smallest struct is a GC: one byte of info and one of length.
    const announced = cursor.uint();
    this.structCount += announced;
    if (this.structCount > limits.maxStructs) {
      throw new Unreadable('too-large', `the update holds more than ${limits.maxStructs} structs`);
    }
    if (announced * 2 > cursor.remaining)
      throw new Unreadable('malformed', 'a count is larger than the rest of the update');
    if (announced === 0) throw new Unreadable('malformed', 'a section is empty');
    const client = cursor.uint();
    const first = cursor.uint();
    let clock = first;
    const structs: Struct[] = [];
    for (let left = announced; left > 0; left--) {
      const struct = this.struct(client, clock);
      clock += struct.length;
      this.advance += struct.length;
      if (clock > limits.maxClock || this.advance > limits.maxAdvance) {
        throw new Unreadable('too-large', 'the update advances a client id too far');
      }
      structs.push(struct);
    }
    return { client, clock: first, structs };
  }

  private struct(client: number, clock: number): Struct {
    const { cursor } = this;
    const start = cursor.position;
    const info = cursor.byte();
    if (info === 0) {
      const contentStart = cursor.position;
      const length = this.length('a GC struct');
      const { position: end } = cursor;
      return {
        client,
        clock,
        length,
        content: 'gc',
        origin: null,
        rightOrigin: null,
        parentRoot: null,
        parentId: null,
        key: null,
        start,
        contentStart,
        end,
      };
    }
    const reference = info & CONTENT_BITS;
    if (reference === 10) throw new Unreadable('gap', 'the update skips edits');
    const origin = (info & HAS_ORIGIN) === 0 ? null : this.id();
    const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : this.id();
    let parentRoot: string | null = null;
    let parentId: Id | null = null;
    let key: string | null = null;
    if (origin === null && rightOrigin === null) {
      const named = cursor.uint();
      if (named > 1) throw new Unreadable('malformed', 'a parent is neither named nor referenced');
      if (named === 1) parentRoot = cursor.string(this.limits.maxRootBytes, 'the name of a root');
      else parentId = this.id();
      if ((info & HAS_KEY) !== 0) key = cursor.string(this.limits.maxKeyBytes, 'a key');
      if (key === '__proto__') throw new Unreadable('not-allowed', 'a key is __proto__');
    }
    const contentStart = cursor.position;
    const { content, length } = this.content(reference);
    const { position: end } = cursor;
    return { client, clock, length, content, origin, rightOrigin, parentRoot, parentId, key, start, contentStart, end };
  }

  private content(reference: number): Pick<Struct, 'content' | 'length'> {
    const { cursor, limits } = this;
    switch (reference) {
      case 1:
        return { content: 'deleted', length: this.length('deleted content') };
      case 4: {
        const length = cursor.stringUnits();
        if (length === 0) throw new Unreadable('malformed', 'a text is empty');
        return { content: 'string', length };
      }
      case 7:
        return { content: this.nestedType(), length: 1 };
      case 8: {
        const length = cursor.count(1);
        if (length === 0) throw new Unreadable('malformed', 'a value is missing');
        const start = cursor.position;
        for (let left = length; left > 0; left--) cursor.value(limits.maxValueDepth);
        const size = cursor.position - start;
        if (size > limits.maxValueBytes)
          throw new Unreadable('too-large', `a value has ${size} bytes, at most ${limits.maxValueBytes} are allowed`);
        return { content: 'any', length };
      }
      default: {
        const name = REFUSED_CONTENT[reference];
        if (name === undefined) throw new Unreadable('malformed', `unknown content ${reference}`);
        throw new Unreadable('not-allowed', `the update holds ${name}`);
      }
    }
  }

  private nestedType(): NestedType {
    const reference = this.cursor.uint();
    const type = NESTED[reference];
    if (type === undefined) throw new Unreadable('not-allowed', `the update holds a shared type ${reference}`);
    if (type === 'element') {
      const name = this.cursor.string(this.limits.maxNodeNameBytes, 'a node name');
      if (name === '__proto__') throw new Unreadable('not-allowed', 'a node is named __proto__');
    }
    return type;
  }

  private id(): Id {
    const client = this.cursor.uint();
    return { client, clock: this.cursor.uint() };
  }

  private length(what: string): number {
    const length = this.cursor.uint();
    if (length === 0) throw new Unreadable('malformed', `${what} is empty`);
    return length;
  }

  private deletions(): { readonly deletions: Deletions; readonly canonical: boolean } {
    const { cursor } = this;
    const deletions = new Map<number, readonly Range[]>();
    let canonical = true;
    for (let clients = cursor.count(2); clients > 0; clients--) {
      const client = cursor.uint();
      const count = cursor.count(2);
      if (count === 0) {
        canonical = false;
        continue;
      }
      if (deletions.has(client))
        throw new Unreadable('malformed', `two lists of deletions for the client id ${client}`);
      const ranges: Range[] = [];
      let sorted = true;
      for (let left = count; left > 0; left--) {
        const clock = cursor.uint();
        const range = { clock, length: this.length('a deleted range') };
        const previous = ranges.at(-1);
        if (previous !== undefined && previous.clock + previous.length >= clock) sorted = false;
        ranges.push(range);
      }
      canonical &&= sorted;
      deletions.set(client, sorted ? ranges : mergeRanges(ranges));
    }
    return { deletions, canonical };
  }
}

/** Sorts ranges and joins those that touch or overlap. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: { clock: number; length: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1);
    if (last === undefined || last.clock + last.length < range.clock) merged.push({ ...range });
    else last.length = Math.max(last.length, range.clock + range.length - last.clock);
  }
  return merged;
}

export const sectionEnd = (section: Section): number => {
  const last = section.structs.at(-1)!;
  return last.clock + last.length;
};
