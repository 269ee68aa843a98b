/**
 * Decides about one update before it touches the live document, because Yjs cannot veto: decode (pure), cut what is
 * known, check client ids, clocks, places and deletions. What is admitted is exactly what Yjs will apply without
 * throwing and without leaving anything pending. Knows no roles and no connections.
 */
import type * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { RootList } from '../ports.ts';
import { encodeUpdate, type EncodedRun } from '../update/encode.ts';
import { parseUpdate, sectionEnd, UNLIMITED, type ParsedUpdate, type Section } from '../update/parse.ts';
import { sliceStruct } from '../update/slice.ts';
import type { Bindings } from './bindings.ts';
import { newDeletions } from './deletions.ts';
import { Overlay, type StagedFrame } from './overlay.ts';
import { Places } from './places.ts';
import { refused, Resolution, type Refusal } from './resolution.ts';

export interface Admitted {
  readonly kind: 'admitted';
  /** What is new, a copy of its own. */
  readonly update: Uint8Array<ArrayBuffer>;
  /** The client id that wrote most of it; null when it only deletes. */
  readonly clientId: number | null;
  readonly newClientIds: readonly number[];
  readonly frame: StagedFrame;
}
export type Admission = Admitted | Refusal | { readonly kind: 'nothing-new' };

/** Whose edit it is and whether the bounds of size hold for it: they do not for the server's own. */
export interface Author {
  readonly principalId: string;
  readonly trusted: boolean;
}

export class Admitter {
  private readonly places: Places;
  private overlay = new Overlay();
  private readonly bindings: Bindings;
  private readonly limits: Limits;

  constructor(doc: Y.Doc, roots: RootList, bindings: Bindings, limits: Limits) {
    this.places = new Places(doc, roots);
    this.bindings = bindings;
    this.limits = limits;
  }

  /** Pure: neither the document nor what is staged changes. */
  admit(bytes: Uint8Array, author: Author): Admission {
    const limits = author.trusted
      ? { ...this.limits, ...UNLIMITED, maxMapDeletes: Infinity, maxTextDeletes: Infinity }
      : this.limits;
    const result = parseUpdate(bytes, limits);
    if (result.kind === 'refused') return result;
    const { parsed } = result;
    const resolution = new Resolution(this.places, this.overlay, limits);

    const cut = cutKnown(parsed, (client) => resolution.expected(client));
    if ('kind' in cut) return cut;
    for (const { client } of cut.sections) {
      if (!this.bindings.mayUse(client, author.principalId)) {
        return refused('client-id-taken', `client id ${client} belongs to another principal`);
      }
    }
    const frame = resolution.run(cut.sections);
    if ('kind' in frame) return frame;
    const ends = new Map(cut.sections.map((section) => [section.client, sectionEnd(section)] as const));
    const deletions = newDeletions(
      parsed.deletions,
      (client) => ends.get(client) ?? resolution.expected(client),
      this.places,
      this.overlay,
      frame.written,
      limits,
    );
    if ('kind' in deletions) return deletions;
    if (cut.sections.length === 0 && deletions.deletions.size === 0) return { kind: 'nothing-new' };

    const asSent = cut.complete && deletions.complete && parsed.canonicalDeletions;
    return {
      kind: 'admitted',
      update: asSent ? new Uint8Array(bytes) : encodeUpdate(cut.runs(), deletions.deletions),
      clientId: busiest(cut.sections),
      newClientIds: cut.sections
        .map(({ client }) => client)
        .filter((client) => this.bindings.owner(client) === undefined),
      frame,
    };
  }

  /** The update will be committed: later ones may build on it. */
  stage(admitted: Admitted, principalId: string): void {
    this.overlay.stage(admitted.frame);
    this.bindings.stage(admitted.newClientIds, principalId);
  }

  /** The oldest staged update is durable: gives its roots their types. Apply it to the document right after, then `settle`. */
  prepare(admitted: Admitted): void {
    for (const name of admitted.frame.roots) this.places.defineRoot(name);
  }
  settle(admitted: Admitted, principalId: string): void {
    this.overlay.settle(admitted.frame);
    this.bindings.settle(admitted.newClientIds, principalId);
  }

  /** Nothing that is staged will be committed. */
  abandon(): void {
    this.overlay = new Overlay();
    this.bindings.dropStaged();
  }
}

interface Cut {
  readonly sections: readonly Section[];
  /** True when nothing was cut. */
  readonly complete: boolean;
  readonly runs: () => readonly EncodedRun[];
}

/** Leaves the structs from the expected clock of each client id on. */
function cutKnown(parsed: ParsedUpdate, expected: (client: number) => number): Cut | Refusal {
  const rest: Section[] = [];
  const firstPieces = new Map<number, Uint8Array>();
  let complete = true;
  for (const section of parsed.sections) {
    const from = expected(section.client);
    if (section.clock > from)
      return refused('gap', `client id ${section.client} continues at ${section.clock}, expected ${from}`);
    if (section.clock === from) {
      rest.push(section);
      continue;
    }
    complete = false;
    const structs = section.structs.filter((struct) => struct.clock + struct.length > from);
    const [first, ...others] = structs;
    if (first === undefined) continue;
    if (first.clock === from) {
      rest.push({ client: section.client, clock: from, structs });
      continue;
    }
    // Known up to its middle: the rest hangs on the unit before it, as when Yjs splits an item.
    firstPieces.set(section.client, sliceStruct(parsed.bytes, first, from - first.clock, first.length));
    const origin = first.content === 'gc' ? null : { client: first.client, clock: from - 1 };
    const tail = {
      ...first,
      clock: from,
      length: first.clock + first.length - from,
      origin,
      parentRoot: null,
      parentId: null,
      key: null,
    };
    rest.push({ client: section.client, clock: from, structs: [tail, ...others] });
  }
  const runs = (): readonly EncodedRun[] =>
    rest.map(({ client, clock, structs }) => {
      const piece = firstPieces.get(client);
      const start = piece === undefined ? structs[0]!.start : structs[0]!.end;
      const whole = parsed.bytes.subarray(start, structs.at(-1)!.end);
      return { client, clock, structs: structs.length, pieces: piece === undefined ? [whole] : [piece, whole] };
    });
  return { sections: rest, complete, runs };
}

function busiest(sections: readonly Section[]): number | null {
  let most: Section | null = null;
  for (const section of sections) {
    if (most === null || sectionEnd(section) - section.clock > sectionEnd(most) - most.clock) most = section;
  }
  return most?.client ?? null;
}
