/**
 * Every view, record and field has an address: `/b/<board>/<view>?record=step/<id>&field=kind`.
 * Building and reading addresses, and nothing about how they are shown.
 */
import { ENTITY_KINDS, type EntityKind } from '@chartroom/domain';

export const VIEWS = [
  'map',
  'systems',
  'data',
  'outputs',
  'interfaces',
  'owners',
  'people',
  'process',
  'charter',
] as const;
export type ViewName = (typeof VIEWS)[number];
export const DEFAULT_VIEW: ViewName = 'map';

export interface Address {
  readonly board: string;
  readonly view: ViewName;
  /** `step/<id>`, or null when no record is selected. */
  readonly record: string | null;
  readonly field: string | null;
}

export interface RecordRef {
  readonly kind: EntityKind;
  readonly id: string;
}

export const isView = (value: string): value is ViewName => (VIEWS as readonly string[]).includes(value);

export const recordOf = (kind: EntityKind, id: string): string => `${kind}/${id}`;

/** The kind and id that a record address names; null when it names none. */
export function parseRecord(record: string | null): RecordRef | null {
  if (!record) return null;
  const slash = record.indexOf('/');
  const kind = record.slice(0, slash);
  const id = record.slice(slash + 1);
  if (slash < 1 || id === '' || !(ENTITY_KINDS as readonly string[]).includes(kind)) return null;
  return { kind: kind as EntityKind, id };
}

/** The path and query of an address, from the root of the site. */
export function pathOf(address: Address): string {
  const query = new URLSearchParams();
  if (address.record) query.set('record', address.record);
  if (address.record && address.field) query.set('field', address.field);
  // A slash is allowed in a query and keeps the address readable.
  const text = query.toString().replaceAll('%2F', '/');
  return `/b/${encodeURIComponent(address.board)}/${address.view}${text ? `?${text}` : ''}`;
}

/** The address that a URL of the board stands for; an unknown view is the default one. */
export function addressOf(board: string, view: string | undefined, query: Pick<URLSearchParams, 'get'>): Address {
  const record = parseRecord(query.get('record')) ? query.get('record') : null;
  return { board, view: view && isView(view) ? view : DEFAULT_VIEW, record, field: record ? query.get('field') : null };
}
