/**
 * Reads an exported board. What its values mean is said by the readers of the document: the board is put into a fresh
 * document and read like any other, and what they cannot understand is a fault here, since an exchange format is strict.
 * Every fault is told, with its path and line; nothing is repaired.
 */
import * as Y from 'yjs';
import type { AnalysisInput } from '../findings/input.ts';
import { perform, type Write } from '../mutate/perform.ts';
import type { Irregular, Snapshot } from '../read/snapshot.ts';
import { readSnapshot } from '../read/source.ts';
import {
  ENTITY_KINDS,
  LONG_TEXTS,
  SINGLE_KINDS,
  type EntityKind,
  type FieldSpec,
  type SingleKind,
} from '../schema/fields.ts';
import { entityFields, fieldSpec, singleFields, type Scalar } from '../schema/field-value.ts';
import { parseRowKey, partSpecs, rowKey } from '../schema/key.ts';
import { KEY_SEPARATOR, ROW_KINDS, ROW_SPECS, type PartSpec, type Parts, type RowKind } from '../schema/rows.ts';
import { META_ROOT, SCHEMA_VERSION, TEXT_ROOT_PATTERN } from '../schema/roots.ts';
import { BOARD_FORMAT, BOARD_VERSION } from './board-json.ts';
import { boardOfDraft, isDraft } from './draft.ts';
import { linesOf, pathText, syntaxFault, type JsonPath } from './json-place.ts';
import { readInput } from './read-input.ts';
import { isObject, listed, Reading, shown, type JsonObject } from './reading.ts';

export interface BoardFault {
  /** Where in the value, e.g. `$.entities.step[3].driver`. */
  readonly path: string;
  /** 1-based line of the text. */
  readonly line: number;
  readonly message: string;
}

export type ReadBoard =
  | { readonly ok: true; readonly snapshot: Snapshot; readonly input: AnalysisInput }
  | { readonly ok: false; readonly faults: readonly BoardFault[] };

const MEMBERS = ['format', 'version', 'board', 'process', 'entities', 'rows', 'texts', 'input'];
/** Members of a record that are no fields. */
const STANDING = ['id', 'label', 'deleted', 'mergedInto'] as const;

/** Text that a value of a field or part may be: what a message says of it. */
function allowed(spec: FieldSpec | PartSpec): string {
  switch (spec.type) {
    case 'enum':
      return `one of ${listed([...spec.values, ...('wildcard' in spec && spec.wildcard !== undefined ? [spec.wildcard] : [])])}`;
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'date':
      return 'a date of the form YYYY-MM-DD';
    case 'order':
      return 'an order key';
    case 'text':
      return 'a text';
    case 'reference':
      return `the id of a ${spec.to}, a ULID`;
    case 'id':
      return `the id of a ${spec.kinds.join(' or ')}, a ULID${spec.wildcard === undefined ? '' : `, or ${spec.wildcard}`}`;
    case 'subject':
      return `the id of a ${spec.kinds.join(' or ')}, a ULID, or one of ${listed(spec.values)}`;
  }
}

/** Puts an exported board into writes of a document, and remembers where each of them stood. */
class BoardReading extends Reading {
  readonly writes: Write[] = [{ kind: 'key', root: META_ROOT, key: 'schema', value: SCHEMA_VERSION }];
  /** By root and key as the readers list them. */
  readonly #places = new Map<string, JsonPath>();

