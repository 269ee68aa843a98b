/** The record that an entry of the audit trail is about, by its root and key. Pure. */
import { ENTITY_KINDS, ROW_KINDS, type EntityKind, type RowKind, type Snapshot } from '@chartroom/domain';
import { ownerOfRow } from '../record/owner-of-row.ts';

const isEntity = (root: string): root is EntityKind => (ENTITY_KINDS as readonly string[]).includes(root);
const isRow = (root: string): root is RowKind => (ROW_KINDS as readonly string[]).includes(root);

/** `step/<id>`, `process`, `board`; null for what belongs to no record, as the regimes of a process do. */
export function recordOfChange(snapshot: Pick<Snapshot, 'entities'>, root: string, key: string): string | null {
  if (root === 'board' || root === 'process') return root;
  if (isEntity(root)) return `${root}/${key}`;
  if (isRow(root)) return ownerOfRow(root, key, snapshot) ?? subjectOfRow(root, key);
  if (root !== 'text') return null;
  const owner = key.replace(/^text:/, '').split(':', 1)[0] ?? '';
  if (owner === 'process') return 'process';
  const kind = ENTITY_KINDS.find((each) => snapshot.entities[each].some((entity) => entity.id === owner));
  return kind === undefined ? null : `${kind}/${owner}`;
}

/** Rows about the process or a responsibility area have no record that carries them. */
function subjectOfRow(kind: RowKind, key: string): string | null {
  if (kind === 'regime') return 'process';
  const [subject = ''] = key.split('|', 1);
  return subject.startsWith('area.') ? `area/${subject}` : null;
}
