/** Payloads: what every kind takes, and everything that it refuses. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_KINDS, ENTRY_KINDS, ENTRY_SCHEMAS, isEntryKind, type EntryKind } from '../src/index.ts';
import { entityId, HASH, randomId } from './support/record.ts';

type Json = Readonly<Record<string, unknown>>;

const A = randomId('a');
const CHANGE = {
  summary: 'Make QMS the system of record',
  mutations: [
    { name: 'assignSystemRole', arguments: { step: entityId(1), on: true, none: null, at: 1.5 } },
    { name: 'createEntity', arguments: { kind: 'risk', fields: { kind: 'downtime' }, links: [entityId(1)] } },
  ],
};
const ADDRESSEE = { function: 'QUA', principal: A };

/** One payload a kind with every key filled in. */
const FULL: Readonly<Record<EntryKind, Json>> = {
  member: {
    principal: A,
    name: 'Anna',
    function: 'OPS',
    role: 'contributor',
    signer: true,
    discipline: 'MES',
    jobTitle: 'Engineer',
    person: entityId(1),
    guest: false,
  },
  access: { event: 'invited', about: 'to quality', role: 'viewer', function: 'OTHER', email: 'a@b.example' },
  thread: {
    thread: A,
    anchor: { subject: `step/${entityId(1)}`, field: 'title', label: 'Step 1', quote: 'Sample' },
    kind: 'question',
    to: ADDRESSEE,
    due: '2026-12-01',
    title: 'Who reviews?',
    body: 'Nobody is named.',
    mentions: [ADDRESSEE],
    change: CHANGE,
  },
  'thread.edit': { thread: A, title: 'Who reviews it?', kind: 'action', to: ADDRESSEE, due: '2026-12-02' },
  'thread.claim': { thread: A, comment: A },
  'thread.resolve': { thread: A, outcome: 'agreed', text: 'Quality does.', decision: entityId(2) },
  'thread.reopen': { thread: A, reason: 'Not settled' },
  'thread.apply': { thread: A, comment: A, again: true },
  comment: { thread: A, comment: randomId('c'), body: 'We do.', mentions: [ADDRESSEE], change: CHANGE },
  'comment.edit': { comment: A, body: 'We do so.', mentions: [ADDRESSEE] },
  reaction: { comment: A, reaction: 'agree', on: true },
  answer: { question: entityId(3), text: 'Yes', fingerprint: HASH },
  assess: { risk: entityId(4), state: 'assessed', rationale: 'Two hours at most', residual: 'low', fingerprint: HASH },
  decide: { decision: entityId(5), state: 'agreed', fingerprint: HASH, reason: 'All agree' },
  stance: { decision: entityId(5), stance: 'dissent', reason: 'Too late', fingerprint: HASH },
  accept: {
    rule: 'M08',
    key: `M08 dataObject/${entityId(6)}`,
    fingerprint: HASH,
    rationale: 'Replaced next year',
    due: '2027-01-31',
  },
  ready: { ready: true, until: '2026-12-01', note: 'But for R3' },
  edit: {
    client: 7,
    from: 3,
    to: 4,
    by: 'undo',
    reason: 'Typed by mistake',
    purpose: 'Drafting',
    claimedAt: '2026-11-25T08:00:00Z',
  },
  change: {
    root: 'step',
    key: entityId(1),
    field: 'title',
    change: 'set',
    old: 'Sample',
    new: 'Take samples',
    fields: [['title', 'Take samples']],
    cut: { before: 600, after: 0 },
    from: 3,
    to: 4,
    item: { client: 7, from: 12, to: 12 },
    by: 'undo',
    reason: 'Clearer',
    session: A,
    claimedAt: '2026-11-25T08:00:00Z',
  },
};

/** Keys that may be left out. */
const OPTIONAL: Readonly<Record<EntryKind, readonly string[]>> = {
  member: ['discipline', 'jobTitle', 'person', 'guest'],
  access: ['role', 'function', 'email'],
  thread: ['to', 'due', 'mentions', 'change'],
  'thread.edit': ['title', 'kind', 'to', 'due'],
  'thread.claim': [],
  'thread.resolve': ['decision'],
  'thread.reopen': [],
  'thread.apply': ['comment', 'again'],
  comment: ['mentions', 'change'],
  'comment.edit': ['mentions'],
  reaction: [],
  answer: ['fingerprint'],
  assess: ['residual', 'fingerprint'],
  decide: ['reason'],
  stance: [],
  accept: ['due'],
  ready: ['until', 'note'],
  edit: ['by', 'reason', 'purpose', 'claimedAt'],
  change: ['field', 'fields', 'cut', 'item', 'by', 'reason', 'session', 'claimedAt'],
};

