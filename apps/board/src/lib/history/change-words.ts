/**
 * A change of the audit trail as a sentence that goes on after a name: "set title of step 3 to “Hold” (was “Raise”)".
 * Pure: what records are called comes from the caller. Acts that are two changes (one system put in the place of another)
 * are joined by `joinChanges` and said as one.
 */
import {
  AREAS,
  ENTITY_KINDS,
  entityFields,
  fieldSpec,
  isEntityId,
  LONG_TEXTS,
  parseRowKey,
  ROW_KINDS,
  SINGLE_KINDS,
  singleFields,
  type EntityKind,
  type FieldSpec,
  type RowKind,
  type SingleKind,
} from '@chartroom/domain';
import type { Payload } from '@chartroom/record';
import { fieldLabel, fieldOptions, format, kindName, longTextLabel, m, term } from '#lib/messages/index.ts';

export type Change = Payload<'change'>;
type Value = Change['old'];

export interface ChangeNames {
  /** "step 3, Hold and raise", "MES", "Priya Nair"; null for one that the board does not know. */
  record(id: string): string | null;
  /** "step 3", "D4": without its title; null for one that goes by its name alone, and for one that the board does not know. */
  label(id: string): string | null;
  /** Title of a template; null for one that there is not. */
  template(id: string): string | null;
}

const words = m.history;
type Parts = Readonly<Record<string, string>>;

const isKind = <K extends string>(kinds: readonly K[], value: string): value is K =>
  (kinds as readonly string[]).includes(value);
/** Inside a sentence; "IT" and "MES" stay what they are. */
const lower = (text: string): string =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);

const nameOf = (names: ChangeNames, id: string): string => names.record(id) ?? words.unknownRecord;
/** A record, an area, or the words themselves. */
const subject = (names: ChangeNames, value: string): string => {
  if (isEntityId(value)) return nameOf(names, value);
  return isKind(AREAS, value) ? lower(term('area', value)) : value;
};

