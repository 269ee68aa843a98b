/** Which records a change by somebody else touches, as addresses for the tint: the record itself, and the owner of a row. */
import { ENTITY_KINDS, ROW_KINDS, type RowKind, type SnapshotChange } from '@chartroom/domain';
import { ownerOfRow } from '../record/owner-of-row.ts';

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
      const owner = ownerOfRow(root as RowKind, key, snapshot);
      if (owner) records.add(owner);
    }
  }
  return records.size > MOST ? [] : [...records];
}
