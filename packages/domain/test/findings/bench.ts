/**
 * One small board without any finding, and the smallest edits to it by the names that its text uses. A case of a table
 * is such an edit and the findings that it must give: plain values, so that the mutation test can run them as well.
 */
import * as Y from 'yjs';
import {
  analyse,
  createEntity,
  deleteEntity,
  ENTITY_KINDS,
  mergeEntities,
  moveStep,
  parseTemplate,
  readSnapshot,
  replaceLongText,
  restoreEntity,
  rowKey,
  seedBoard,
  seededIds,
  setField,
  setSingleField,
  templateInput,
  wordingIn,
  type Analysis,
  type AnalysisInput,
  type Answer,
  type Ballot,
  type EntityKind,
  type Fields,
  type Finding,
  type OwningFunction,
  type Parts,
  type PlantFunction,
  type Purpose,
  type Question,
  type RowKind,
  type Snapshot,
} from '../../src/index.ts';
import { partSpecs } from '../../src/schema/key.ts';
import { QUESTIONS } from '../../src/schema/scoping.ts';
import { done } from '../support/board.ts';

/**
 * Regulated D1 is written and recorded in MES, flows to QMS and is looked at there; D2 is not regulated. ERP is on no
 * step. MES-led by its votes; every matrix cell filled so that a joint or a quality-led class adds nothing by itself.
 */
export const CLEAN = `TTL|Making and looking at a lot - line 1
VOT|OPS|EXEC|3231 0000 0010
VOT|QUA|EXEC|2220 0010 0010
VOT|IT|EXEC|3231 0000 0010
SYS|MES|MES|X|yes
SYS|QMS|QMS|Q|yes
SYS|ERP|ERP|E|yes
DAT|D1|Lot values|result|r|OPS:AR
DAT|D2|Shift note|other||OPS:AR
STP|1|Make the lot|execute|r|none|MES|MES|MES|OPS:AR|QUA:C|D1+ D2+
STP|2|Look at the lot|review|r|none|QMS|QMS|QMS|QUA:PN|OPS:C|D1=
ITF|I1|MES|QMS|D1|api|none|interface|count
OUT|R1|Lot record|record|required|211.188|QMS|MES:D1|QUA:PN/approval|OPS:AR
MTX|requirements|A:AR|V|C
MTX|data_models|V|A:HK|R
MTX|validation|R:TB V|A:SO V:PN|R:IC
MTX|change_control|A:AR|V|R
RSK|downtime|OPS|assessed
RSK|integration|IT|assessed
RSK|performance|IT|assessed
RSK|test_method|QUA|assessed
RSK|sampling_plan|QUA|assessed
RSK|batch_record|QUA|assessed`;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type RowParts<K extends RowKind> = string[] & { readonly kind?: K };

interface Base {
  readonly update: Uint8Array;
  readonly input: AnalysisInput;
  readonly ids: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, EntityKind>;
}

function baseOf(text: string): Base {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const doc = new Y.Doc();
  done(doc, (to) => seedBoard(to, parsed.board, null, { ids: seededIds(7) }));
  const snapshot = readSnapshot(doc);
  const ids = new Map<string, string>();
  const kinds = new Map<string, EntityKind>();
  for (const kind of ENTITY_KINDS) {
    for (const entity of snapshot.entities[kind]) {
      ids.set(kind === 'step' ? `S${entity.label}` : entity.label, entity.id);
      kinds.set(entity.id, kind);
    }
  }
  return {
    update: Y.encodeStateAsUpdate(doc),
    input: templateInput(snapshot, parsed.board.input),
    ids,
    kinds,
  };
}

const bases = new Map<string, Base>();
function knownBase(text: string): Base {
  let base = bases.get(text);
  if (base === undefined) bases.set(text, (base = baseOf(text)));
  return base;
}

/** `3231 0000 0010` or `1-1` for a few: digits in the order of the questionnaire, `-` for "don't know". */
export const answersOf = (digits: string): Ballot['answers'] =>
  Object.fromEntries(
    [...digits.replaceAll(' ', '')].map((digit, at) => [QUESTIONS[at]!, digit === '-' ? null : Number(digit)]),
  ) as Readonly<Partial<Record<Question, Answer | null>>>;

export const ballot = (
  participant: string,
  said: PlantFunction,
  purpose: Purpose | null,
  digits: string,
  context?: Ballot['context'],
): Ballot => ({
  participant,
  function: said,
  purpose,
  answers: answersOf(digits),
  ...(context === undefined ? {} : { context }),
});

