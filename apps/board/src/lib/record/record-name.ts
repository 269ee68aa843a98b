/** What a record is called where a sentence or a list names it: number and title, by the address that findings and traces use. */
import type { Entity, SubjectRef } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { parseRecord, type RecordRef } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { titleOf } from './titles.ts';

export type NameReader = Pick<BoardStore, 'entity'>;

export interface RecordName {
  readonly ref: RecordRef;
  readonly entity: Entity;
  /** "D4", "3" for the third step; empty for what goes by its name alone. */
  readonly label: string;
  /** "Out-of-limit exception", "MES", for an interface its two ends. */
  readonly title: string;
}

const BY_NAME_ALONE: ReadonlySet<string> = new Set(['system', 'person']);

const ends = (board: NameReader, { fromId, toId }: Entity<'interface'>): readonly [from: string, to: string] => {
  const end = (id: string | undefined): string => (id && board.entity('system', id)?.name) || m.common.unnamed;
  return [end(fromId), end(toId)];
};

/**
 * `no-record` for an area, a function or a question; `gone` for a record that the board does not hold. `between` words
 * the two ends of an interface.
 */
export function recordName(
  board: NameReader,
  ref: SubjectRef,
  between: (from: string, to: string) => string,
): RecordName | 'no-record' | { readonly gone: RecordRef } {
  const parsed = parseRecord(ref);
  if (parsed === null) return 'no-record';
  const entity = board.entity(parsed.kind, parsed.id) as Entity | undefined;
  if (entity === undefined) return { gone: parsed };
  const title =
    entity.entity === 'interface' ? between(...ends(board, entity as Entity<'interface'>)) : titleOf(entity);
  return { ref: parsed, entity, label: BY_NAME_ALONE.has(parsed.kind) ? '' : entity.label, title };
}