/** Keys that take null or more than one type, with what else they take. */
const WIDE: Readonly<Record<string, readonly unknown[]>> = {
  'member role': [null],
  'thread.edit to': [null],
  'thread.edit due': [null],
  'change old': [null, true, 7, 1.5, ''],
  'change new': [null, true, 7, 1.5, ''],
};

/** Texts that people type: kind, key, longest, whether it may be empty. */
const TEXTS: readonly (readonly [EntryKind, string, number, 'may be empty' | 'never empty'])[] = [
  ['member', 'name', 200, 'never empty'],
  ['member', 'discipline', 200, 'may be empty'],
  ['member', 'jobTitle', 200, 'may be empty'],
  ['access', 'about', 500, 'may be empty'],
  ['access', 'email', 200, 'may be empty'],
  ['thread', 'title', 200, 'never empty'],
  ['thread', 'body', 10_000, 'never empty'],
  ['thread', 'anchor.label', 200, 'may be empty'],
  ['thread', 'anchor.quote', 2_000, 'may be empty'],
  ['thread', 'change.summary', 200, 'never empty'],
  ['thread.edit', 'title', 200, 'never empty'],
  ['thread.resolve', 'text', 2_000, 'never empty'],
  ['thread.reopen', 'reason', 2_000, 'never empty'],
  ['comment', 'body', 10_000, 'never empty'],
  ['comment.edit', 'body', 10_000, 'never empty'],
  ['answer', 'text', 10_000, 'never empty'],
  ['assess', 'rationale', 10_000, 'never empty'],
  ['decide', 'reason', 2_000, 'may be empty'],
  ['stance', 'reason', 10_000, 'may be empty'],
  ['accept', 'rationale', 2_000, 'never empty'],
  ['ready', 'note', 2_000, 'may be empty'],
  ['edit', 'reason', 2_000, 'never empty'],
  ['edit', 'purpose', 2_000, 'never empty'],
  ['change', 'reason', 2_000, 'may be empty'],
];

const times = (count: number, value: unknown): readonly unknown[] => Array.from({ length: count }, () => value);
const takes = (kind: EntryKind, payload: unknown): boolean => ENTRY_SCHEMAS[kind].safeParse(payload).success;

function withValue(payload: Json, path: string, value: unknown): Json {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  return { ...payload, [key]: rest.length === 0 ? value : withValue(payload[key] as Json, rest.join('.'), value) };
}
const valueAt = (payload: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value as Json)[key], payload);
const stored = (kind: EntryKind, path: string, value: string): unknown =>
  valueAt(ENTRY_SCHEMAS[kind].parse(withValue(FULL[kind], path, value)), path);
const without = (payload: Json, key: string): Json =>
  Object.fromEntries(Object.entries(payload).filter(([one]) => one !== key));

/** Every object inside a payload, with a way to put another in its place. */
function* objectsIn(value: unknown, put: (value: unknown) => Json): Generator<[Json, (value: Json) => Json]> {
  if (Array.isArray(value))
    for (const [at, item] of value.entries()) yield* objectsIn(item, (to) => put(value.with(at, to)));
  else if (typeof value === 'object' && value !== null) {
    yield [value as Json, put];
    for (const [key, item] of Object.entries(value)) yield* objectsIn(item, (to) => put({ ...value, [key]: to }));
  }
}

const ALIEN: readonly unknown[] = [
  undefined,
  null,
  true,
  7,
  Number.NaN,
  1.5,
  '',
  ' ',
  'no such value',
  [],
  {},
  [[]],
  { a: 1 },
];
const typeName = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

