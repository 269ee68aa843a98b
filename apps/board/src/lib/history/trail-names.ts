/** What the sentences of the history call records: number and title as they are now. Reads the board reactively. */
import { ENTITY_KINDS, type EntityKind } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { recordName } from '#lib/record/record-name.ts';
import { recordOf } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { ChangeNames } from './change-words.ts';

export type NamedBoard = Pick<BoardStore, 'entity' | 'snapshot'>;

/** Kinds of records by id, which never change: whoever asks for one that is known does not wake with every edit. */
const kinds = new WeakMap<NamedBoard, Map<string, EntityKind>>();

/** `step/<id>` of a record that the board has or had; null for one that it does not know. */
export function addressOfId(board: NamedBoard, id: string): string | null {
  let known = kinds.get(board);
  if (known === undefined) kinds.set(board, (known = new Map()));
  if (!known.has(id)) {
    const { entities } = board.snapshot;
    for (const kind of ENTITY_KINDS) for (const entity of entities[kind]) known.set(entity.id, kind);
  }
  const kind = known.get(id);
  return kind === undefined ? null : recordOf(kind, id);
}

/** `templates`: titles by id, as the server lists them; they are asked for once. */
export const trailNames = (board: NamedBoard, templates: ReadonlyMap<string, string>): ChangeNames => {
  const parts = (id: string): { readonly label: string; readonly title: string } | null => {
    const address = addressOfId(board, id);
    if (address === null) return null;
    const named = recordName(board, address, m.findings.fromTo);
    if (named === 'no-record' || 'gone' in named) return null;
    const { entity, label, title } = named;
    return { label: entity.entity === 'step' ? m.history.step(label) : label, title };
  };
  return {
    record: (id) => {
      const named = parts(id);
      return named === null ? null : m.history.titled(named.label, named.title);
    },
    label: (id) => parts(id)?.label || null,
    template: (id) => templates.get(id) ?? null,
  };
};

/** The record, `process` or `board` that a change is about, for a link; null for what has no page of its own. */
export function recordOfEntry(board: NamedBoard, root: string, key: string): string | null {
  if ((ENTITY_KINDS as readonly string[]).includes(root)) return addressOfId(board, key);
  const [first = ''] = key.split(root === 'text' ? ':' : '|', 1);
  return addressOfId(board, first);
}
