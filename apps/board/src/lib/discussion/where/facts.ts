/** A few fields of a record that say what it is, where it is not drawn. Reads the board reactively. */
import { entityFields, fieldSpec, type EntityKind } from '@chartroom/domain';
import { fieldLabel } from '#lib/messages/index.ts';
import { ownFields } from '#lib/panel/own-fields.ts';
import { parseRecord } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { valueWords } from '../anchor.ts';

const MOST = 6;

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export function factsOf(board: Pick<BoardStore, 'entity'>, subject: string): readonly Fact[] {
  const ref = parseRecord(subject);
  if (ref === null) return [];
  const kind: EntityKind = ref.kind;
  const entity = board.entity(kind, ref.id) as unknown as Readonly<Record<string, unknown>> | undefined;
  if (entity === undefined) return [];
  // A step is drawn with its roles; its kind is enough beside that.
  const fields = kind === 'step' ? ['kind'] : ownFields(kind);
  return fields
    .flatMap((field): readonly Fact[] => {
      const spec = fieldSpec(entityFields(kind), field);
      const value = spec === undefined ? '' : valueWords(board, kind, field, spec, entity[field]);
      return value === '' ? [] : [{ label: fieldLabel(kind, field as never), value }];
    })
    .slice(0, MOST);
}