/** A value as a person reads it: the word of a choice, a name, a date, a text in quotes. */
function valueWords(kind: string, field: string, value: Value, names: ChangeNames): string {
  if (value === null || value === '') return words.nothing;
  const spec = specOf(kind, field);
  switch (spec?.type) {
    case 'boolean':
      return value === true ? words.yes : value === false ? words.no : String(value);
    case 'enum': {
      const option = fieldOptions(kind as EntityKind, field as never).find((one) => one.value === value);
      return option === undefined ? words.quoted(String(value)) : lower(option.label);
    }
    case 'reference':
      return typeof value === 'string' ? nameOf(names, value) : String(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : String(value);
    default:
      return typeof value === 'string' ? words.quoted(value) : String(value);
  }
}
function specOf(kind: string, field: string): FieldSpec | undefined {
  if (isKind(ENTITY_KINDS, kind)) return fieldSpec(entityFields(kind), field);
  return isKind(SINGLE_KINDS, kind) ? fieldSpec(singleFields(kind), field) : undefined;
}
const fieldName = (kind: string, field: string): string =>
  specOf(kind, field) === undefined ? field : lower(fieldLabel(kind as SingleKind, field as never));

const isLongText = (field: string): field is Parameters<typeof longTextLabel>[0] =>
  Object.values(LONG_TEXTS).some((fields) => (fields as readonly string[]).includes(field));

/** Who is responsible: the person, and for which function; the function alone where nobody is named. */
const holder = ({ person = '-', function: fn = '' }: Parts, names: ChangeNames): string =>
  person === '-' ? term('function', fn) : words.rows.person(nameOf(names, person), term('function', fn));

type RowWords = (parts: Parts, change: Change, names: ChangeNames) => string;
type Said = 'said' | 'withdrawn';

const role =
  (table: 'role' | 'roleAsIs', how: Said | 'replaced'): RowWords =>
  ({ step = '', data = '', system = '', use = '' }, _, names) => {
    const uses: Readonly<Record<string, string>> = words.rows.uses;
    const named = uses[use] ?? use;
    return words.rows.role[how](
      nameOf(names, system),
      table === 'role' ? named : words.rows.today(named),
      step === '*' ? words.rows.anyStep : nameOf(names, step),
      data === '*' ? '' : nameOf(names, data),
    );
  };
const resp =
  (how: Said | 'replaced'): RowWords =>
  (parts, _, names) => {
    const codes: Readonly<Record<string, string>> = words.rows.codes;
    const code = codes[parts['code'] ?? ''] ?? parts['code'] ?? '';
    return words.rows.resp[how](holder(parts, names), code, subject(names, parts['subject'] ?? ''));
  };
const approver =
  (how: Said | 'replaced'): RowWords =>
  (parts, _, names) => {
    const { output = '', meaning = '-' } = parts;
    const told = meaning === '-' ? '' : words.rows.approver.meaning(lower(term('meaning', meaning)));
    return words.rows.approver[how](holder(parts, names), nameOf(names, output), told);
  };
/** Rows that name two things. */
const pair =
  (kind: 'logicData' | 'ifData' | 'part' | 'link', how: Said): RowWords =>
  (parts, _, names) => {
    const [first = '', second = ''] = Object.values(parts).map((part) => subject(names, part));
    const said = words.rows[kind][how];
    return kind === 'logicData' || kind === 'ifData' ? said(second, first) : said(first, second);
  };

const ROWS: { readonly [K in RowKind]: (how: Said) => RowWords } = {
  role: (how) => role('role', how),
  roleAsIs: (how) => role('roleAsIs', how),
  stepData:
    (how) =>
    ({ step = '', data = '', use = '' }, _, names) =>
      words.rows.stepData[how](nameOf(names, data), lower(term('dataUse', use)), nameOf(names, step)),
  flow:
    (how) =>
    ({ from = '', to = '' }, change, names) =>
      how === 'said'
        ? words.rows.flow.said(nameOf(names, from), nameOf(names, to), String(change.new ?? ''))
        : words.rows.flow.withdrawn(nameOf(names, from), nameOf(names, to)),
  resp,
  respNote:
    (how) =>
    ({ area = '', function: fn = '' }, change) => {
      const [place, who] = [lower(term('area', area)), term('function', fn)];
      return how === 'said'
        ? words.rows.respNote.said(who, place, String(change.new ?? ''))
        : words.rows.respNote.withdrawn(who, place);
    },
  feed:
    (how) =>
    ({ output = '', system = '', data = '' }, _, names) =>
      words.rows.feed[how](nameOf(names, output), nameOf(names, data), nameOf(names, system)),
  approver,
  citation:
    (how) =>
    ({ output = '', text = '' }, _, names) =>
      words.rows.citation[how](text, nameOf(names, output)),
  regime:
    (how) =>
    ({ regime = '' }) =>
      words.rows.regime[how](term('regime', regime)),
  alias:
    (how) =>
    ({ system = '', name = '' }, _, names) =>
      words.rows.alias[how](name, nameOf(names, system)),
  logicData: (how) => pair('logicData', how),
  ifData: (how) => pair('ifData', how),
  ifScope: (how) => (parts, _, names) =>
    words.rows.ifScope[how](nameOf(names, parts['interface'] ?? ''), lower(term('scope', parts['scope'] ?? ''))),
  part: (how) => pair('part', how),
  link: (how) => pair('link', how),
};

/** Rows of which one can take the place of another: by the part that names who or which. */
const REPLACED: { readonly [K in RowKind]?: { readonly part: string; readonly say: RowWords } } = {
  role: { part: 'system', say: role('role', 'replaced') },
  roleAsIs: { part: 'system', say: role('roleAsIs', 'replaced') },
  resp: { part: 'person', say: resp('replaced') },
  approver: { part: 'person', say: approver('replaced') },
};

const partsOf = (kind: RowKind, key: string): Parts | null => {
  const parsed = parseRowKey(kind, key);
  return parsed.kind === 'conforming' ? parsed.parts : null;
};

/** What took the place of what, in the words of a value; null where it is not such a pair. */
function replacement(kind: RowKind, change: Change, before: Change, names: ChangeNames): string | null {
  const spec = REPLACED[kind];
  const [parts, old] = [partsOf(kind, change.key), partsOf(kind, before.key)];
  if (spec === undefined || parts === null || old === null) return null;
  const isRole = kind === 'role' || kind === 'roleAsIs';
  const isNamed = old['function'] === parts['function'] && (old['person'] ?? '-') !== '-';
  const was = isRole
    ? nameOf(names, old['system'] ?? '')
    : isNamed
      ? nameOf(names, old['person'] ?? '')
      : holder(old, names);
  return words.was(spec.say(parts, change, names), was);
}

function rowSentence(kind: RowKind, change: Change, names: ChangeNames): string {
  const parts = partsOf(kind, change.key);
  if (parts === null) return words.change.other(`${kind} ${change.key}`);
  if (change.change === 'set' && kind === 'flow') {
    const sentence = words.rows.flow.set(
      nameOf(names, parts['from'] ?? ''),
      nameOf(names, parts['to'] ?? ''),
      String(change.new ?? ''),
    );
    return words.was(sentence, words.quoted(String(change.old ?? '')));
  }
  return ROWS[kind](change.new === null ? 'withdrawn' : 'said')(parts, change, names);
}

/** Fields that say what a record is called. */
const NAMING: readonly string[] = ['title', 'name', 'statement', 'text', 'detail'];

/** Title or name of a record as it came, so that one that is gone by now still has a name. */
function ownName(kind: EntityKind, change: Change): string {
  const fields = new Map<string, Value>(change.fields ?? []);
  const title = NAMING.map((field) => fields.get(field)).find(Boolean);
  return words.titled(kindName(kind), typeof title === 'string' ? title : '');
}

function recordSentence(kind: EntityKind, change: Change, names: ChangeNames): string {
  const record = names.record(change.key);
  switch (change.change) {
    case 'created':
      return words.change.created(record ?? ownName(kind, change));
    case 'removed':
      return words.change.removed(ownName(kind, change));
    case 'deleted':
    case 'restored':
    case 'unmerged':
      return words.change[change.change](record ?? words.unknownRecord);
    case 'merged':
      return words.change.merged(record ?? words.unknownRecord, nameOf(names, String(change.new)));
    default: {
      // What names the record is not said twice.
      const named = change.field !== undefined && NAMING.includes(change.field);
      const told = named && record !== null ? (names.label(change.key) ?? kindName(kind)) : record;
      return fieldSentence(kind, told ?? words.unknownRecord, change, names);
    }
  }
}

function fieldSentence(kind: string, record: string, change: Change, names: ChangeNames): string {
  const field = change.field ?? '';
  if (specOf(kind, field)?.type === 'order') return words.change.moved(record);
  const label = fieldName(kind, field);
  const isCleared = change.new === null || change.new === '';
  const sentence = isCleared
    ? words.change.cleared(label, record)
    : words.change.set(label, record, valueWords(kind, field, change.new, names));
  return change.old === null || change.old === ''
    ? sentence
    : words.was(sentence, valueWords(kind, field, change.old, names));
}

function textSentence(change: Change, names: ChangeNames): string {
  const at = change.key.indexOf(':');
  const [owner, field] = [change.key.slice(0, at), change.key.slice(at + 1)];
  const label = isLongText(field) ? lower(longTextLabel(field)) : field;
  const record = owner === 'process' ? words.process : nameOf(names, owner);
  return (change.old === '' || change.old === null) && change.cut === undefined
    ? words.change.wrote(label, record)
    : words.change.text(label, record);
}

/** One sentence; with `before`, of the change that took the place of that one. */
export function changeSentence(change: Change, names: ChangeNames, before: Change | null = null): string {
  const { root } = change;
  if (change.by === 'template') {
    const title = names.template(String(change.new));
    return title === null ? words.change.blank : words.change.template(title);
  }
  if (isKind(ROW_KINDS, root)) {
    const replaced = before === null ? null : replacement(root, change, before, names);
    return replaced ?? rowSentence(root, change, names);
  }
  if (isKind(ENTITY_KINDS, root)) return recordSentence(root, change, names);
  if (isKind(SINGLE_KINDS, root))
    return fieldSentence(root, root === 'board' ? words.board : words.process, change, names);
  if (root === 'text') return textSentence(change, names);
  return words.change.other(change.field === undefined ? root : `${root}.${change.field}`);
}

/** Values too long for a sentence are shown below it; `null` where the sentence says it all. */
export interface Values {
  readonly old: string;
  readonly new: string;
  /** Something stands before and after what is told. */
  readonly cut: { readonly before: boolean; readonly after: boolean };
}
export function longValues(change: Change): Values | null {
  if (change.root !== 'text') return null;
  const cut = { before: (change.cut?.before ?? 0) > 0, after: (change.cut?.after ?? 0) > 0 };
  return { old: String(change.old ?? ''), new: String(change.new ?? ''), cut };
}

/** The fields that a record came with, as words: "kind test; regulated yes". */
export const fieldsWords = (change: Change, names: ChangeNames): readonly string[] =>
  (change.fields ?? [])
    .filter(([field]) => field !== 'order' && field !== 'number' && !NAMING.includes(field))
    .map(([field, value]) => `${fieldName(change.root, field)} ${valueWords(change.root, field, value, names)}`);

export interface Joined<E> {
  readonly entry: E;
  /** What it took the place of: told with it and not for itself. */
  readonly before: E | null;
}

/**
 * Changes of which one withdraws what another puts in its place: the same author, within the same updates, rows that
 * differ in who or which alone. Every entry stays in exactly one; the order is that of the later one of each.
 */
export function joinChanges<E extends { readonly actor: string; readonly kind: string; readonly payload: unknown }>(
  entries: readonly E[],
): readonly Joined<E>[] {
  const changeOf = (entry: E): Change | null => (entry.kind === 'change' ? (entry.payload as Change) : null);
  const places = new Map<string, E[]>();
  const placeOf = (entry: E): string | null => {
    const change = changeOf(entry);
    if (change === null || !isKind(ROW_KINDS, change.root)) return null;
    const spec = REPLACED[change.root];
    const parts = spec === undefined ? null : partsOf(change.root, change.key);
    if (spec === undefined || parts === null) return null;
    const rest = Object.entries(parts).filter(([name]) => name !== spec.part && name !== 'function');
    return JSON.stringify([entry.actor, change.root, change.to, rest]);
  };
  for (const entry of entries) {
    const place = placeOf(entry);
    if (place === null) continue;
    const known = places.get(place);
    if (known === undefined) places.set(place, [entry]);
    else known.push(entry);
  }
  const before = new Map<E, E>();
  const taken = new Set<E>();
  for (const own of places.values()) {
    const withdrawn = own.filter((entry) => changeOf(entry)?.new === null);
    const said = own.filter((entry) => changeOf(entry)?.old === null);
    if (withdrawn.length !== 1 || said.length !== 1) continue;
    before.set(said[0]!, withdrawn[0]!);
    taken.add(withdrawn[0]!);
  }
  return entries.filter((entry) => !taken.has(entry)).map((entry) => ({ entry, before: before.get(entry) ?? null }));
}
