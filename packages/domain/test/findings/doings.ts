/**
 * What can happen to a board and to what people say of it, drawn at random: the acts of the domain tests, any field of
 * any record, and one entry more or less in any list of the input. Plain numbers, so that a failure shrinks.
 */
import * as fc from 'fast-check';
import type * as Y from 'yjs';
import {
  addLink,
  AREAS,
  ASSESSED,
  assignResponsibility,
  CONTEXT_ANSWERS,
  CONTEXTS,
  ENTITY_FIELDS,
  ENTITY_KINDS,
  FUNCTIONS,
  OWNING_FUNCTIONS,
  PURPOSES,
  QUESTIONS,
  replaceLongText,
  SCOPING_SUBJECTS,
  setField,
  withdrawRow,
  wordingIn,
  type Analysis,
  type AnalysisInput,
  type Answer,
  type EntityKind,
  type IdSource,
  type Mutation,
  type Snapshot,
} from '../../src/index.ts';
import { act, mutationOf, type Act } from '../support/acts.ts';

export type Doing =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'field' | 'row' | 'link' | 'text' | 'say'; readonly picks: readonly number[] };

const picks = fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 });
export const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('act' as const), act }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('field' as const), picks }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('row' as const), picks }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), picks }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('text' as const), picks }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), picks }) },
);

/** Hands out the numbers of a doing, one choice each. */
class Numbers {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  next(): number {
    this.#next += 1;
    return this.#numbers[(this.#next - 1) % this.#numbers.length]! + this.#next;
  }

  of<T>(list: readonly T[]): T {
    return list[this.next() % list.length]!;
  }
}

const MISSING = '00000000000000000000000000';
const near = (numbers: Numbers, snapshot: Snapshot, kind: EntityKind): string => {
  const list: readonly { readonly id: string }[] = snapshot.entities[kind].slice(0, 3);
  return list.length === 0 ? MISSING : numbers.of(list).id;
};

/** Kinds that the rules look at most, more often. */
const KINDS: readonly EntityKind[] = [
  ...ENTITY_KINDS,
  'step',
  'system',
  'dataObject',
  'output',
  'interface',
  'interface',
  'risk',
];
/** Kinds of which a template has few: the first acts create some. */
const LINKED = ['constraint', 'decision', 'criterion', 'risk', 'question'] as const;

/** Values that rules look for: half of what is entered. */
const TELLING =
  /^(?:paper|manual|no|unknown|retiring|replace|report|required|QUA|test|modify|downtime_window|replacement_not_allowed|legacy_unsupported|batch_record|downtime|data_migration)$/;

function fieldMutation(numbers: Numbers, snapshot: Snapshot): Mutation {
  const kind = numbers.of(KINDS);
  const fields = Object.entries(ENTITY_FIELDS[kind]).filter(([, spec]) => spec.type !== 'order');
  const [field, spec] = numbers.of(fields);
  const value = (): unknown => {
    switch (spec.type) {
      case 'enum':
        return numbers.of([
          ...(spec.values as readonly string[]).filter((one) => TELLING.test(one) && numbers.next() % 2 === 0),
          ...spec.values,
        ]);
      case 'boolean':
        return numbers.next() % 3 > 0;
      case 'integer':
        return numbers.of([1, 2, 3]);
      case 'date':
        return '2026-11-22';
      case 'reference':
        return near(numbers, snapshot, spec.to);
      default:
        return numbers.of(['MES', 'mes upgrade', 'x', 'y z']);
    }
  };
  return setField(
    kind,
    near(numbers, snapshot, kind),
    field as never,
    (numbers.next() % 6 === 0 ? null : value()) as never,
  );
}

const WITHDRAWN = [
  'role',
  'stepData',
  'resp',
  'resp',
  'feed',
  'approver',
  'citation',
  'ifData',
  'ifScope',
  'link',
] as const;

/** One of the rows that are said taken back, or somebody's part in something. */
function rowMutation(numbers: Numbers, snapshot: Snapshot): Mutation {
  const kind = numbers.of(WITHDRAWN);
  const rows: readonly { readonly key: string }[] = snapshot.rows[kind];
  if (numbers.next() % 2 === 0 && rows.length > 0) return withdrawRow(kind, numbers.of(rows).key);
  const subject = numbers.of<string>([
    ...AREAS,
    ...(['step', 'dataObject', 'output', 'interface'] as const).map((one) => near(numbers, snapshot, one)),
  ]);
  const person = numbers.next() % 5 === 0 ? null : near(numbers, snapshot, 'person');
  const said = snapshot.entities.person.find((one) => one.id === person)?.function ?? 'QUA';
  return assignResponsibility({ subject, function: said, code: numbers.of(['A', 'V', 'R', 'C'] as const), person });
}

function linkMutation(numbers: Numbers, snapshot: Snapshot): Mutation {
  const from = near(numbers, snapshot, numbers.of(LINKED));
  const to = numbers.of<string>([
    'area.validation',
    'scoping.class',
    ...SCOPING_SUBJECTS,
    ...(['system', 'output', 'constraint', 'criterion', 'decision'] as const).map((kind) =>
      near(numbers, snapshot, kind),
    ),
  ]);
  return addLink({ from, to });
}