  /** A field's value where it can stand in a document at all; null and '' are a field that nobody filled in. */
  #field(
    specs: Readonly<Record<string, FieldSpec>>,
    name: string,
    value: unknown,
    path: JsonPath,
    what: string,
  ): Scalar | null {
    const spec = fieldSpec(specs, name);
    if (spec === undefined) this.fault(path, `is not a field of ${what}, which has ${listed(Object.keys(specs))}`);
    else if (typeof value === 'object' && value !== null) this.fault(path, `${shown(value)} is not ${allowed(spec)}`);
    else if (value !== null && value !== '') return value as Scalar;
    return null;
  }

  single(kind: SingleKind, value: unknown): void {
    for (const [name, item] of Object.entries(this.object(value, [kind]))) {
      const path = [kind, name];
      const scalar = this.#field(singleFields(kind), name, item, path, `the ${kind}`);
      if (scalar === null) continue;
      this.#places.set(`${kind}/${name}`, path);
      this.writes.push({ kind: 'key', root: kind, key: name, value: scalar });
    }
  }

  entities(value: unknown): void {
    const byKind = this.object(value, ['entities']);
    this.only(byKind, ['entities'], ENTITY_KINDS, 'the kinds of record');
    for (const kind of ENTITY_KINDS) {
      const items = this.list(byKind[kind], ['entities', kind]);
      const ids = new Set(items.flatMap(([item]) => (isObject(item) ? [item['id']] : [])));
      const seen = new Map<string, JsonPath>();
      for (const [item, path] of items) this.#entity(kind, item, path, ids, seen);
    }
  }

  #entity(
    kind: EntityKind,
    item: unknown,
    path: JsonPath,
    ids: ReadonlySet<unknown>,
    seen: Map<string, JsonPath>,
  ): void {
    if (!isObject(item)) {
      this.fault(path, `${shown(item)} is not an object`);
      return;
    }
    const id = this.id(item['id'], [...path, 'id']);
    const first = seen.get(id);
    if (first !== undefined)
      this.fault([...path, 'id'], `stands there twice; it is the id of ${pathText(first)} already`);
    if (item['label'] !== undefined) this.text(item['label'], [...path, 'label']);
    const fields: Record<string, Scalar> = {};
    const { deleted, mergedInto } = item;
    if (deleted !== undefined && this.oneOf(deleted, [...path, 'deleted'], [true, false])) fields['deletedAt'] = 0;
    if (mergedInto !== undefined) {
      fields['mergedInto'] = this.id(mergedInto, [...path, 'mergedInto']);
      if (!ids.has(mergedInto))
        this.fault([...path, 'mergedInto'], `${shown(mergedInto)} is not the id of a ${kind} in this file`);
    }
    for (const [name, value] of Object.entries(item)) {
      if ((STANDING as readonly string[]).includes(name)) continue;
      const scalar = this.#field(entityFields(kind), name, value, [...path, name], `a ${kind}`);
      if (scalar === null) continue;
      fields[name] = scalar;
      this.#places.set(`${kind}/${id}:${name}`, [...path, name]);
    }
    if (id === '' || first !== undefined) return;
    seen.set(id, path);
    this.writes.push({ kind: 'create', entity: kind, id, fields });
  }

  rows(value: unknown): void {
    const byKind = this.object(value, ['rows']);
    this.only(byKind, ['rows'], ROW_KINDS, 'the kinds of row');
    for (const kind of ROW_KINDS) {
      const seen = new Map<string, JsonPath>();
      for (const [item, path] of this.list(byKind[kind], ['rows', kind])) {
        const row = this.object(item, path);
        this.only(row, path, ['key', 'parts', 'text'], `a row of ${kind}`);
        const key = this.#rowKey(kind, row, path);
        if (key === null) continue;
        const first = seen.get(key);
        if (first !== undefined) this.fault(path, `stands there twice; ${pathText(first)} says the same`);
        seen.set(key, path);
        this.writes.push({ kind: 'key', root: kind, key, value: this.#rowValue(kind, row, path) });
      }
    }
  }

  #rowValue(kind: RowKind, row: JsonObject, path: JsonPath): Scalar {
    const { text } = row;
    if (ROW_SPECS[kind].value === 'text') return text === undefined ? '' : this.text(text, [...path, 'text']);
    if (text !== undefined) this.fault([...path, 'text'], `is not part of a row of ${kind}, which has key or parts`);
    return 1;
  }

  /** The key of a row, given whole or by its parts; null where it can be neither. */
  #rowKey(kind: RowKind, row: JsonObject, path: JsonPath): string | null {
    const specs = partSpecs(kind);
    const names = specs.map((spec) => spec.name);
    if ((row['key'] === undefined) === (row['parts'] === undefined)) {
      this.fault(path, `has either key (${names.join(KEY_SEPARATOR)}) or parts (${listed(names)})`);
      return null;
    }
    if (row['key'] !== undefined) {
      const key = this.text(row['key'], [...path, 'key']);
      return key === '' ? null : this.#conforming(kind, key, () => [...path, 'key']);
    }
    const parts = this.object(row['parts'], [...path, 'parts']);
    const before = this.faults.length;
    this.only(parts, [...path, 'parts'], names, `a row of ${kind}`);
    for (const [at, spec] of specs.entries()) {
      const place = [...path, 'parts', spec.name];
      const part = this.text(parts[spec.name], place);
      if (at < specs.length - 1 && part.includes(KEY_SEPARATOR))
        this.fault(place, `${shown(part)} holds a ${KEY_SEPARATOR}; it is ${allowed(spec)}`);
    }
    if (this.faults.length > before) return null;
    return this.#conforming(kind, rowKey(kind, parts as unknown as Parts<RowKind>), (part) => [
      ...path,
      'parts',
      ...(part === undefined ? [] : [part]),
    ]);
  }

  /** The key if the document's own reader takes it. */
  #conforming(kind: RowKind, key: string, place: (part: string | undefined) => JsonPath): string | null {
    const parsed = parseRowKey(kind, key);
    if (parsed.kind === 'conforming') return key;
    const spec = partSpecs(kind).find(({ name }) => parsed.reason.includes(`"${name}"`));
    this.fault(
      place(spec?.name),
      `${shown(key)}: ${parsed.reason}${spec === undefined ? '' : `; it is ${allowed(spec)}`}`,
    );
    return null;
  }

  texts(value: unknown): void {
    for (const [key, text] of Object.entries(this.object(value, ['texts']))) {
      const path = ['texts', key];
      const root = `text:${key}`;
      if (!TEXT_ROOT_PATTERN.test(root)) {
        const fields = [...new Set(Object.values(LONG_TEXTS).flat())];
        this.fault(
          path,
          `is not a long text; it is process or the id of a record, a colon and one of ${listed(fields)}`,
        );
        continue;
      }
      this.writes.push({ kind: 'text', root, text: this.text(text, path) });
    }
  }

  /** A value that the readers of the document listed as irregular. */
  irregular({ root, key, reason, value }: Irregular): void {
    const path = this.#places.get(`${root}/${key}`) ?? [];
    const specs = (SINGLE_KINDS as readonly string[]).includes(root)
      ? singleFields(root as SingleKind)
      : entityFields(root as EntityKind);
    const spec = fieldSpec(specs, String(path.at(-1) ?? ''));
    this.fault(path, spec === undefined ? `${shown(value)}: ${reason}` : `${shown(value)} is not ${allowed(spec)}`);
  }
}

