/** What a record is called on screen: its own title, and never an id. */
import type { Entity, EntityKind } from '@chartroom/domain';
import { kindName, m, term } from '#lib/messages/index.ts';

/** The field that names a record of each kind. */
export const TITLE_FIELD = {
  person: 'name',
  step: 'title',
  system: 'name',
  dataObject: 'title',
  output: 'title',
  interface: null,
  logic: 'title',
  constraint: 'detail',
  risk: null,
  criterion: 'statement',
  decision: 'statement',
  question: 'text',
  action: 'text',
  reference: 'title',
} as const satisfies Record<EntityKind, string | null>;

/** "accountable" as the beginning of a line. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export function titleOf(entity: Entity): string {
  const field = TITLE_FIELD[entity.entity];
  const own = field === null ? undefined : (entity as unknown as Readonly<Record<string, unknown>>)[field];
  if (typeof own === 'string' && own !== '') return own;
  if (entity.entity === 'risk') {
    const kind = (entity as Entity<'risk'>).kind;
    if (kind) return term('riskKind', kind);
  }
  if (entity.entity === 'constraint') {
    const kind = (entity as Entity<'constraint'>).kind;
    if (kind) return term('constraintKind', kind);
  }
  return entity.entity === 'interface' ? `${kindName('interface', 'title')} ${entity.label}` : m.common.unnamed;
}

/** Views in which a record of each kind has its row, for links. */
export const HOME_VIEW = {
  step: 'map',
  system: 'systems',
  dataObject: 'data',
  output: 'outputs',
  interface: 'interfaces',
  person: 'people',
  logic: 'process',
  constraint: 'process',
  risk: 'process',
  criterion: 'process',
  decision: 'process',
  question: 'process',
  action: 'process',
  reference: 'process',
} as const satisfies Record<EntityKind, string>;
