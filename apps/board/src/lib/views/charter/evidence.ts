/**
 * From the evidence of a line of the charter to the record on the board that it stands on: an address for the link and
 * a short name for the margin. Addresses are `step/<id>`, `role/<key>` and the like.
 */
import type { Block } from '@chartroom/charter';
import { ENTITY_KINDS, parseRowKey, ROW_KINDS, type Entity, type EntityKind, type RowKind } from '@chartroom/domain';
import { NO_FILTER, trailFilterText } from '#lib/history/trail-filter.ts';
import { kindName, m } from '#lib/messages/index.ts';
import { HOME_VIEW, titleOf } from '#lib/record/titles.ts';
import type { ViewName } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';

export interface EvidenceLink {
  readonly label: string;
  readonly view: ViewName;
  /** `step/<id>`, or null for a view as a whole. */
  readonly record: string | null;
  /** What the view shows of itself, where it is not everything. */
  readonly show?: string;
}

type Board = Pick<BoardStore, 'entity'>;

const isKind = (text: string): text is EntityKind => (ENTITY_KINDS as readonly string[]).includes(text);
const isRowKind = (text: string): text is RowKind => (ROW_KINDS as readonly string[]).includes(text);

function ofRecord(board: Board, kind: EntityKind, id: string): EvidenceLink | null {
  const entity = board.entity(kind, id) as Entity | undefined;
  if (!entity) return null;
  const name =
    kind === 'system' || kind === 'person'
      ? titleOf(entity)
      : kind === 'step'
        ? `${kindName('step', 'one')} ${entity.label}`
        : entity.label;
  return { label: name.charAt(0).toLocaleUpperCase() + name.slice(1), view: HOME_VIEW[kind], record: `${kind}/${id}` };
}

/** The record whose row it is: the first part of the key that names one. */
function ofRow(board: Board, kind: RowKind, key: string): EvidenceLink | null {
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return null;
  for (const value of Object.values(parsed.parts as Readonly<Record<string, string>>)) {
    for (const entity of ENTITY_KINDS) {
      const link = ofRecord(board, entity, value);
      if (link) return link;
    }
  }
  return kind === 'resp' || kind === 'respNote' ? { label: m.shell.views.owners, view: 'owners', record: null } : null;
}

/** All evidence of a section's blocks, in their order. */
export function evidenceOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
        return block.evidence;
      case 'facts':
        return block.facts.flatMap((fact) => fact.evidence);
      case 'list':
        return block.items.flatMap((item) => item.evidence);
      case 'table':
        return block.rows.flatMap((row) => row.evidence);
      case 'note':
      case 'signatures':
        return [];
    }
  });
}

/**
 * What a section is made of: the kind of record that it names most, how many of them, and the view in which they stand.
 * Null where it names none, e.g. a section that only explains.
 */
export function sectionLink(board: Board, evidence: readonly string[]): EvidenceLink | null {
  const kinds = new Map<EntityKind, Set<string>>();
  for (const address of new Set(evidence)) {
    const slash = address.indexOf('/');
    const root = address.slice(0, slash);
    const id = address.slice(slash + 1);
    if (!isKind(root) || !board.entity(root, id)) continue;
    kinds.set(root, (kinds.get(root) ?? new Set()).add(id));
  }
  const most = [...kinds].toSorted(([, a], [, b]) => b.size - a.size)[0];
  if (most === undefined) return evidenceLink(board, evidence);
  const [kind, ids] = most;
  return {
    label: m.charter.made(ids.size, kindName(kind, ids.size === 1 ? 'one' : 'many')),
    view: HOME_VIEW[kind],
    record: null,
  };
}

const ENTRY = /^record\/([1-9]\d{0,14})$/;

/** Where a line comes from: the first record that its evidence names, then each entry in which it was said. */
export function lineLinks(board: Board, evidence: readonly string[]): readonly EvidenceLink[] {
  const record = evidenceLink(board, evidence);
  const entries = [...new Set(evidence.flatMap((address) => ENTRY.exec(address)?.[1] ?? []))].map(Number);
  return [
    ...(record === null ? [] : [record]),
    ...entries.map((seq) => ({
      label: m.history.filter.entry(seq),
      view: 'history' as const,
      record: null,
      show: trailFilterText({ ...NO_FILTER, entry: seq }),
    })),
  ];
}

/** The first piece of evidence that leads to a record. */
export function evidenceLink(board: Board, evidence: readonly string[]): EvidenceLink | null {
  for (const address of evidence) {
    const slash = address.indexOf('/');
    const root = address.slice(0, slash);
    const key = address.slice(slash + 1);
    const link = isKind(root)
      ? ofRecord(board, root, key)
      : isRowKind(root)
        ? ofRow(board, root, key)
        : root === 'process' || root === 'board' || root === 'text'
          ? ({ label: m.shell.views.process, view: 'process', record: null } as const)
          : null;
    if (link) return link;
  }
  return null;
}
