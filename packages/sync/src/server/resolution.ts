/**
 * Finds the place of every struct of one update, in an order in which each comes after those it names, and refuses
 * what Yjs would throw on, keep pending, or hang into the wrong part of the document.
 */
import type { Limits } from '../limits.ts';
import type { RefusalCode } from '../wire/refusals.ts';
import { sectionEnd, type Id, type Section, type Struct } from '../update/parse.ts';
import { findStaged, slot, type Overlay, type StagedFrame, type StagedStruct } from './overlay.ts';
import { GONE, placeId, type Place, type Places, type Standing } from './places.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly detail: string;
}
export const refused = (code: RefusalCode, detail: string): Refusal => ({ kind: 'refused', code, detail });

interface Progress {
  readonly section: Section;
  readonly end: number;
  readonly staged: StagedStruct[];
}

export class Resolution {
  private readonly places: Places;
  private readonly overlay: Overlay;
  private readonly limits: Pick<Limits, 'maxTypeDepth' | 'maxTextRoots'>;
  private readonly progress = new Map<number, Progress>();
  private readonly written = new Set<string>();
  private readonly roots = new Set<string>();
  private readonly newTextRoots = new Set<string>();

  constructor(places: Places, overlay: Overlay, limits: Pick<Limits, 'maxTypeDepth' | 'maxTextRoots'>) {
    this.places = places;
    this.overlay = overlay;
    this.limits = limits;
  }

  /** The next clock of a client id, staged structs included. */
  expected(client: number): number {
    return this.overlay.expected(client) ?? this.places.expected(client);
  }

  /** `sections` begin exactly at the expected clocks. */
  run(sections: readonly Section[]): StagedFrame | Refusal {
    for (const section of sections)
      this.progress.set(section.client, { section, end: sectionEnd(section), staged: [] });
    for (const section of sections) {
      const refusal = this.finish(section.client);
      if (refusal !== null) return refusal;
    }
    const staged = new Map([...this.progress].map(([client, progress]) => [client, progress.staged] as const));
    return { sections: staged, written: this.written, newTextRoots: this.newTextRoots, roots: this.roots };
  }

