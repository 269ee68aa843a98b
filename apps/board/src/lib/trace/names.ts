/** What a record that a trace names is called on this board. */
import { FINDINGS_EN, wordOf, type Entity, type SubjectRef } from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import { recordName, type NameReader } from '#lib/record/record-name.ts';

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

const wordOfSubject = (kind: string, id: string, ref: SubjectRef): string =>
  kind === 'function' ? term('function', id) : kind === 'area' ? term('area', id) : wordOf(ref, FINDINGS_EN);

/** Systems and people are called by their names, everything else by its id and title. */
export function nameOf(board: NameReader, ref: SubjectRef): Named {
  const kind = ref.slice(0, ref.indexOf('/'));
  const named = recordName(board, ref, m.panel.pathBy);
  if (named === 'no-record') {
    const title = wordOfSubject(kind, ref.slice(kind.length + 1), ref);
    return { label: '', title, record: null, kind, function: null };
  }
  if ('gone' in named) return { label: '', title: m.trace.gone, record: null, kind, function: null };
  const { entity, label, title } = named;
  if (kind === 'system') return { label: title, title: '', record: ref, kind, function: null };
  const of = entity.entity === 'person' ? ((entity as Entity<'person'>).function ?? null) : null;
  return { label, title, record: ref, kind, function: of };
}

/** A function inside a sentence: "operations", "quality", "IT". */
export const functionWord = (of: string): string => inSentence(term('function', of));
/** What begins a line, inside a sentence; what is written in capitals stays so. */
export const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);