/** Few texts, so that a wording comes back. */
const textMutation = (numbers: Numbers, snapshot: Snapshot): Mutation =>
  replaceLongText(
    near(numbers, snapshot, numbers.of(['risk', 'risk', 'decision'])),
    'note',
    numbers.of(['', 'a', 'b']),
  );

/** Of the wording as it stands, of another, or of any. */
const ofWording = <T extends object>(
  numbers: Numbers,
  snapshot: Snapshot,
  kind: 'decision' | 'question' | 'risk',
  say: (id: string) => T,
): T => {
  const id = near(numbers, snapshot, kind);
  const fingerprint = numbers.of([wordingIn(snapshot, kind, id), wordingIn(snapshot, kind, id), 'another', null]);
  return { ...say(id), ...(fingerprint === null ? {} : { fingerprint }) };
};

/** One entry more, or one less. */
const changed = <T>(numbers: Numbers, list: readonly T[], entry: () => T): readonly T[] =>
  numbers.next() % 3 === 0 && list.length > 0 ? list.toSpliced(numbers.next() % list.length, 1) : [...list, entry()];

const ENTRIES: readonly ((
  numbers: Numbers,
  snapshot: Snapshot,
  input: AnalysisInput,
  now: Analysis,
) => Partial<AnalysisInput>)[] = [
  (numbers, _, { ballots }) => ({
    ballots: changed(numbers, ballots, () => ({
      participant: String(numbers.next() % 6),
      function: numbers.of(FUNCTIONS),
      purpose: numbers.of([...PURPOSES, null]),
      answers: Object.fromEntries(
        QUESTIONS.map((question) => [
          question,
          numbers.of<Answer | null | undefined>([0, 0, 1, 2, 3, null, undefined]),
        ]),
      ),
      context: { [numbers.of(CONTEXTS)]: numbers.of(CONTEXT_ANSWERS) },
    })),
  }),
  (numbers, snapshot, { assessments }) => ({
    assessments: changed(numbers, assessments, () =>
      ofWording(numbers, snapshot, 'risk', (risk) => ({ risk, state: numbers.of(ASSESSED) })),
    ),
  }),
  (numbers, snapshot, { answers }) => ({
    answers: changed(numbers, answers, () => ofWording(numbers, snapshot, 'question', (question) => ({ question }))),
  }),
  (numbers, snapshot, { decisions }) => ({
    decisions: changed(numbers, decisions, () =>
      ofWording(numbers, snapshot, 'decision', (decision) => ({
        decision,
        state: numbers.of(['agreed', 'agreed', 'reversed'] as const),
        ...numbers.of([{}, { byFacilitator: true }, { byFacilitator: false }]),
      })),
    ),
  }),
  (numbers, snapshot, { stances }) => ({
    stances: changed(numbers, stances, () =>
      ofWording(numbers, snapshot, 'decision', (decision) => ({
        decision,
        function: numbers.of(FUNCTIONS),
        stance: numbers.of(['agree', 'abstain', 'dissent', 'dissent'] as const),
        reason: numbers.of(['', 'because']),
      })),
    ),
  }),
  (numbers, _, { acceptances }, { findings }) => ({
    acceptances: changed(numbers, acceptances, () => {
      const found = findings.length === 0 ? undefined : numbers.of(findings);
      return {
        rule: found?.rule ?? 'M01',
        key: found?.key ?? 'none',
        function: numbers.of(OWNING_FUNCTIONS),
        fingerprint: numbers.next() % 3 === 0 ? 'as it was' : (found?.fingerprint ?? ''),
      };
    }),
  }),
  (numbers, snapshot, { members }) => ({
    members: changed(numbers, members, () => ({
      principal: String(numbers.next() % 12),
      function: numbers.of(FUNCTIONS),
      signer: numbers.next() % 2 === 0,
      ...numbers.of([{}, { person: near(numbers, snapshot, 'person') }]),
    })),
  }),
];

/** Does it: to the document, or to the input, which is answered. */
export function perform(
  one: Doing,
  doc: Y.Doc,
  snapshot: Snapshot,
  input: AnalysisInput,
  now: () => Analysis,
  ids: IdSource,
): AnalysisInput {
  if (one.kind === 'act') {
    mutationOf(one.act, snapshot, ids)(doc);
    return input;
  }
  const numbers = new Numbers(one.picks);
  if (one.kind === 'field') fieldMutation(numbers, snapshot)(doc);
  else if (one.kind === 'row') rowMutation(numbers, snapshot)(doc);
  else if (one.kind === 'link') linkMutation(numbers, snapshot)(doc);
  else if (one.kind === 'text') textMutation(numbers, snapshot)(doc);
  else return { ...input, ...numbers.of(ENTRIES)(numbers, snapshot, input, now()) };
  return input;
}
