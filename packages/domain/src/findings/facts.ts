/**
 * What the rules ask of a board, each answer remembered: the index, the relations, what people said, and the few
 * conditions that several rules share. Rules read from here only, so that what they depend on is known.
 */
import { sameList, type Graph } from '../derive/graph.ts';
import type { Memo } from '../read/memo.ts';
import { BoardIndex, NONE } from '../read/board-index.ts';
import { BoardRelations } from '../read/relate.ts';
import type { Relations } from '../read/relations.ts';
import type { Entity, EntityId, Row, Snapshot } from '../read/snapshot.ts';
import { classify } from '../classification/classify.ts';
import type { Classification, MapCount } from '../classification/classification.ts';
import { countMap, type PlacedObject } from '../classification/map-count.ts';
import {
  OWNING_FUNCTIONS,
  REVIEW_USES,
  type Area,
  type OwningFunction,
  type PlantFunction,
  type Responsibility,
  type RoleUse,
} from '../schema/vocabulary.ts';
import { CLASS_SUBJECT } from './class-decision.ts';
import type { AnalysisInput, DecisionState, Stance } from './input.ts';
import { fits, wordingOf, type WordedKind } from './wording.ts';

type Risk = Entity<'risk'>;
type RiskKind = NonNullable<Risk['kind']>;
type ConstraintKind = NonNullable<Entity<'constraint'>['kind']>;

/** Only OPS, QUA and IT own, refuse and sign. */
export const isOwning = (said: PlantFunction | undefined): said is OwningFunction =>
  said !== undefined && said !== 'OTHER';

const isChanged = (change: string | undefined): boolean => change !== undefined && change !== 'none';

export class Facts {
  readonly index: BoardIndex;
  readonly relations: Relations;
  readonly #graph: Graph;
  #input: AnalysisInput;
  readonly #inputCells: { readonly [K in keyof AnalysisInput]: { track(): void; changed(): void } };

  /** Regulated data objects carried, in label order. */
  readonly regulatedCarried: (interfaceId: EntityId) => readonly EntityId[];
  /** Collecting systems over the steps that write a data object, in id order. */
  readonly collectors: (data: EntityId) => readonly EntityId[];
  /** Steps at which a data object occurs, in process order; wakes on their order, not on their positions. */
  readonly stepsWith: (data: EntityId) => readonly EntityId[];
  /** Systems of review, release or audit for a data object at a step, in id order. */
  readonly reviewers: (step: EntityId, data: EntityId) => readonly EntityId[];
  /** Live constraints tied to a record. */
  readonly constraintsOf: (subject: EntityId) => readonly EntityId[];
  readonly risksOfKind: (kind: RiskKind) => readonly EntityId[];
  /** Function of a live person, so that a name typed anew concerns nobody else; '' for nobody. */
  readonly #functionOf: (person: EntityId) => string;
  /** Fingerprint of the wording as it stands. */
  readonly #wording: (kind: WordedKind, id: EntityId) => string;
  readonly #isAssessed: (risk: EntityId) => boolean;
  readonly #isAnswered: (question: EntityId) => boolean;
  readonly #stancesOn: (decision: EntityId) => readonly Stance[];
  /** The last word on a decision as it is worded now. */
  readonly #decided: (decision: EntityId) => DecisionState | null;
  readonly #decisionState: (decision: EntityId) => 'agreed' | 'reversed' | 'open';
  readonly #decisionsAbout: (subject: string) => readonly EntityId[];
  readonly #codes: (subject: string, said: PlantFunction) => readonly Responsibility[];
  readonly #regulatedOutput: () => boolean;
  readonly #interfaceChanged: () => boolean;
  readonly #classification: () => Classification;
  readonly #mapCount: () => MapCount;

  constructor(snapshot: Snapshot, input: AnalysisInput, graph: Graph) {
    this.#graph = graph;
    this.#input = input;
    this.index = new BoardIndex(snapshot, graph);
    const memo: Memo = (compute, equal) => graph.family(compute, equal);
    this.relations = new BoardRelations(this.index, memo);
    const cell = () => graph.cell();
    this.#inputCells = {
      ballots: cell(),
      assessments: cell(),
      answers: cell(),
      decisions: cell(),
      stances: cell(),
      acceptances: cell(),
      members: cell(),
    };
    const { index, relations } = this;

