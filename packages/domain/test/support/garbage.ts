/** Documents that no mutation of ours would write: anything Yjs can carry, under any root and key. */
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { ENTITY_FIELDS, ENTITY_KINDS, MAP_ROOTS, ROW_KINDS, SCHEMA_VERSION } from '../../src/index.ts';

const ULIDS = Array.from({ length: 5 }, (_, index) => `01J0000000000000000000000${index}`);
export const ULID = ULIDS[0]!;

const FIELD_NAMES = [...new Set(ENTITY_KINDS.flatMap((kind) => Object.keys(ENTITY_FIELDS[kind])))];
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '*',
  '-',
  'A',
  'QUA',
  'collect',
  'area.validation',
  'schema',
  'deletedAt',
  'mergedInto',
  '\u0000',
  '\uD800',
  '\u202E',
  'a|b',
  ...FIELD_NAMES,
];

const word = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(...ULIDS),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const key = fc.oneof(
  word,
  fc.array(word, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('|')),
);

/** What Yjs can hold as a value; BigInt within 64 bits, since more does not fit its encoding. */
const scalar = fc.oneof(
  word,
  fc.integer(),
  fc.constantFrom(0, 1, 2, -1, Number.MAX_VALUE, Number.NaN, Number.POSITIVE_INFINITY, -0, SCHEMA_VERSION + 1),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.uint8Array({ maxLength: 5 }),
  fc.constantFrom('2026-11-22', '2026-02-30', 'a0', 'a0V', 'zzz', 'MES', 'live', ...ULIDS),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom('__proto__', 'toString', 'a', 'b'), scalar, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  },
);

type Content =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, unknown])[] }
  | { readonly kind: 'list' | 'text' | 'xml' | 'document'; readonly value: unknown };

const content: fc.Arbitrary<Content> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('value' as const), value }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('map' as const),
      entries: fc.array(fc.tuple(key, value), { maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('list' as const, 'text' as const, 'xml' as const, 'document' as const),
      value,
    }),
  },
);

export interface Mess {
  readonly root: string;
  readonly shape: 'map' | 'list' | 'text' | 'xml';
  readonly key: string;
  readonly content: Content;
}

const root = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...MAP_ROOTS) },
  { weight: 4, arbitrary: fc.constantFrom(...ENTITY_KINDS, ...ROW_KINDS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`text:${ULID}:note`, 'text:process:inScope', 'text:x:y', 'somethingNew', '__proto__'),
  },
);

export const mess: fc.Arbitrary<readonly Mess[]> = fc.array(
  fc.record({
    root,
    shape: fc.oneof(
      { weight: 8, arbitrary: fc.constant('map' as const) },
      { weight: 1, arbitrary: fc.constantFrom('list' as const, 'text' as const, 'xml' as const) },
    ),
    key,
    content,
  }),
  { maxLength: 25 },
);

/** Lists take no bigint and no undefined. */
const listed = (one: unknown): string => (typeof one === 'bigint' || one === undefined ? 'odd' : (one as string));

function build(one: Content): unknown {
  switch (one.kind) {
    case 'value':
      return one.value;
    case 'map':
      return new Y.Map(one.entries);
    case 'list':
      return Y.Array.from([listed(one.value)]);
    case 'text':
      return new Y.Text(typeof one.value === 'string' ? one.value : 'text');
    case 'xml':
      return new Y.XmlElement('paragraph');
    case 'document':
      return new Y.Doc();
  }
}

const SHAPES = {
  map: (doc: Y.Doc, name: string): unknown => doc.getMap(name),
  list: (doc: Y.Doc, name: string): unknown => doc.getArray(name),
  text: (doc: Y.Doc, name: string): unknown => doc.getText(name),
  xml: (doc: Y.Doc, name: string): unknown => doc.getXmlFragment(name),
};

/** Puts the mess into a document, as far as Yjs lets it. A root keeps the type it was first given. */
export function pour(doc: Y.Doc, all: readonly Mess[]): void {
  for (const one of all) {
    const existing = doc.share.get(one.root);
    const untyped = existing === undefined || existing.constructor === Y.AbstractType;
    const target = untyped ? SHAPES[one.shape](doc, one.root) : existing;
    doc.transact(() => {
      if (target instanceof Y.Map) target.set(one.key, build(one.content));
      else if (target instanceof Y.Array) target.insert(0, [listed(build(one.content))]);
      else if (target instanceof Y.XmlFragment)
        target.insert(0, [new Y.XmlElement(one.content.kind), new Y.XmlText('words')]);
      else if (target instanceof Y.Text) target.insert(0, 'words');
    });
  }
}
