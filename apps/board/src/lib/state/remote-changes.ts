/** Which records a change by somebody else touches, as addresses for the tint: the record itself, and the owner of a row. */
import {
  ENTITY_KINDS,
  parseRowKey,
  partKinds,
  partSpecs,
  ROW_KINDS,
  type RowKind,
  type Snapshot,
  type SnapshotChange,
} from '@chartroom/domain';

/** More at once is a first load or a long absence: nothing would be seen by tinting everything. */
const MOST = 60;
const ROWS: ReadonlySet<string> = new Set(ROW_KINDS);
const ENTITIES: ReadonlySet<string> = new Set(ENTITY_KINDS);

/** Addresses like `step/<id>`, `role/<key>`, `board`, `process`; empty when there are too many to look at. */
export function touchedRecords({ topics, snapshot }: Pick<SnapshotChange, 'topics' | 'snapshot'>): readonly string[] {
  const records = new Set<string>();
  for (const topic of topics) {
    const slash = topic.indexOf('/');
    const root = slash < 0 ? topic : topic.slice(0, slash);
    const key = topic.slice(slash + 1);
    if (topic === 'board' || topic === 'process') records.add(topic);
    else if (slash > 0 && ENTITIES.has(root)) records.add(topic);
    else if (slash > 0 && ROWS.has(root)) {
      records.add(topic);
      const owner = ownerOf(root as RowKind, key, snapshot);
      if (owner) records.add(owner);
    }
  }
  return records.size > MOST ? [] : [...records];
}

/** The entity that carries a row, e.g. the step of a role. */
function ownerOf(kind: RowKind, key: string, snapshot: Snapshot): string | null {
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return null;
  const spec = partSpecs(kind).find((part) => 'carries' in part);
  const id = spec && (parsed.parts as Readonly<Record<string, string>>)[spec.name];
  if (!spec || !id) return null;
  const owner = partKinds(spec)?.find((candidate) => snapshot.entities[candidate].some((entity) => entity.id === id));
  return owner ? `${owner}/${id}` : null;
}