  /** Places all structs of a client id, and before each of them those of others that it names. */
  private finish(client: number): Refusal | null {
    const stack = [client];
    const waiting = new Set(stack);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const { section, staged } = this.progress.get(top)!;
      const struct = section.structs[staged.length];
      if (struct === undefined) {
        stack.pop();
        waiting.delete(top);
        continue;
      }
      const missing = this.firstMissing(struct);
      if (typeof missing === 'object' && missing !== null) return missing;
      if (missing === null) {
        const standing = this.place(struct);
        if ('kind' in standing) return standing;
        staged.push({ clock: struct.clock, length: struct.length, ...standing });
        if (stack.length > 1) {
          stack.pop();
          waiting.delete(top);
        }
      } else if (waiting.has(missing)) {
        return refused('gap', 'structs of the update wait for each other');
      } else {
        stack.push(missing);
        waiting.add(missing);
      }
    }
    return null;
  }

  /** The client id whose section has to go on first, null when everything named is there, or why it never will be. */
  private firstMissing(struct: Struct): number | Refusal | null {
    for (const id of [struct.origin, struct.rightOrigin, struct.parentId]) {
      if (id === null) continue;
      if (id.client === struct.client) {
        if (id.clock >= struct.clock) return refused('gap', `struct ${placeId(struct)} names one at or after itself`);
        continue;
      }
      if (id.clock < this.expected(id.client)) continue;
      const other = this.progress.get(id.client);
      if (other === undefined || id.clock >= other.end)
        return refused('gap', `struct ${placeId(struct)} names ${placeId(id)}, which is not there`);
      const next = other.section.structs[other.staged.length];
      if (next !== undefined && next.clock <= id.clock) return id.client;
    }
    return null;
  }

  private standing(id: Id): Standing {
    const own = this.progress.get(id.client);
    if (own !== undefined && id.clock >= own.section.clock) return findStaged(own.staged, id.clock) ?? GONE;
    if (id.clock < this.places.expected(id.client)) return this.places.standing(id);
    return this.overlay.standing(id) ?? GONE;
  }

  private place(struct: Struct): Standing | Refusal {
    if (struct.content === 'gc') return GONE;
    const parent = this.parentOf(struct);
    if ('kind' in parent) return parent;
    const { place, key } = parent;
    if (place === null) return GONE;
    const misplaced = contentRule(place, key, struct);
    if (misplaced !== null) return misplaced;
    if (key !== null) this.written.add(slot(place, key));
    switch (struct.content) {
      case 'deleted':
        return { place, key, opens: 'gone' };
      case 'string':
      case 'any':
        return { place, key, opens: null };
      case 'map':
      case 'element':
      case 'text': {
        const depth = place.depth + 1;
        if (depth > this.limits.maxTypeDepth) return refused('too-large', 'shared types are nested too deeply');
        return { place, key, opens: { id: placeId(struct), root: place.root, kind: struct.content, depth } };
      }
    }
  }

  private parentOf(struct: Struct): { readonly place: Place | null; readonly key: string | null } | Refusal {
    if (struct.parentRoot !== null) return this.rootParent(struct.parentRoot, struct.key);
    if (struct.parentId !== null) {
      const { place, opens } = this.standing(struct.parentId);
      if (place === null || opens === 'gone') return GONE;
      if (opens === null)
        return refused(
          'wrong-place',
          `${placeId(struct.parentId)} holds nothing, yet ${placeId(struct)} claims to be inside`,
        );
      return { place: opens, key: struct.key };
    }
    const left = struct.origin === null ? null : this.standing(struct.origin);
    const right = struct.rightOrigin === null ? null : this.standing(struct.rightOrigin);
    if (left?.place === null || right?.place === null) return GONE;
    const side = left ?? right!;
    if (left !== null && right !== null && (left.place.id !== right.place.id || left.key !== right.key)) {
      return refused('wrong-place', `the neighbours of ${placeId(struct)} are in two different places`);
    }
    return { place: side.place, key: side.key };
  }

  private rootParent(
    name: string,
    key: string | null,
  ): { readonly place: Place; readonly key: string | null } | Refusal {
    const place = this.places.root(name);
    if (place === undefined) return refused('unknown-root', `there is no root ${JSON.stringify(name.slice(0, 60))}`);
    this.roots.add(name);
    if (this.places.isNewTextRoot(place) && !this.overlay.hasTextRoot(name) && !this.newTextRoots.has(name)) {
      this.newTextRoots.add(name);
      if (this.places.textRoots + this.overlay.newTextRoots + this.newTextRoots.size > this.limits.maxTextRoots) {
        return refused('too-large', `the board holds ${this.limits.maxTextRoots} long texts already`);
      }
    }
    return { place, key };
  }
}

/** What may stand where: values and maps under keys of maps, nodes in fragments and elements, attributes on elements, characters in texts. */
function contentRule(place: Place, key: string | null, struct: Struct): Refusal | null {
  const { content } = struct;
  const allowed = (() => {
    switch (place.kind) {
      case 'map':
        return key !== null && (content === 'any' || content === 'map' || content === 'deleted');
      case 'fragment':
        return key === null && (content === 'element' || content === 'text' || content === 'deleted');
      case 'element':
        return key === null
          ? content === 'element' || content === 'text' || content === 'deleted'
          : content === 'any' || content === 'deleted';
      case 'text':
        return key === null && (content === 'string' || content === 'deleted');
    }
  })();
  return allowed
    ? null
    : refused(
        'wrong-place',
        `${placeId(struct)} puts ${content} ${key === null ? 'without a key ' : ''}into a ${place.kind} of root ${place.root}`,
      );
}
