/** Which record a row of the document belongs to. Pure. */
import { parseRowKey, partKinds, partSpecs, type RowKind, type Snapshot } from '@chartroom/domain';

/** The address of the entity that carries a row, e.g. the step of a role; null for rows of no record. */
export function ownerOfRow(kind: RowKind, key: string, snapshot: Pick<Snapshot, 'entities'>): string | null {
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return null;
  const spec = partSpecs(kind).find((part) => 'carries' in part);
  const id = spec && (parsed.parts as Readonly<Record<string, string>>)[spec.name];
  if (!spec || !id) return null;
  const owner = partKinds(spec)?.find((candidate) => snapshot.entities[candidate].some((entity) => entity.id === id));
  return owner ? `${owner}/${id}` : null;
}
