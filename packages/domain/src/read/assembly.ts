/**
 * From classified content to the frozen snapshot: merges resolved, rows awake or asleep, labels, order. Keeps the
 * identity of everything that has not changed, so that a view re-renders only for what did.
 */
import { compareText } from '../order/order-key.ts';
import { compareOrdered } from '../order/placement.ts';
import { ENTITY_KINDS, type EntityKind } from '../schema/fields.ts';
import { entityFields, type Scalar } from '../schema/field-value.ts';
import { namesEntity, partKinds, partSpecs, rowKey } from '../schema/key.ts';
import { ROW_KINDS, type Parts, type RowKind } from '../schema/rows.ts';
import type { RawEntity, RawRow } from './content.ts';
import { labelsOf } from './label.ts';
import { fatesOf, sameFates, type Fate } from './merge.ts';
import type { Entity, Row } from './snapshot.ts';

export type RawEntities = { readonly [K in EntityKind]: Map<string, RawEntity> };
export type RawRows = { readonly [K in RowKind]: Map<string, RawRow> };

interface KnownEntity {
  readonly raw: RawEntity;
  readonly references: string;
  readonly entity: Entity;
}
interface KnownRow {
  readonly raw: RawRow;
  readonly resolved: string;
  readonly dangling: string;
  readonly row: Row;
}

const byKind = <K extends string, V>(kinds: readonly K[], make: (kind: K) => V): Record<K, V> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<K, V>;

const REFERENCES = byKind(ENTITY_KINDS, (kind) =>
  Object.entries(entityFields(kind)).flatMap(([field, spec]) =>
    spec.type === 'reference' ? [[field, spec.to as EntityKind] as const] : [],
  ),
);

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Holds the last snapshot's parts; `update` recomputes what the dirty kinds can have changed. */
export class Assembly {
  readonly entities: Record<EntityKind, readonly Entity[]> = byKind(ENTITY_KINDS, () => Object.freeze([]));
  readonly rows: Record<RowKind, readonly Row[]> = byKind(ROW_KINDS, () => Object.freeze([]));
  readonly #fates: Record<EntityKind, ReadonlyMap<string, Fate>> = byKind(ENTITY_KINDS, () => new Map());
  readonly #knownEntities: Record<EntityKind, Map<string, KnownEntity>> = byKind(ENTITY_KINDS, () => new Map());
  readonly #knownRows: Record<RowKind, Map<string, KnownRow>> = byKind(ROW_KINDS, () => new Map());

