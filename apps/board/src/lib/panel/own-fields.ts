/** The scalar fields that a record's panel lists: all but its place, its number and the one that is its title. */
import { entityFields, type EntityKind } from '@chartroom/domain';
import { TITLE_FIELD } from '#lib/record/titles.ts';

export const ownFields = (kind: EntityKind): readonly string[] =>
  Object.keys(entityFields(kind)).filter(
    (field) => field !== 'number' && field !== 'order' && field !== TITLE_FIELD[kind],
  );
