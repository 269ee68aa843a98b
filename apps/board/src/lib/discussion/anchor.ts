/**
 * Where a thread stands: what the record and field are called, what the field says now, and what became of the record.
 * Reads the board reactively.
 */
import {
  entityFields,
  fieldSpec,
  LONG_TEXTS,
  RESPONSIBILITIES,
  ROLE_USES,
  DATA_USES,
  SCOPES,
  singleFields,
  type Entity,
  type EntityKind,
  type FieldSpec,
  type RoleUse,
} from '@chartroom/domain';
import { nameOf } from '#lib/findings/naming.ts';
import { fieldLabel, fieldOptions, format, kindName, longTextLabel, m, term } from '#lib/messages/index.ts';
import { parseRecord } from '#lib/shell/address.ts';
import { HOME_VIEW, sentence } from '#lib/record/titles.ts';
import type { Target } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { visible } from './markdown/control.ts';

export interface Anchor {
  readonly subject: string;
  readonly field: string | null;
}

/** Stands for the board as a whole. */
export const WHOLE_BOARD = 'process/title';

/** `live` also for an area and everything else that cannot leave the board. */
export type AnchorState = 'live' | 'deleted' | 'merged' | 'missing';

export interface AnchorName {
  /** "Step 3", "D4", "MES"; as short as it can be said. */
  readonly short: string;
  /** "Step 3, Hold and raise out-of-limit exception". */
  readonly full: string;
  readonly state: AnchorState;
  /** What it was merged into. */
  readonly into: string | null;
}

/** Null for a record that the board does not hold. */
export function anchorName(board: Pick<BoardStore, 'entity'>, subject: string): AnchorName | null {
  if (subject === WHOLE_BOARD) return whole(m.discussion.board);
  const ref = parseRecord(subject);
  const { label, title } = nameOf(board, subject);
  if (ref === null) return whole(sentence(label || title));
  const entity = board.entity(ref.kind, ref.id) as Entity | undefined;
  if (entity === undefined) return null;
  const short = sentence(label || title);
  const full = label !== '' && title !== '' ? `${short}, ${title}` : short;
  const into = entity.mergedInto === undefined ? null : `${ref.kind}/${entity.mergedInto}`;
  return { short, full, state: entity.state, into };
}
const whole = (name: string): AnchorName => ({ short: name, full: name, state: 'live', into: null });

/** What the record of a thread is called: as it is now, and as it was once it is not on the board any more. */
export function calledAt(name: AnchorName | null, label: string): Pick<AnchorName, 'short' | 'full'> {
  if (name !== null && name.state !== 'deleted') return name;
  const then = visible(label);
  return { short: then, full: then };
}

/** The field in words: "System of record", "Accountable", "Criticality". */
export function fieldName(subject: string, field: string | null): string {
  if (field === null || field === '') return '';
  const kind = subject.slice(0, subject.indexOf('/'));
  const [root = '', part = '', ...rest] = field.split('.');
  const of = (list: readonly string[]): boolean => list.includes(part);
  const data = rest.length > 0 ? ` ${rest.join('.')}` : '';
  if (root === 'role' && of(ROLE_USES)) return term('roleUse', part) + data;
  if (root === 'roleAsIs' && of(ROLE_USES))
    return m.map.states.sideOf(term('roleUse', part), m.map.states.side.today) + data;
  if (root === 'resp') return of(RESPONSIBILITIES) ? sentence(term('responsibility', part)) : m.panel.ownership;
  if (root === 'data' && of(DATA_USES)) return part === 'use' ? m.panel.dataIn : m.panel.dataOut(term('dataUse', part));
  if (root === 'scope') return of(SCOPES) ? term('scope', part) : m.panel.scopeTitle;
  if (root === 'note' || root === 'inScope' || root === 'outOfScope') return longTextLabel(root);
  const known = ROW_FIELDS[root];
  if (known !== undefined) return known;
  return specOf(kind, field) === undefined ? field : fieldLabel(kind as EntityKind, field as never);
}

const ROW_FIELDS: Readonly<Record<string, string>> = {
  flow: m.panel.flow,
  feed: m.panel.feedsTitle,
  approver: m.panel.approversTitle,
  citation: m.panel.citations,
  ifData: m.panel.carries,
  part: m.panel.partsTitle,
  alias: m.panel.aliases,
  link: m.panel.links,
  logicData: m.panel.data,
  findings: m.findings.section.title,
  discussion: '',
};

const isSingle = (kind: string): kind is 'board' | 'process' => kind === 'board' || kind === 'process';
function specOf(kind: string, field: string): FieldSpec | undefined {
  const ref = parseRecord(`${kind}/x`);
  return ref !== null
    ? fieldSpec(entityFields(ref.kind), field)
    : isSingle(kind)
      ? fieldSpec(singleFields(kind), field)
      : undefined;
}

/** "Step 3, system of record": where a thread stands, in one line. */
export function placeWords(name: string, field: string): string {
  return field === '' ? name : m.discussion.place(name, inSentence(field));
}
/** What begins a line, inside one; "MES" stays as it is. */
const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);

type Reader = Pick<BoardStore, 'entity' | 'rows' | 'single' | 'relations' | 'snapshot'>;