  /** Returns the topics of what changed: `step`, `step/<id>`, `role`, `role/<key>`. */
  update(entities: RawEntities, rows: RawRows, dirty: ReadonlySet<string>): Set<string> {
    const topics = new Set<string>();
    let fatesChanged = false;
    for (const kind of ENTITY_KINDS) {
      if (!dirty.has(kind)) continue;
      const fates = fatesOf(entities[kind]);
      if (sameFates(fates, this.#fates[kind])) continue;
      this.#fates[kind] = fates;
      fatesChanged = true;
    }
    for (const kind of ENTITY_KINDS) {
      if (dirty.has(kind) || (fatesChanged && REFERENCES[kind].length > 0))
        this.#assembleEntities(kind, entities[kind], topics);
    }
    for (const kind of ROW_KINDS) if (dirty.has(kind) || fatesChanged) this.#assembleRows(kind, rows[kind], topics);
    return topics;
  }

  #assembleEntities(kind: EntityKind, raws: ReadonlyMap<string, RawEntity>, topics: Set<string>): void {
    const known = this.#knownEntities[kind];
    const fates = this.#fates[kind];
    const orderOf = (raw: RawEntity): string | null => (raw.fields['order'] as string | undefined) ?? null;
    const sorted = [...raws.values()].sort(
      kind === 'step'
        ? (a, b) => compareOrdered({ id: a.id, order: orderOf(a) }, { id: b.id, order: orderOf(b) })
        : (a, b) => compareText(a.id, b.id),
    );
    const labels = labelsOf(kind, sorted, fates);
    const list = sorted.map((raw) => {
      const before = known.get(raw.id);
      const fate = fates.get(raw.id)!;
      const label = labels.get(raw.id)!;
      const resolved: Record<string, Scalar> = {};
      for (const [field, to] of REFERENCES[kind]) {
        const target = raw.fields[field];
        if (typeof target === 'string') resolved[field] = this.#fates[to].get(target)?.survivor ?? target;
      }
      const references = Object.values(resolved).join('|');
      const mergedInto = fate.state === 'merged' ? fate.survivor : undefined;
      if (
        before !== undefined &&
        before.raw === raw &&
        before.references === references &&
        before.entity.label === label &&
        before.entity.state === fate.state &&
        before.entity.mergedInto === mergedInto
      ) {
        return before.entity;
      }
      const entity = Object.freeze({
        ...raw.fields,
        ...resolved,
        id: raw.id,
        entity: kind,
        state: fate.state,
        ...(mergedInto === undefined ? {} : { mergedInto }),
        label,
      }) as unknown as Entity;
      known.set(raw.id, { raw, references, entity });
      topics.add(`${kind}/${raw.id}`);
      return entity;
    });
    for (const id of known.keys()) {
      if (raws.has(id)) continue;
      known.delete(id);
      topics.add(`${kind}/${id}`);
    }
    if (sameItems(list, this.entities[kind])) return;
    this.entities[kind] = Object.freeze(list);
    topics.add(kind);
  }

  /** The surviving id that a part names, and whether it is on the board. */
  #resolve(
    kinds: readonly EntityKind[],
    id: string,
  ): { readonly id: string; readonly state: Fate['state'] | 'missing' } {
    for (const kind of kinds) {
      const fate = this.#fates[kind].get(id);
      if (fate === undefined) continue;
      return {
        id: fate.survivor,
        state: fate.state === 'merged' ? (this.#fates[kind].get(fate.survivor)?.state ?? 'missing') : fate.state,
      };
    }
    return { id, state: 'missing' };
  }

  #assembleRows(kind: RowKind, raws: ReadonlyMap<string, RawRow>, topics: Set<string>): void {
    const specs = partSpecs(kind);
    const known = this.#knownRows[kind];
    const seen = new Set<string>();
    const said = new Set<string>();
    const list: Row[] = [];
    for (const key of [...raws.keys()].sort()) {
      const raw = raws.get(key)!;
      let asleep = false;
      let moved = false;
      const parts: Record<string, string> = {};
      const dangling: string[] = [];
      for (const spec of specs) {
        const value = raw.parts[spec.name]!;
        parts[spec.name] = value;
        const kinds = partKinds(spec);
        if (kinds === null || !namesEntity(spec, value)) continue;
        const found = this.#resolve(kinds, value);
        if (found.id !== value) moved = true;
        parts[spec.name] = found.id;
        if (found.state === 'deleted' && 'carries' in spec && spec.carries) asleep = true;
        else if (found.state === 'deleted' || found.state === 'missing') dangling.push(spec.name);
      }
      if (asleep) continue;
      const resolved = moved ? rowKey(kind, parts as unknown as Parts<typeof kind>) : key;
      // Two keys that say the same after a merge are one row: the lowest key stands for it.
      if (said.has(resolved)) continue;
      said.add(resolved);
      seen.add(key);
      const before = known.get(key);
      if (
        before !== undefined &&
        before.raw === raw &&
        before.resolved === resolved &&
        before.dangling === dangling.join()
      ) {
        list.push(before.row);
        continue;
      }
      const row = Object.freeze({
        row: kind,
        key,
        parts: Object.freeze(parts),
        text: raw.text,
        dangling: Object.freeze(dangling),
      }) as unknown as Row;
      known.set(key, { raw, resolved, dangling: dangling.join(), row });
      topics.add(`${kind}/${key}`);
      list.push(row);
    }
    for (const key of known.keys()) {
      if (seen.has(key)) continue;
      known.delete(key);
      topics.add(`${kind}/${key}`);
    }
    if (sameItems(list, this.rows[kind])) return;
    this.rows[kind] = Object.freeze(list);
    topics.add(kind);
  }
}
