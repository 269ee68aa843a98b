/**
 * Every view, record and field has an address: `/b/<board>/<view>?record=step/<id>&field=kind`, and every state of the
 * process that a view shows: `&state=as-is`. `&explain` shows what the record rests on, or what rests on it; `&explain=output/<id>`
 * while another record is selected. `&finding=<key>` shows a finding where it stands, `&thread=<id>&comment=<id>` what was said.
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
  'findings',
  'discussion',
  'todo',
  'history',
  'charter',
] as const;
export type ViewName = (typeof VIEWS)[number];
export const DEFAULT_VIEW: ViewName = 'map';

/** The process as it is agreed, as it is today, or what is different. */
export const STATES = ['to-be', 'as-is', 'difference'] as const;
export type ShownState = (typeof STATES)[number];

export interface Address {
  readonly board: string;
  readonly view: ViewName;
  /** `step/<id>`, or null when no record is selected. */
  readonly record: string | null;
  readonly field: string | null;
  readonly state: ShownState;
  /** The record whose trace is shown: `output/<id>`, or another kind with what depends on it; left out when none is. */
  readonly explain?: string;
  /** The key of the finding that is shown where it stands; left out when none is. */
  readonly finding?: string;
  /** Which findings or threads a list shows, e.g. `blockers.QUA`; left out for all. */
  readonly show?: string;
  /** The thread that is read, or `new` where one is being written; left out when none is. */
  readonly thread?: string;
  /** What was said in it that is meant. */
  readonly comment?: string;
}

/** Stands for the thread that is being written. */
export const NEW_THREAD = 'new';
const LISTS: ReadonlySet<string> = new Set<ViewName>(['findings', 'todo', 'discussion', 'history']);

export interface RecordRef {
  readonly kind: EntityKind;
  readonly id: string;
}

const isState = (value: string | null): value is ShownState => (STATES as readonly (string | null)[]).includes(value);
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
  if (address.state !== 'to-be') query.set('state', address.state);
  if (address.explain) query.set('explain', address.explain === address.record ? '' : address.explain);
  if (address.finding) query.set('finding', address.finding);
  if (address.show && LISTS.has(address.view)) query.set('show', address.show);
  if (address.thread) query.set('thread', address.thread);
  if (address.thread && address.comment) query.set('comment', address.comment);
  // A slash is allowed in a query and keeps the address readable.
  const text = query
    .toString()
    .replaceAll('%2F', '/')
    .replace(/\bexplain=(?=$|&)/, 'explain');
  return `/b/${encodeURIComponent(address.board)}/${address.view}${text ? `?${text}` : ''}`;
}

/** The address that a URL of the board stands for; an unknown view is the default one. */
export function addressOf(board: string, view: string | undefined, query: Pick<URLSearchParams, 'get'>): Address {
  const record = parseRecord(query.get('record')) ? query.get('record') : null;
  const state = query.get('state');
  const asked = query.get('explain');
  const explain = asked === '' ? record : parseRecord(asked) ? asked : null;
  return {
    board,
    view: view && isView(view) ? view : DEFAULT_VIEW,
    record,
    field: record ? query.get('field') : null,
    state: isState(state) ? state : 'to-be',
    ...(explain ? { explain } : {}),
    ...(query.get('finding') ? { finding: query.get('finding') ?? '' } : {}),
    ...(LISTS.has(view ?? '') && query.get('show') ? { show: query.get('show') ?? '' } : {}),
    ...(query.get('thread') ? { thread: query.get('thread') ?? '' } : {}),
    ...(query.get('thread') && query.get('comment') ? { comment: query.get('comment') ?? '' } : {}),
  };
}
