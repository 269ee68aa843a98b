/**
 * The one statement of where a reason is asked for (DOMAIN section 7, "Why": to delete or alter a regulated item, a system
 * of record, who is accountable, an output), the same for the board and the server. Filling in what was empty, creating
 * and putting in order ask nothing. Every field and every row kind has its line here. Pure.
 */
import type { ENTITY_FIELDS, EntityKind } from '../schema/fields.ts';
import { parseRowKey, rowKey } from '../schema/key.ts';
import type { Parts, RowKind } from '../schema/rows.ts';
import { isEntityRoot, isRowRoot } from '../trail/change.ts';
import {
  carriesRegulated,
  isAccountable,
  isRegulated,
  isSystemOfRecord,
  ofAccountable,
  ofRecord,
  partsOf,
  survivor,
} from './standing.ts';
import { isSaid, WEIGHTIES, type Alteration, type Board, type Weighty } from './weighty.ts';

type Weigh = (before: Board, id: string) => Weighty | null;
const nothing: Weigh = () => null;
const regulated =
  (kind: 'step' | 'dataObject'): Weigh =>
  (before, id) =>
    isRegulated(before, kind, id) ? 'regulated' : null;
const carrying: Weigh = (before, id) => (carriesRegulated(before, id) ? 'regulated' : null);
const output: Weigh = () => 'output';

/** What altering a record is. */
const ALTERED: { readonly [K in EntityKind]: Weigh } = {
  person: nothing,
  step: regulated('step'),
  system: nothing,
  dataObject: regulated('dataObject'),
  output,
  interface: carrying,
  logic: nothing,
  constraint: nothing,
  risk: nothing,
  criterion: nothing,
  decision: nothing,
  question: nothing,
  action: nothing,
  reference: nothing,
};

/** What taking it off the board is, by deletion or by merging it into another. */
const GONE: { readonly [K in EntityKind]: Weigh } = {
  ...ALTERED,
  system: (before, id) => (isSystemOfRecord(before, id) ? 'record' : null),
  person: (before, id) => (isAccountable(before, id) ? 'accountable' : null),
};

/**
 * `free`: of the layout. `content`: says something about the record. An array: the same, but these values say that nothing
 * has been decided yet, as an empty field does.
 */
type FieldLine = 'free' | 'content' | readonly string[];
const PLAN: FieldLine = ['none'];

/** Of the kinds that anything is asked of. */
const FIELDS = {
  step: {
    order: 'free',
    title: 'content',
    kind: 'content',
    momCategory: 'content',
    regulated: 'content',
    capture: 'content',
    change: PLAN,
    driver: 'content',
  },
  dataObject: {
    number: 'free',
    title: 'content',
    category: 'content',
    regulated: 'content',
    change: PLAN,
    asIsSoR: 'content',
    criticality: 'content',
  },
  output: {
    number: 'free',
    title: 'content',
    kind: 'content',
    relevance: 'content',
    recordSystemId: 'content',
    reportLogic: 'content',
    retentionRule: 'content',
  },
  interface: {
    number: 'free',
    fromId: 'content',
    toId: 'content',
    mechanism: 'content',
    transformation: 'content',
    reconciliation: 'content',
    errorHandling: 'content',
    status: ['unassessed'],
    rationale: 'content',
    change: PLAN,
  },
} as const satisfies {
  readonly [K in 'step' | 'dataObject' | 'output' | 'interface']: {
    readonly [F in keyof (typeof ENTITY_FIELDS)[K]]: FieldLine;
  };
};

const lineOf = (kind: EntityKind, field: string): FieldLine => {
  const fields = (FIELDS as Readonly<Record<string, Readonly<Record<string, FieldLine>>>>)[kind] ?? {};
  // A field that this version does not know says something about the record until it is known to be free.
  return Object.hasOwn(fields, field) ? fields[field]! : 'content';
};

function weighField(kind: EntityKind, { key: id, field, old, new: now }: Alteration, before: Board): Weighty | null {
  switch (field) {
    case null:
    case '':
      return null;
    case 'deletedAt':
      return isSaid(now) && !isSaid(old) ? GONE[kind](before, id) : null;
    case 'mergedInto':
      return isSaid(now) ? GONE[kind](before, id) : null;
    default: {
      const line = lineOf(kind, field);
      const wasSaid = isSaid(old) && !(typeof line === 'object' && line.includes(String(old)));
      return line === 'free' || !wasSaid ? null : ALTERED[kind](before, id);
    }
  }
}

/** An edit as rows are weighed in it. */
interface Edit {
  readonly before: Board;
  /** Whether it takes this row back. */
  withdraws(kind: RowKind, key: string): boolean;
  /** Rows of a kind that it says. */
  saidOf<K extends RowKind>(kind: K): readonly Parts<K>[];
}
type RowLine<K extends RowKind> = (row: Parts<K>, how: 'said' | 'withdrawn', edit: Edit) => Weighty | null;

const free = (): null => null;
const taken =
  (weighty: Weighty) =>
  (_: unknown, how: 'said' | 'withdrawn'): Weighty | null =>
    how === 'withdrawn' ? weighty : null;