/** What the field says now, as it is shown; "empty" where it says nothing, null where the anchor is no field. */
export function quoteOf(board: Reader, { subject, field }: Anchor): string | null {
  if (field === null || field === 'findings' || field === 'discussion') return null;
  const kind = subject.slice(0, subject.indexOf('/'));
  const id = subject.slice(kind.length + 1);
  const words = rowWords(board, kind, id, field) ?? scalarWords(board, kind, id, field);
  if (words === null) return null;
  return words === '' ? m.discussion.empty : words.slice(0, 500);
}

const labelOf = (board: Reader, kind: EntityKind, id: string): string =>
  (board.entity(kind, id) as Entity | undefined)?.label ?? m.common.unnamed;
/** In one order, so that the same systems read the same, whoever named them first. */
const list = (words: readonly string[]): string => [...new Set(words)].toSorted(format.compare).join(', ');

/** Null where the field is none of rows. */
function rowWords(board: Reader, kind: string, id: string, field: string): string | null {
  const [root = '', part = '', ...rest] = field.split('.');
  const system = (of: string): string => labelOf(board, 'system', of);
  const data = (of: string): string => labelOf(board, 'dataObject', of);
  switch (root) {
    case 'role':
    case 'roleAsIs': {
      if (kind !== 'step') return null;
      const asked = rest.join('.');
      return list(
        board
          .rows(root)
          .filter(({ parts }) => parts.step === id && parts.use === (part as RoleUse))
          .filter(({ parts }) => asked === '' || parts.data === '*' || data(parts.data) === asked)
          .map(({ parts }) => system(parts.system)),
      );
    }
    case 'resp':
      return list(
        board.relations
          .holders(id)
          .filter((holder) => part === '' || holder.code === part || (part === 'others' && holder.code !== 'A'))
          .map((holder) => holder.person?.name ?? term('function', holder.function)),
      );
    case 'data':
      return list(
        board
          .rows('stepData')
          .filter(({ parts }) => parts.step === id && parts.use === part)
          .map(({ parts }) => data(parts.data)),
      );
    case 'flow':
      return list(
        board
          .rows('flow')
          .filter(({ parts }) => parts.from === id)
          .map(({ parts }) => labelOf(board, 'step', parts.to)),
      );
    case 'feed':
      return list(
        board
          .rows('feed')
          .filter(({ parts }) => parts.output === id)
          .map(({ parts }) => `${system(parts.system)}: ${data(parts.data)}`),
      );
    case 'approver':
      return list(
        board
          .rows('approver')
          .filter(({ parts }) => parts.output === id)
          .map(({ parts }) => board.entity('person', parts.person)?.name ?? term('function', parts.function)),
      );
    case 'citation':
      return list(
        board
          .rows('citation')
          .filter(({ parts }) => parts.output === id)
          .map(({ parts }) => parts.text),
      );
    case 'ifData':
      return list(
        board
          .rows('ifData')
          .filter(({ parts }) => parts.interface === id)
          .map(({ parts }) => data(parts.data)),
      );
    case 'scope':
      return list(
        board.relations
          .scopes(id)
          .filter((one) => part === '' || one === part)
          .map((one) => term('scope', one)),
      );
    case 'alias':
      return list(
        board
          .rows('alias')
          .filter(({ parts }) => parts.system === id)
          .map(({ parts }) => parts.name),
      );
    case 'note':
    case 'inScope':
    case 'outOfScope':
      return Object.hasOwn(LONG_TEXTS, kind)
        ? (board.snapshot.texts[`${kind === 'process' ? 'process' : id}:${root}`] ?? '')
        : null;
    default:
      return null;
  }
}

function scalarWords(board: Reader, kind: string, id: string, field: string): string | null {
  const spec = specOf(kind, field);
  if (spec === undefined) return null;
  const fields = (isSingle(kind) ? board.single(kind) : board.entity(kind as EntityKind, id)) as
    Readonly<Record<string, unknown>> | undefined;
  return valueWords(board, kind as EntityKind, field, spec, fields?.[field]);
}

/** A value of a field as it is shown; '' for none. */
export function valueWords(
  board: Pick<BoardStore, 'entity'>,
  kind: EntityKind,
  field: string,
  spec: FieldSpec,
  value: unknown,
): string {
  if (value === undefined || value === null || value === '') return '';
  switch (spec.type) {
    case 'enum':
      return fieldOptions(kind, field as never).find((option) => option.value === value)?.label ?? String(value);
    case 'boolean':
      return value === true ? m.common.yes : m.common.no;
    case 'date':
      return format.date(String(value));
    case 'reference':
      return nameOf(board, `${spec.to}/${String(value)}`).label || nameOf(board, `${spec.to}/${String(value)}`).title;
    default:
      return String(value);
  }
}

/** Where the record of an anchor is shown. */
export function targetOf({ subject, field }: Anchor): Target {
  const ref = parseRecord(subject);
  if (ref !== null) return { view: HOME_VIEW[ref.kind], record: subject, field, state: 'to-be' };
  const kind = subject.slice(0, subject.indexOf('/'));
  const view = kind === 'area' ? 'owners' : kind === 'scoping' ? 'findings' : 'process';
  return { view, record: null, state: 'to-be' };
}

/** The kind of a record that is gone, in words. */
export const kindWords = (subject: string): string => {
  const ref = parseRecord(subject);
  return ref === null ? m.discussion.record : kindName(ref.kind);
};
