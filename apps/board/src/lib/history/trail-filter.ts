/** What the history shows, as a value, as a part of the address, and as the query that the server is asked. Pure. */
export const KIND_GROUPS = {
  change: ['change'],
  said: [
    'thread',
    'thread.edit',
    'thread.claim',
    'thread.resolve',
    'thread.reopen',
    'thread.apply',
    'comment',
    'comment.edit',
    'reaction',
    'answer',
    'assess',
    'decide',
    'stance',
    'accept',
    'ready',
  ],
  access: ['member', 'access'],
} as const;
export type KindGroup = keyof typeof KIND_GROUPS;

export const ROOT_GROUPS = {
  records: [
    'step',
    'system',
    'dataObject',
    'output',
    'interface',
    'person',
    'logic',
    'constraint',
    'risk',
    'criterion',
    'decision',
    'question',
    'action',
    'reference',
  ],
  roles: ['role', 'roleAsIs'],
  owners: ['resp', 'respNote', 'approver'],
  data: ['stepData', 'feed', 'ifData', 'ifScope', 'logicData', 'part', 'citation', 'link', 'alias', 'flow'],
  texts: ['text'],
  process: ['process', 'board', 'regime', 'meta'],
} as const;
export type RootGroup = keyof typeof ROOT_GROUPS;

export interface TrailFilter {
  /** Principal id. */
  readonly who: string | null;
  readonly what: RootGroup | null;
  readonly kind: KindGroup | null;
  /** Id of a record, an area, `process` or `board`: everything about it. */
  readonly about: string | null;
  /** Days, as people set them: both are shown. */
  readonly from: string | null;
  readonly to: string | null;
  /** The one entry of this number. */
  readonly entry: number | null;
  /** Only changes that owe a reason. */
  readonly owed: boolean;
  readonly words: string;
}

export const NO_FILTER: TrailFilter = {
  who: null,
  what: null,
  kind: null,
  about: null,
  from: null,
  to: null,
  entry: null,
  owed: false,
  words: '',
};
const OWED = 'owed:reason';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ENTRY = /^[1-9]\d{0,14}$/;
const ID = /^[\w.]{1,64}$/;
const has = <K extends string>(table: Readonly<Record<K, unknown>>, value: string): value is K =>
  Object.hasOwn(table, value);

/** Reads `who:<id>,what:roles,words:agreed`; what it does not know it leaves out. */
export function parseTrailFilter(text: string): TrailFilter {
  const given = new Map(
    text.split(',').map((part) => {
      const at = part.indexOf(':');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  const when = (name: string): string | null => {
    const value = given.get(name) ?? '';
    return DAY.test(value) ? value : null;
  };
  const id = (name: string): string | null => {
    const value = given.get(name) ?? '';
    return ID.test(value) ? value : null;
  };
  const what = given.get('what') ?? '';
  const kind = given.get('kind') ?? '';
  return {
    who: id('who'),
    what: has(ROOT_GROUPS, what) ? what : null,
    kind: has(KIND_GROUPS, kind) ? kind : null,
    about: id('about'),
    from: when('from'),
    to: when('to'),
    entry: ENTRY.test(given.get('entry') ?? '') ? Number(given.get('entry')) : null,
    owed: text.split(',').includes(OWED),
    words: decoded(given.get('words') ?? ''),
  };
}
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).slice(0, 200);
  } catch {
    return '';
  }
}

/** Empty for everything. */
export const trailFilterText = ({ words, owed, ...rest }: TrailFilter): string =>
  [
    ...Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : [`${name}:${value}`])),
    ...(owed ? [OWED] : []),
    ...(words.trim() === '' ? [] : [`words:${encodeURIComponent(words.trim())}`]),
  ].join(',');

/** Without words: files are not cut by them. */
export const fileQuery = (filter: TrailFilter): URLSearchParams => {
  const query = new URLSearchParams();
  if (filter.who !== null) query.set('who', filter.who);
  if (filter.what !== null) query.set('root', ROOT_GROUPS[filter.what].join(','));
  if (filter.kind !== null) query.set('kind', KIND_GROUPS[filter.kind].join(','));
  if (filter.about !== null) query.set('key', filter.about);
  if (filter.entry !== null) query.set('entry', String(filter.entry));
  if (filter.owed) query.set('owed', '1');
  // Days of the person at this screen, whole ones.
  if (filter.from !== null) query.set('from', new Date(`${filter.from}T00:00:00`).toISOString());
  if (filter.to !== null) query.set('to', new Date(`${filter.to}T23:59:59.999`).toISOString());
  return query;
};

export const trailQuery = (filter: TrailFilter): URLSearchParams => {
  const query = fileQuery(filter);
  if (filter.words.trim() !== '') query.set('reason', filter.words.trim());
  return query;
};

export const isOnlyOwed = (filter: TrailFilter): boolean => trailFilterText(filter) === OWED;
export const isEverything = (filter: TrailFilter): boolean => trailFilterText(filter) === '';
