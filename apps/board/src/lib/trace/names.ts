/** What a record that a trace names is called on this board. */
import { FINDINGS_EN, wordOf, type Entity, type SubjectRef } from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import { titleOf } from '#lib/record/titles.ts';
import { parseRecord } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';

export interface Named {
  /** `D4`, `MES`, `2`; what stands in mono, or alone. */
  readonly label: string;
  /** What follows the label; '' where the label says it all. */
  readonly title: string;
  /** Address to go to; null for what is no record. */
  readonly record: string | null;
  readonly kind: string;
  readonly function: 'OPS' | 'QUA' | 'IT' | 'OTHER' | null;
}

/** Systems and people are called by their names, everything else by its id and title. */
export function nameOf(board: Pick<BoardStore, 'entity'>, ref: SubjectRef): Named {
  const parsed = parseRecord(ref);
  const slash = ref.indexOf('/');
  const kind = ref.slice(0, slash);
  const id = ref.slice(slash + 1);
  if (parsed === null) {
    const word =
      kind === 'function' ? term('function', id) : kind === 'area' ? term('area', id) : wordOf(ref, FINDINGS_EN);
    return { label: '', title: word, record: null, kind, function: null };
  }
  const entity = board.entity(parsed.kind, parsed.id) as Entity | undefined;
  if (!entity) return { label: '', title: m.trace.gone, record: null, kind, function: null };
  const title = titleOf(entity);
  if (kind === 'system') return { label: title, title: '', record: ref, kind, function: null };
  if (kind === 'person')
    return { label: '', title, record: ref, kind, function: (entity as Entity<'person'>).function ?? null };
  if (kind === 'step') return { label: entity.label, title, record: ref, kind, function: null };
  if (kind === 'interface') {
    const { fromId, toId } = entity as Entity<'interface'>;
    const end = (of: string | undefined): string => (of && board.entity('system', of)?.name) || m.common.unnamed;
    return { label: entity.label, title: m.panel.pathBy(end(fromId), end(toId)), record: ref, kind, function: null };
  }
  return { label: entity.label, title, record: ref, kind, function: null };
}

/** A function inside a sentence: "operations", "quality", "IT". */
export const functionWord = (of: string): string => inSentence(term('function', of));
/** What begins a line, inside a sentence; what is written in capitals stays so. */
export const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);
