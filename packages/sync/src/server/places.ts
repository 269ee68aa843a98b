/**
 * Where things are in a live document: for each shared type its root, kind and depth, and for each clock the place
 * that its struct lives in. Reads the struct store of Yjs directly; never changes it except to name an allowed root.
 */
import * as Y from 'yjs';
import type { RootList } from '../ports.ts';
import type { Id } from '../update/parse.ts';

export type PlaceKind = 'map' | 'fragment' | 'element' | 'text';

/** A shared type that structs can hang off. `id` is the same for a type before and after it is applied. */
export interface Place {
  readonly id: string;
  readonly root: string;
  readonly kind: PlaceKind;
  /** 0 for a root. */
  readonly depth: number;
}

/** What a struct is to those that name it. */
export interface Standing {
  /** Null when its parent is gone: whatever names it becomes a deleted struct too. */
  readonly place: Place | null;
  readonly key: string | null;
  /** The place that it opens itself; `gone` when it was deleted, null when it never opened one. */
  readonly opens: Place | 'gone' | null;
}
export const GONE: Standing = { place: null, key: null, opens: 'gone' };

export const placeId = (id: Id): string => `${id.client}:${id.clock}`;

type LiveStruct = Y.Item | Y.GC;

export class Places {
  private readonly doc: Y.Doc;
  private readonly roots: RootList;
  private readonly byType = new WeakMap<object, Place | 'foreign'>();
  private readonly rootPlaces = new Map<string, Place>();
  /** Text roots that the document has. */
  textRoots = 0;

  constructor(doc: Y.Doc, roots: RootList) {
    this.doc = doc;
    this.roots = roots;
    for (const name of doc.share.keys()) this.defineRoot(name);
  }

  /** The next clock that the document expects of a client id. */
  expected(client: number): number {
    const structs = this.doc.store.clients.get(client);
    const last = structs?.at(-1);
    return last === undefined ? 0 : last.id.clock + last.length;
  }

  structs(client: number): readonly LiveStruct[] {
    return (this.doc.store.clients.get(client) as LiveStruct[] | undefined) ?? [];
  }

  /** The place of a root; undefined when the list does not have it. Does not create it. */
  root(name: string): Place | undefined {
    const known = this.rootPlaces.get(name);
    if (known !== undefined) return known;
    const kind = this.roots.maps.has(name) ? 'map' : this.roots.isText(name) ? 'fragment' : null;
    return kind === null ? undefined : { id: `root:${name}`, root: name, kind, depth: 0 };
  }

  isNewTextRoot(place: Place): boolean {
    return place.kind === 'fragment' && !this.rootPlaces.has(place.root);
  }

  /** Gives an allowed root its type, so that its identity never changes afterwards. */
  defineRoot(name: string): void {
    if (this.rootPlaces.has(name)) return;
    const place = this.root(name);
    if (place === undefined) return;
    const type = place.kind === 'map' ? this.doc.get(name, Y.Map) : this.doc.get(name, Y.XmlFragment);
    if (place.kind === 'fragment') this.textRoots++;
    this.rootPlaces.set(name, place);
    this.byType.set(type, place);
  }

  /** The standing of an applied struct. `id.clock` must be below `expected(id.client)`. */
  standing(id: Id): Standing {
    const struct = findStruct(this.structs(id.client), id.clock);
    if (!(struct instanceof Y.Item)) return GONE;
    const parent = struct.parent;
    const place = parent instanceof Y.AbstractType ? this.placeOf(parent) : null;
    if (place === null) return GONE;
    const { content } = struct;
    const opens =
      content instanceof Y.ContentType
        ? this.placeOf(content.type)
        : content instanceof Y.ContentDeleted
          ? 'gone'
          : null;
    return { place, key: struct.parentSub, opens };
  }

  /** Null for a type below a root that is not on the list. */
  private placeOf(type: Y.AbstractType<unknown>): Place | null {
    const known = this.byType.get(type);
    if (known !== undefined) return known === 'foreign' ? null : known;
    const place = this.derive(type);
    this.byType.set(type, place ?? 'foreign');
    return place;
  }

  private derive(type: Y.AbstractType<unknown>): Place | null {
    const item = type._item;
    if (item === null) return null;
    const parent = item.parent instanceof Y.AbstractType ? this.placeOf(item.parent) : null;
    const kind = nestedKind(type);
    if (parent === null || kind === null) return null;
    return { id: placeId(item.id), root: parent.root, kind, depth: parent.depth + 1 };
  }
}

function nestedKind(type: Y.AbstractType<unknown>): PlaceKind | null {
  if (type instanceof Y.Map) return 'map';
  if (type instanceof Y.XmlElement) return 'element';
  if (type instanceof Y.XmlText) return 'text';
  return null;
}

/** Index of the struct that covers `clock`, or -1. */
export function indexOfClock(
  structs: readonly { readonly id: { readonly clock: number }; readonly length: number }[],
  clock: number,
): number {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle]!;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return middle;
  }
  return -1;
}

const findStruct = (structs: readonly LiveStruct[], clock: number): LiveStruct | undefined =>
  structs[indexOfClock(structs, clock)];