describe.each(ENTRY_KINDS)('%s', (kind) => {
  const full = FULL[kind];

  it('REC-50 is taken as it is with every key, and with those alone that it must have', () => {
    expect(ENTRY_SCHEMAS[kind].parse(full)).toEqual(full);
    // Leaving out all optional keys of an edit would change or say nothing.
    const kept = { 'thread.edit': ['title'], edit: ['by'] }[kind as string] ?? [];
    const least = Object.fromEntries(
      Object.entries(full).filter(([key]) => !OPTIONAL[kind].includes(key) || kept.includes(key)),
    );
    expect(ENTRY_SCHEMAS[kind].parse(least)).toEqual(least);
    for (const key of OPTIONAL[kind]) expect(takes(kind, without(full, key)), key).toBe(true);
  });

  it('REC-51 refuses a payload that lacks something, and values of another type', () => {
    for (const [key, value] of Object.entries(full)) {
      const also = WIDE[`${kind} ${key}`] ?? [];
      expect(takes(kind, without(full, key)), `without ${key}`).toBe(OPTIONAL[kind].includes(key));
      for (const other of ALIEN) {
        if (also.includes(other) || (typeName(other) === typeName(value) && typeof value !== 'object')) continue;
        if (other === undefined && OPTIONAL[kind].includes(key)) continue;
        if ((key === 'mentions' || key === 'fields') && Array.isArray(other) && other.length === 0) continue;
        expect(takes(kind, { ...full, [key]: other }), `${key} = ${JSON.stringify(other)}`).toBe(false);
      }
    }
    for (const other of ALIEN) expect(takes(kind, other)).toBe(false);
  });

  it('REC-51 refuses ids, words of a list, days and fingerprints that are none', () => {
    const typed = new Set(TEXTS.filter(([of]) => of === kind).map(([, path]) => path));
    for (const [key, value] of Object.entries(full)) {
      if (typeof value !== 'string' || typed.has(key) || ['root', 'key', 'field', 'old', 'new'].includes(key)) continue;
      for (const other of [
        '',
        ' ',
        'no such value',
        `${value} `,
        `${value}x`,
        value.toUpperCase() + value,
        `\0${value}`,
      ])
        expect(takes(kind, { ...full, [key]: other }), `${key} = ${other}`).toBe(false);
    }
  });

  it('REC-52 refuses keys that it does not know, at every depth', () => {
    const objects = [...objectsIn(full, (value) => value as Json)];
    for (const [object, put] of objects) {
      const isOpen =
        Object.values(full).length > 0 &&
        ('step' in object || 'links' in object || object === CHANGE.mutations[1]?.arguments['fields']);
      for (const key of ['more', 'Name', '__proto__', 'constructor', '']) {
        if (isOpen && key !== '__proto__' && key !== '') continue;
        const grown = put(JSON.parse(JSON.stringify({ ...object, '~': 1 }).replace('"~"', JSON.stringify(key))));
        expect(takes(kind, grown), `${key} in ${JSON.stringify(object)}`).toBe(false);
      }
    }
    expect(({} as Json)['more']).toBeUndefined();
  });

  it('REC-54 what comes out of it has a hash, and comes out of it again unchanged', () => {
    const payload: fc.Arbitrary<Json> = fc.record(
      Object.fromEntries(
        Object.entries(full).map(([key, value]) => [
          key,
          fc.oneof(
            { weight: 6, arbitrary: fc.constant(value) },
            { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text + '\uD83D') },
            { weight: 1, arbitrary: fc.anything() },
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(payload, (given) => {
        const read = ENTRY_SCHEMAS[kind].safeParse(given);
        if (!read.success) return;
        const text = JSON.stringify(read.data);
        expect(text.isWellFormed() && !text.includes(String.raw`\ud8`) && !text.includes(String.raw`\u0000`)).toBe(
          true,
        );
        expect(ENTRY_SCHEMAS[kind].parse(JSON.parse(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 60 },
    );
  });
});

describe('texts', () => {
  it.each(TEXTS)('REC-53 %s %s: at most %d, %s', (kind, path, limit, empty) => {
    const at = (text: string) => takes(kind, withValue(FULL[kind], path, text));
    expect(stored(kind, path, 'x'.repeat(limit))).toHaveLength(limit);
    expect(stored(kind, path, ` \n${'x'.repeat(limit)}\t `)).toHaveLength(limit);
    expect(at('x'.repeat(limit + 1))).toBe(false);
    for (const nothing of ['', ' ', '\0', ' \n\0\t'])
      expect(at(nothing), JSON.stringify(nothing)).toBe(empty === 'may be empty');
  });

  it.each(TEXTS)('REC-54 %s %s loses NUL, and lone surrogates become U+FFFD', (kind, path) => {
    expect(stored(kind, path, ' a\0b\uD800c\uDC00 🙂 ')).toBe('ab\uFFFDc\uFFFD 🙂');
  });

  const HOSTILE = [
    '<svg onload=alert(1)>',
    '=HYPERLINK("http://x","y")',
    '[x](javascript:alert(1))',
    '![](http://169.254.169.254/)',
    ']]>',
    '\u202Eabc\u2066',
    '__proto__',
    "'; DROP TABLE entry; --",
    'e\u0301 é',
    'line\r\nline\u2028line',
  ];
  it.each(TEXTS)('REC-55 %s %s keeps hostile text as it was typed', (kind, path) => {
    for (const text of HOSTILE) expect(stored(kind, path, text)).toBe(text);
  });

  it('REC-55 the audit trail keeps blanks at the ends of what stood in the document', () => {
    expect(stored('change', 'old', ' a\n ')).toBe(' a\n ');
    expect(stored('change', 'new', '')).toBe('');
    expect(takes('change', { ...FULL.change, new: 'x'.repeat(300_000) })).toBe(true);
    expect(takes('change', { ...FULL.change, new: 'x'.repeat(300_001) })).toBe(false);
  });
});

/** What is right or wrong beyond types: title, kind, changes of the full payload, whether it is taken. */
const CASES: readonly (readonly [string, EntryKind, Json, boolean])[] = [
  ['no such rule', 'accept', { rule: 'M99', key: 'M99 step/x' }, false],
  ['a rule in lower case', 'accept', { rule: 'm08' }, false],
  ['a key of another rule', 'accept', { rule: 'M07' }, false],
  ['a key that only begins like the rule', 'accept', { key: 'M080 step/x' }, false],
  ['the key of a finding about the board', 'accept', { rule: 'G06', key: 'G06' }, true],
  ['a key with a line break', 'accept', { key: 'M08 step/x\n' }, false],
  ['a key of any length', 'accept', { key: `M08 ${'x'.repeat(1500)}` }, false],
  ['a fingerprint in upper case', 'stance', { fingerprint: HASH.toUpperCase() }, false],
  ['the 30th of February', 'thread', { due: '2026-02-30' }, false],
  ['a day with a time', 'thread', { due: '2026-12-01T00:00:00Z' }, false],
  ['a thread to nobody', 'thread', { to: {} }, false],
  ['a thread to a function', 'thread', { to: { function: 'IT' } }, true],
  ['a thread to OTHER, which answers for nothing', 'thread', { to: { function: 'OTHER' } }, false],
  ['mention of nobody', 'comment', { mentions: [{}] }, false],
  ['thirty mentions', 'comment', { mentions: times(30, ADDRESSEE) }, true],
  ['thirty-one mentions', 'comment', { mentions: times(31, ADDRESSEE) }, false],
  ['an anchor in an area', 'thread', { anchor: { subject: 'area/area.validation', label: '' } }, true],
  [
    'an anchor in a row with text',
    'thread',
    { anchor: { subject: `row/citation/${A}|21 CFR 211.188`, label: '' } },
    true,
  ],
  ['an anchor without a kind', 'thread', { anchor: { subject: A, label: '' } }, false],
  ['an anchor of markup', 'thread', { anchor: { subject: 'step/<b>', label: '' } }, false],
  ['an anchor with a control character', 'thread', { anchor: { subject: 'row/citation/a\u0007', label: '' } }, false],
  ['an end of target and due date', 'thread.edit', { to: null, due: null }, true],
  ['a role that is no role', 'member', { role: 'owner' }, false],
  ['an end of membership', 'member', { role: null }, true],
  ['a change before its beginning', 'change', { from: 5, to: 4 }, false],
  ['a change in a part of an update', 'change', { from: 1.5 }, false],
  ['a change of no root', 'change', { root: '' }, false],
  ['items before their beginning', 'change', { item: { client: 7, from: 3, to: 2 } }, false],
  ['a text cut by less than nothing', 'change', { cut: { before: -1, after: 0 } }, false],
  ['a note on items before their beginning', 'edit', { from: 5 }, false],
  ['a note on a clock below zero', 'edit', { from: -1 }, false],
  ['a note on a client that is no number', 'edit', { client: '7' }, false],
  ['a note that says how it came about in a word of its own', 'edit', { by: 'edit' }, false],
  ['an infinite value', 'change', { old: Number.POSITIVE_INFINITY }, false],
  ['a decision that is no record', 'thread.resolve', { decision: 'D1' }, false],
];

const proposing = (args: unknown, name: unknown = 'setField'): Json => ({
  ...FULL.comment,
  change: { summary: 'x', mutations: [{ name, arguments: args }] },
});
let deep: unknown = 1;
for (let depth = 0; depth < 10_000; depth += 1) deep = { a: deep };

const PROPOSALS: readonly (readonly [string, unknown, boolean])[] = [
  ['no argument', {}, true],
  ['text with blanks', { value: ' a ' }, true],
  ['lists and fields', { fields: { a: ['x', 1, null], b: false } }, true],
  ['three levels', { a: { b: { c: 1 } } }, false],
  ['lists of lists', { a: [[1]] }, false],
  ['ten thousand levels', deep, false],
  ['a key that is no name', { 'a b': 1 }, false],
  ['an empty key', { '': 1 }, false],
  ['__proto__', JSON.parse('{"__proto__":{"polluted":1}}'), false],
  ['__proto__ one level down', { a: JSON.parse('{"__proto__":1}') }, false],
  ['NaN', { a: Number.NaN }, false],
  ['a function', { a: () => 1 }, false],
  ['a long text', { a: 'x'.repeat(10_001) }, false],
  ['many long texts', { a: 'x'.repeat(9_000), b: 'x'.repeat(9_000), c: 'x'.repeat(9_000) }, false],
  ['a long list', { a: times(101, 1) }, false],
  ['no object', 'x', false],
];

describe('meaning', () => {
  it.each(CASES)('REC-51 %s (%s)', (_, kind, changes, taken) => {
    expect(takes(kind, { ...FULL[kind], ...changes })).toBe(taken);
  });

  it('REC-51 an edit of a thread that changes nothing is refused', () => {
    expect(takes('thread.edit', { thread: A })).toBe(false);
  });

  it('REC-111 a note on an own edit names its items and says at least one of how, why and when', () => {
    expect(takes('edit', { client: 7, from: 3, to: 3 })).toBe(false);
    for (const said of [{ by: 'redo' }, { reason: 'Agreed in the meeting' }, { claimedAt: '2026-11-25T08:00:00Z' }])
      expect(takes('edit', { client: 7, from: 3, to: 3, ...said })).toBe(true);
  });

  it.each(PROPOSALS)('REC-56 a proposed change with %s', (_, args, taken) => {
    expect(takes('comment', proposing(args))).toBe(taken);
  });

  it('REC-56 a proposed change has one to ten named mutations; their texts are cleaned, not trimmed', () => {
    const read = ENTRY_SCHEMAS.comment.parse(proposing({ a: ' \uD800\0 ', b: { c: ['\0'] } }));
    expect(read.change?.mutations[0]?.arguments).toEqual({ a: ' \uFFFD ', b: { c: [''] } });
    for (const name of ['', 'set field', '__proto__', '1a', 'x'.repeat(61), 7])
      expect(takes('comment', proposing({}, name))).toBe(false);
    for (const count of [0, 1, 10, 11]) {
      const change = { summary: 'x', mutations: times(count, CHANGE.mutations[0]) };
      expect(takes('comment', { ...FULL.comment, change })).toBe(count >= 1 && count <= 10);
    }
  });

  it('REC-57 the audit trail is no command, and only listed kinds are kinds', () => {
    expect([...COMMAND_KINDS, 'access', 'change'].sort()).toEqual([...ENTRY_KINDS].sort());
    for (const kind of ENTRY_KINDS) expect(isEntryKind(kind)).toBe(true);
    for (const kind of ['', 'Comment', 'toString', '__proto__', 'constructor', 'ballot'])
      expect(isEntryKind(kind)).toBe(false);
  });
});