export class Bench {
  readonly doc = new Y.Doc();
  readonly input: Mutable<AnalysisInput>;
  readonly #ids: Map<string, string>;
  readonly #kinds: Map<string, EntityKind>;
  readonly #names = new Map<string, string>();
  readonly #source = seededIds(11, 1_800_000_000_000);

  constructor(text: string = CLEAN) {
    const base = knownBase(text);
    this.doc.clientID = 1;
    Y.applyUpdate(this.doc, base.update);
    this.input = { ...base.input };
    this.#ids = new Map(base.ids);
    this.#kinds = new Map(base.kinds);
    for (const [name, id] of this.#ids) this.#names.set(id, name);
  }

  id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`nothing is called ${name}`);
    return id;
  }

  kind(name: string): EntityKind {
    return this.#kinds.get(this.id(name))!;
  }

  get snapshot(): Snapshot {
    return readSnapshot(this.doc);
  }

  /** Creates a record under a name. */
  add<K extends EntityKind>(name: string, kind: K, fields: Fields<K> = {} as Fields<K>): this {
    const id = done(this.doc, createEntity(kind, fields, { ids: this.#source })).created[0]!;
    this.#ids.set(name, id);
    this.#kinds.set(id, kind);
    this.#names.set(id, name);
    return this;
  }

  /** Fills in fields of a record; null clears one. A reference is given by name. */
  set(name: string, fields: Readonly<Record<string, string | number | boolean | null>>): this {
    const kind = this.kind(name);
    for (const [field, value] of Object.entries(fields)) {
      const given = typeof value === 'string' && field.endsWith('Id') ? this.id(value) : value;
      const known = field === 'asIsSoR' && typeof value === 'string' ? this.id(value) : given;
      done(this.doc, setField(kind, this.id(name), field as never, known as never));
    }
    return this;
  }

  /** Writes a field past the checks of the mutations, as another program could. */
  force(name: string, field: string, value: unknown): this {
    (this.doc.getMap(this.kind(name)).get(this.id(name)) as Y.Map<unknown>).set(field, value);
    return this;
  }

  title(title: string, of: 'process' | 'board' = 'process'): this {
    done(this.doc, setSingleField(of, 'title', title === '' ? null : title));
    return this;
  }

  remove(...names: readonly string[]): this {
    for (const name of names)
      done(
        this.doc,
        deleteEntity(this.kind(name), this.id(name), () => 1),
      );
    return this;
  }

  /** Puts a step after another. */
  move(name: string, after: string): this {
    done(this.doc, moveStep(this.id(name), { after: this.id(after) }, { ids: this.#source }));
    return this;
  }

  restore(name: string): this {
    done(this.doc, restoreEntity(this.kind(name), this.id(name)));
    return this;
  }

  merge(loser: string, winner: string): this {
    done(this.doc, mergeEntities(this.kind(loser), this.id(loser), this.id(winner)));
    return this;
  }

  #write(kind: RowKind, parts: readonly string[], value: unknown): this {
    const specs = partSpecs(kind);
    const named = specs.map((spec, at) => [spec.name, this.#ids.get(parts[at]!) ?? parts[at]!]);
    this.doc.getMap(kind).set(rowKey(kind, Object.fromEntries(named) as unknown as Parts<RowKind>), value);
    return this;
  }

  /** Asserts a row by its parts in their order, names for ids; past the checks of the mutations. */
  say<K extends RowKind>(kind: K, ...parts: RowParts<K>): this {
    return this.#write(kind, parts, 1);
  }

  unsay<K extends RowKind>(kind: K, ...parts: RowParts<K>): this {
    return this.#write(kind, parts, 0);
  }

  /** The reason for an empty cell of the matrix. */
  note(area: string, said: OwningFunction, text: string): this {
    return this.#write('respNote', [area, said], text);
  }

  /** In the place of what the function said so far. */
  vote(said: PlantFunction, purpose: Purpose | null, digits: string, context?: Ballot['context']): this {
    this.input.ballots = [
      ...this.input.ballots.filter((one) => one.function !== said),
      ballot(`only ${said}`, said, purpose, digits, context),
    ];
    return this;
  }

  /** The same for all three functions. */
  voteAll(purpose: Purpose, digits: string): this {
    for (const said of ['OPS', 'QUA', 'IT'] as const) this.vote(said, purpose, digits);
    return this;
  }

  context(answers: NonNullable<Ballot['context']>, said: OwningFunction = 'OPS'): this {
    this.input.ballots = this.input.ballots.map((one) =>
      one.function === said ? Object.assign({}, one, { context: answers }) : one,
    );
    return this;
  }

  assess(name: string): this {
    this.input.assessments = [...this.input.assessments, { risk: this.id(name), state: 'assessed' }];
    return this;
  }

  unassess(name: string): this {
    this.input.assessments = this.input.assessments.filter((one) => one.risk !== this.id(name));
    return this;
  }

  decide(name: string, state: 'agreed' | 'reversed' = 'agreed'): this {
    this.input.decisions = [...this.input.decisions, { decision: this.id(name), state }];
    return this;
  }

  stance(name: string, said: PlantFunction, stance: 'agree' | 'abstain' | 'dissent', reason = ''): this {
    this.input.stances = [...this.input.stances, { decision: this.id(name), function: said, stance, reason }];
    return this;
  }

  answer(name: string): this {
    this.input.answers = [...this.input.answers, { question: this.id(name) }];
    return this;
  }

  /** Everything that was said so far is of the wording as it stands now. */
  bind(): this {
    const { snapshot, input } = this;
    const of = <T extends object>(one: T, kind: 'decision' | 'question' | 'risk', id: string): T => ({
      ...one,
      fingerprint: wordingIn(snapshot, kind, id),
    });
    input.assessments = input.assessments.map((one) => of(one, 'risk', one.risk));
    input.answers = input.answers.map((one) => of(one, 'question', one.question));
    input.decisions = input.decisions.map((one) => of(one, 'decision', one.decision));
    input.stances = input.stances.map((one) => of(one, 'decision', one.decision));
    return this;
  }

  /** Writes a long text. */
  write(name: string, field: string, text: string): this {
    done(this.doc, replaceLongText(this.id(name), field, text));
    return this;
  }

  get analysis(): Analysis {
    return analyse(this.snapshot, this.input);
  }

  get findings(): readonly Finding[] {
    return this.analysis.findings;
  }

  /** The one finding of a rule. */
  only(rule: string): Finding {
    const found = this.findings.filter((one) => one.rule === rule);
    if (found.length !== 1) throw new Error(`${rule} fires ${found.length} times`);
    return found[0]!;
  }

  /** An address by the names of the text; one whose kind is not the record's own stays as it is. */
  #name(ref: string): string {
    const [kind = '', ...rest] = ref.split('/');
    const what = rest.join('/');
    if ((ENTITY_KINDS as readonly string[]).includes(kind)) {
      if (what === '-') return 'nobody';
      return this.#kinds.get(what) === kind ? this.#names.get(what)! : ref;
    }
    if (kind === 'area') return what.replace('area.', '');
    if (kind === 'row') return what.replaceAll(/[0-9A-Z]{26}/g, (id) => this.#names.get(id) ?? id);
    return what;
  }

  /** `M02 B D1`: rule, severity and subjects. */
  short(finding: Finding): string {
    return [finding.rule, finding.severity, ...finding.subjects.map((ref) => this.#name(ref))].join(' ');
  }

  /** All that a finding says: `M02 B D1 {systems: MES ERP} owes OPS, on D1 S1`. */
  full(finding: Finding): string {
    const names = (refs: readonly string[]): string => refs.map((ref) => this.#name(ref)).join(' ');
    const details = Object.entries(finding.details).map(([role, refs]) => `${role}: ${names(refs)}`.trim());
    return `${this.short(finding)} {${details.join('; ')}} owes ${finding.owes.join(' ')}, on ${names(finding.shownOn)}`;
  }
}

export type Edit = (board: Bench) => unknown;

/** What a table holds and both the tests and the mutation test run. */
export interface Case {
  readonly title: string;
  /** What is done to the clean board. */
  readonly edit?: Edit;
  readonly actual: () => unknown;
  readonly expected: unknown;
}

/** What an edit gives on the clean board: rule, severity and subjects of every finding, in text order. */
export const fires =
  (rule: string) =>
  (why: string, edit: Edit, ...expected: readonly string[]): Case => ({
    title: `FIN-2 ${rule} ${expected.some((one) => one.startsWith(rule)) ? 'fires' : 'is silent'}: ${why}`,
    edit,
    actual: () => {
      const board = new Bench();
      edit(board);
      return board.findings.map((one) => board.short(one)).sort();
    },
    expected: [...expected].sort(),
  });

/** All that the findings of one rule say. */
export const says =
  (rule: string) =>
  (why: string, edit: Edit, ...expected: readonly string[]): Case => ({
    title: `FIN-2 ${rule} says: ${why}`,
    actual: () => {
      const board = new Bench();
      edit(board);
      return board.findings.flatMap((one) => (one.rule === rule ? [board.full(one)] : []));
    },
    expected,
  });