/** Nobody named, no meaning named: it is filled in where the same edit says the row with a name in its place. */
const EMPTY = '-';
const isFilledIn = <K extends 'resp' | 'approver'>(kind: K, row: Parts<K>, edit: Edit): boolean => {
  const parts = Object.entries<string>(row);
  if (!parts.some(([, value]) => value === EMPTY)) return false;
  return edit
    .saidOf(kind)
    .some((said) =>
      parts.every(([name, value]) => value === EMPTY || (said as Readonly<Record<string, string>>)[name] === value),
    );
};

/** Another system of record stays beside it: at the step, or of the data at another step. */
function isSecondRecord(row: Parts<'role'>, edit: Edit): boolean {
  const { before } = edit;
  const now = (kind: EntityKind, id: string): string => (id === '*' ? id : survivor(before, kind, id));
  const [step, data, system] = [now('step', row.step), now('dataObject', row.data), now('system', row.system)];
  for (const other of partsOf(before, 'role', ofRecord)) {
    if (other.use !== 'record' || now('system', other.system) === system) continue;
    const ofData = now('dataObject', other.data);
    const beside =
      now('step', other.step) === step
        ? ofData === data || ofData === '*' || data === '*'
        : ofData === data && data !== '*';
    if (beside && !edit.withdraws('role', rowKey('role', other))) return true;
  }
  return false;
}

/** Somebody else stays accountable for it. Whom nobody has named yet is nobody else. */
function isSecondAccountable(row: Parts<'resp'>, edit: Edit): boolean {
  for (const other of partsOf(edit.before, 'resp', ofAccountable)) {
    if (other.subject !== row.subject || other.code !== 'A') continue;
    const isOther = other.function !== row.function || (other.person !== EMPTY && other.person !== row.person);
    if (isOther && !edit.withdraws('resp', rowKey('resp', other))) return true;
  }
  return false;
}

const ROWS: { readonly [K in RowKind]: RowLine<K> } = {
  regime: free,
  alias: free,
  citation: taken('output'),
  logicData: free,
  link: free,
  role: (row, how, edit) =>
    row.use === 'record' && (how === 'withdrawn' || isSecondRecord(row, edit)) ? 'record' : null,
  // Today's map is a finding, not an agreement.
  roleAsIs: free,
  stepData: free,
  flow: free,
  resp: (row, how, edit) => {
    if (row.code !== 'A') return null;
    const asks = how === 'withdrawn' ? !isFilledIn('resp', row, edit) : isSecondAccountable(row, edit);
    return asks ? 'accountable' : null;
  },
  respNote: free,
  feed: taken('output'),
  approver: (row, how, edit) => (how === 'withdrawn' && !isFilledIn('approver', row, edit) ? 'output' : null),
  // Regulated data taken off an interface would leave one that may be deleted without a word.
  ifData: (row, how, { before }) =>
    how === 'withdrawn' && isRegulated(before, 'dataObject', row.data) ? 'regulated' : null,
  ifScope: (row, how, { before }) => (how === 'withdrawn' ? carrying(before, row.interface) : null),
  part: free,
};

const isRowKind = (root: string): root is RowKind => Object.hasOwn(ROWS, root);

function weighRow<K extends RowKind>(kind: K, { key, old, new: now }: Alteration, edit: Edit): Weighty | null {
  // Another text of a row that stands is none of these.
  if (isSaid(old) === isSaid(now)) return null;
  const parsed = parseRowKey(kind, key);
  return parsed.kind === 'conforming' ? ROWS[kind](parsed.parts, isSaid(now) ? 'said' : 'withdrawn', edit) : null;
}

function editOf(alterations: readonly Alteration[], before: Board): Edit {
  const rows = alterations.filter(({ root, field }) => field === null && isRowRoot(root));
  const withdrawn = new Set(rows.filter((row) => !isSaid(row.new)).map(({ root, key }) => `${root} ${key}`));
  return {
    before,
    withdraws: (kind, key) => withdrawn.has(`${kind} ${key}`),
    saidOf: (kind) =>
      rows.flatMap((row) => {
        if (row.root !== kind || !isSaid(row.new)) return [];
        const parsed = parseRowKey(kind, row.key);
        return parsed.kind === 'conforming' ? [parsed.parts] : [];
      }),
  };
}

/** For each place of an edit whether a reason is asked, and for what; `before` is the board as it stood before the edit. */
export function weighEdit(alterations: readonly Alteration[], before: Board): readonly (Weighty | null)[] {
  const edit = editOf(alterations, before);
  return alterations.map((one) => {
    if (isEntityRoot(one.root)) return weighField(one.root as EntityKind, one, before);
    return one.field === null && isRowKind(one.root) ? weighRow(one.root, one, edit) : null;
  });
}

/** What of an edit weighs most; null where it asks nothing. */
export function weightiest(weights: readonly (Weighty | null)[]): Weighty | null {
  return WEIGHTIES.find((weighty) => weights.includes(weighty)) ?? null;
}

/** What deleting a record, or merging it into another, asks a reason for; of the board as it stands. */
export const weighLeaving = (now: Board, kind: EntityKind, id: string): Weighty | null => GONE[kind](now, id);