/** Where the board stands in the value, and what it is; null and a fault when it is none. */
function boardIn(value: unknown, reading: Reading): { readonly board: unknown; readonly base: JsonPath } | null {
  if (!isObject(value)) {
    reading.fault([], `${shown(value)} is not a board; a board is an object with format ${BOARD_FORMAT}`);
    return null;
  }
  if (isDraft(value)) return { board: boardOfDraft(value), base: ['content'] };
  const { payload, format, version } = value;
  if (isObject(payload) && String(payload['format']).startsWith('chartroom.charter')) {
    reading.fault(
      [],
      'is a charter, which says what was agreed and not all of the board; give the exported board instead, which chartroom export <board> writes',
    );
    return null;
  }
  if (format !== BOARD_FORMAT) {
    const what = format === undefined ? 'is missing' : `${shown(format)} is not the format of a board`;
    reading.fault(['format'], `${what}; it is "${BOARD_FORMAT}"`);
    return null;
  }
  if (version !== BOARD_VERSION) {
    const later = typeof version === 'number' && version > BOARD_VERSION;
    reading.fault(
      ['version'],
      `${version === undefined ? 'is missing' : `${shown(version)} is not a version that this program reads`}; it is ${BOARD_VERSION}${later ? '. A later version of the product wrote the file: update this one' : ''}`,
    );
    return null;
  }
  return { board: value, base: [] };
}

function faultsOf(reading: Reading, text: string, base: JsonPath): ReadBoard {
  const faults = reading.faults.map(({ path, message }) => ({ path: [...base, ...path], message }));
  const lines = linesOf(
    text,
    faults.map(({ path }) => path),
  );
  const placed = faults.map(({ path, message }, at) => ({ path: pathText(path), line: lines[at]!, message }));
  return { ok: false, faults: placed.sort((a, b) => a.line - b.line) };
}

/** Reads a board from the JSON text of its exported form, or of a draft; on any fault all faults, in line order. */
export function readBoardJson(text: string): ReadBoard {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const { line, message } = syntaxFault(json) ?? { line: 1, message: String(error) };
    return { ok: false, faults: [{ path: '$', line, message: `is not JSON: ${message}` }] };
  }
  const reading = new BoardReading();
  const found = boardIn(value, reading);
  if (found === null) return faultsOf(reading, json, []);
  const board = reading.object(found.board ?? null, []);
  reading.only(board, [], MEMBERS, 'an exported board');
  for (const kind of SINGLE_KINDS) reading.single(kind, board[kind]);
  reading.entities(board['entities']);
  reading.rows(board['rows']);
  reading.texts(board['texts']);
  const input = readInput(reading, board['input'], ['input']);
  const doc = new Y.Doc();
  perform(doc, 'readBoard', reading.writes);
  const snapshot = readSnapshot(doc);
  doc.destroy();
  for (const one of snapshot.irregular) reading.irregular(one);
  return reading.faults.length > 0 ? faultsOf(reading, json, found.base) : { ok: true, snapshot, input };
}