    this.regulatedCarried = memo(
      (id: EntityId) => relations.carries(id).filter((data) => this.isRegulated(data)),
      sameList,
    );
    this.collectors = memo(
      (data: EntityId) =>
        [
          ...new Set(
            relations
              .writers(data)
              .flatMap((step) => relations.effective(step, data, 'collect').map((role) => role.system)),
          ),
        ].sort(),
      sameList,
    );
    this.stepsWith = memo((data: EntityId) => relations.stepsOf(data).map(({ step }) => step), sameList);
    this.reviewers = memo(
      (step: EntityId, data: EntityId) =>
        [
          ...new Set(REVIEW_USES.flatMap((use) => relations.effective(step, data, use).map((role) => role.system))),
        ].sort(),
      sameList,
    );
    this.constraintsOf = memo((subject: EntityId) => this.#linked('constraint', subject), sameList);
    this.risksOfKind = memo(
      (kind) => index.ids('risk').filter((id) => index.entity('risk', id)?.kind === kind),
      sameList,
    );
    this.#functionOf = memo((person: EntityId) => index.entity('person', person)?.function ?? '');
    this.#wording = memo((kind: WordedKind, id: EntityId) => wordingOf(index, kind, id));
    this.#isAssessed = memo((risk: EntityId) =>
      this.#stands(
        'risk',
        risk,
        this.input('assessments').findLast((one) => one.risk === risk),
      ),
    );
    this.#isAnswered = memo((question: EntityId) =>
      this.#stands(
        'question',
        question,
        this.input('answers').findLast((one) => one.question === question),
      ),
    );
    this.#decided = memo((decision: EntityId) => {
      const said = this.input('decisions').findLast((one) => one.decision === decision);
      return this.#stands('decision', decision, said) ? said! : null;
    });
    this.#decisionState = memo((decision: EntityId) => this.#decided(decision)?.state ?? 'open');
    this.#stancesOn = memo(
      (decision: EntityId) =>
        this.input('stances').filter((one) => one.decision === decision && this.#stands('decision', decision, one)),
      sameList,
    );
    this.#decisionsAbout = memo((subject: string) => this.#linked('decision', subject), sameList);
    this.#codes = memo(
      (subject: string, said: PlantFunction) =>
        index.rows('respBySubject', subject).flatMap((row) => (row.parts.function === said ? [row.parts.code] : [])),
      sameList,
    );
    this.#regulatedOutput = memo(() => index.ids('output').some((id) => this.isRegulatedOutput(id)));
    this.#interfaceChanged = memo(() =>
      index.ids('interface').some((id) => isChanged(index.entity('interface', id)?.change)),
    );
    this.#mapCount = memo(() => countMap(this.#placedObjects()));
    this.#classification = memo(() => classify(this.input('ballots'), this.#mapCount(), this.#madeJointBy()));
  }

  /** Moves on to a later state of the board and of what people said. */
  advance(snapshot: Snapshot, input: AnalysisInput): void {
    this.index.advance(snapshot);
    const before = this.#input;
    this.#input = input;
    for (const key of Object.keys(this.#inputCells) as (keyof AnalysisInput)[])
      if (before[key] !== input[key]) this.#inputCells[key].changed();
  }

  /** One list of what people said. */
  input<K extends keyof AnalysisInput>(key: K): AnalysisInput[K] {
    this.#inputCells[key].track();
    return this.#input[key];
  }

  /** Records of a kind tied to a subject by a link row, whichever way it was drawn. */
  #linked(kind: 'constraint' | 'decision' | 'risk', subject: string): readonly EntityId[] {
    const ends = [
      ...this.index.rows('linkByTo', subject).map((row) => row.parts.from),
      ...this.index.rows('linkByFrom', subject).map((row) => row.parts.to),
    ];
    return [...new Set(ends)].filter((id) => this.index.entity(kind, id) !== undefined).sort();
  }

  isRegulated(data: EntityId): boolean {
    return this.index.entity('dataObject', data)?.regulated === true;
  }

  isRegulatedOutput(output: EntityId): boolean {
    const entity = this.index.entity('output', output);
    return entity !== undefined && entity.relevance !== 'internal';
  }

  anyRegulatedOutput(): boolean {
    return this.#regulatedOutput();
  }

  anyInterfaceChanged(): boolean {
    return this.#interfaceChanged();
  }

  isChanged(entity: { readonly change?: string } | undefined): boolean {
    return isChanged(entity?.change);
  }

  /** Codes of a function on a record or area. */
  codes(subject: string, said: PlantFunction): readonly Responsibility[] {
    return this.#codes(subject, said);
  }

  /** Rows that name an accountable of a record or area. */
  accountableRows(subject: string): readonly Row<'resp'>[] {
    return this.index.rows('respBySubject', subject).filter((row) => row.parts.code === 'A');
  }

  /** Functions of the accountable of a record; `otherwise` where nobody valid is. */
  accountable(subject: string, otherwise: OwningFunction): readonly OwningFunction[] {
    const said = new Set(this.accountableRows(subject).map((row) => row.parts.function));
    const owning = OWNING_FUNCTIONS.filter((one) => said.has(one));
    return owning.length > 0 ? owning : [otherwise];
  }

  /** The active person that a row names for a function; null for nobody, somebody gone, or one of another function. */
  activePerson(id: string, said: PlantFunction): Entity<'person'> | null {
    const person = this.index.entity('person', id);
    return person !== undefined && person.function === said ? person : null;
  }

  /** Function of a person on the board; '' for nobody, and for one of whom it is not known. */
  functionOf(person: EntityId): string {
    return this.#functionOf(person);
  }

  /** True for an active person of that very function. */
  isActive(id: string, said: PlantFunction): boolean {
    return this.#functionOf(id) === said;
  }

  /** True when a record system reaches another, whichever of several. */
  reachable(from: readonly EntityId[], to: EntityId, data: EntityId): boolean {
    return from.some((system) => this.relations.path(system, to, data) !== null);
  }

  /** An assessed (or mitigated, or accepted) risk of the kind whose duty lies with one of the functions. */
  hasAssessedRisk(kind: RiskKind, duties: readonly OwningFunction[] = OWNING_FUNCTIONS): boolean {
    return this.risksOfKind(kind).some((id) => {
      const duty = this.index.entity('risk', id)?.dutyFunction;
      return duty !== undefined && duties.includes(duty) && this.#isAssessed(id);
    });
  }

  /** True for something said that is of the wording as it stands, or of any. */
  #stands(kind: WordedKind, id: EntityId, said: { readonly fingerprint?: string } | undefined): boolean {
    return said !== undefined && fits(said, () => this.#wording(kind, id));
  }

  /** True for a question that was answered as it is asked now. */
  isAnswered(question: EntityId): boolean {
    return this.#isAnswered(question);
  }

  /** Stances on a decision as it is worded now, in the order in which they were taken. */
  stancesOn(decision: EntityId): readonly Stance[] {
    return this.#stancesOn(decision);
  }

  hasConstraint(subject: EntityId, kind: ConstraintKind): boolean {
    return this.constraintsOf(subject).some((id) => this.index.entity('constraint', id)?.kind === kind);
  }

  /** Decisions tied to a record, an area or a scoping question. */
  decisionsAbout(subject: string): readonly EntityId[] {
    return this.#decisionsAbout(subject);
  }

  /** Open where what was decided is another wording. */
  decisionState(decision: EntityId): 'agreed' | 'reversed' | 'open' {
    return this.#decisionState(decision);
  }

  hasAgreedDecision(subject: string): boolean {
    return this.#decisionsAbout(subject).some((id) => this.#decisionState(id) === 'agreed');
  }

  /** The decision by which a facilitator made the class joint. */
  #madeJointBy(): EntityId | null {
    const isMade = (id: EntityId): boolean => {
      const said = this.#decided(id);
      return said?.state === 'agreed' && said.byFacilitator !== false;
    };
    return this.#decisionsAbout(CLASS_SUBJECT).find(isMade) ?? null;
  }

  /** Changed regulated data objects, where their records lie. */
  #placedObjects(): readonly PlacedObject[] {
    return this.index.ids('dataObject').flatMap((id): readonly PlacedObject[] => {
      const entity = this.index.entity('dataObject', id);
      if (entity?.regulated !== true || !isChanged(entity.change)) return NONE;
      const systems = this.relations.systemsOfRecord(id);
      return [{ id, domains: systems.map((system) => this.index.entity('system', system)?.domain ?? 'N') }];
    });
  }

  placedObjects(): readonly PlacedObject[] {
    return this.#placedObjects();
  }

  classification(): Classification {
    return this.#classification();
  }

  /** The area's codes, or a note that says why there is none. */
  hasPart(area: Area, said: OwningFunction): boolean {
    return (
      this.codes(area, said).length > 0 ||
      this.index.rows('respNoteByArea', area).some((row) => row.parts.function === said && row.text.trim() !== '')
    );
  }

  /** True when a step reviews, releases or audits this very data object, named in the row. */
  reviewedByName(data: EntityId): boolean {
    return this.index
      .rows('roleByData', data)
      .some(
        ({ parts }) =>
          (REVIEW_USES as readonly RoleUse[]).includes(parts.use) &&
          this.index.entity('step', parts.step) !== undefined,
      );
  }

  /** Lets go of what nothing asks for any more. */
  sweep(): void {
    this.#graph.sweep();
  }
}
