/** The shape of a rule: one small pure function over the facts, asked of each subject of its scope. */
import type { EntityId } from '../read/snapshot.ts';
import { AREAS, OWNING_FUNCTIONS, type Area, type OwningFunction } from '../schema/vocabulary.ts';
import type { RowKind } from '../schema/rows.ts';
import type { Facts } from './facts.ts';
import type { RuleId, Severity, SubjectRef } from './finding.ts';

/** What a rule is asked of: each record of a kind, each area, each kind of row, or the board once. */
export const RECORD_SCOPES = [
  'person',
  'step',
  'system',
  'dataObject',
  'output',
  'interface',
  'logic',
  'decision',
  'question',
  'action',
] as const;
export type RecordScope = (typeof RECORD_SCOPES)[number];
/** Kinds whose records have a name that can be given twice. */
export const NAMED_KINDS = ['person', 'step', 'system', 'dataObject', 'output', 'logic', 'reference'] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

export interface ScopeSubject {
  readonly area: Area;
  readonly function: OwningFunction;
  readonly names: NamedKind;
  readonly rows: RowKind;
  readonly board: 'board';
}
export type Scope = RecordScope | keyof ScopeSubject;
export type SubjectOf<S extends Scope> = S extends keyof ScopeSubject ? ScopeSubject[S] : EntityId;

/** That a rule fires, and on what. */
export interface Hit {
  readonly subjects: readonly SubjectRef[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** Ids in a fixed order: they are part of the fingerprint. */
  readonly details?: Readonly<Record<string, readonly SubjectRef[]>>;
  readonly owes: readonly OwningFunction[];
  /** Records on which it is drawn besides its subjects. */
  readonly shownOn?: readonly SubjectRef[];
  /** Values of the condition that are neither subject nor detail. */
  readonly inputs?: readonly (string | number | boolean | null | undefined)[];
}

export interface Rule<S extends Scope = Scope> {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly scope: S;
  readonly check: (facts: Facts, subject: SubjectOf<S>) => readonly Hit[];
}

export const SILENT: readonly Hit[] = Object.freeze([]);

export const rule = <S extends Scope>(
  id: RuleId,
  severity: Severity,
  scope: S,
  check: (facts: Facts, subject: SubjectOf<S>) => readonly Hit[] | Hit | null | false,
): Rule<S> => ({
  id,
  severity,
  scope,
  check: (facts, subject) => {
    const said = check(facts, subject);
    return said === null || said === false ? SILENT : Array.isArray(said) ? said : [said as Hit];
  },
});

export const refs = {
  step: (id: EntityId): SubjectRef => `step/${id}`,
  system: (id: EntityId): SubjectRef => `system/${id}`,
  data: (id: EntityId): SubjectRef => `dataObject/${id}`,
  output: (id: EntityId): SubjectRef => `output/${id}`,
  interface: (id: EntityId): SubjectRef => `interface/${id}`,
  person: (id: EntityId): SubjectRef => `person/${id}`,
  risk: (id: EntityId): SubjectRef => `risk/${id}`,
  decision: (id: EntityId): SubjectRef => `decision/${id}`,
  question: (id: EntityId): SubjectRef => `question/${id}`,
  constraint: (id: EntityId): SubjectRef => `constraint/${id}`,
  area: (area: Area): SubjectRef => `area/${area}`,
  function: (said: string): SubjectRef => `function/${said}`,
  code: (code: string): SubjectRef => `code/${code}`,
  meaning: (meaning: string): SubjectRef => `meaning/${meaning}`,
  riskKind: (kind: string): SubjectRef => `riskKind/${kind}`,
  scoping: (question: string): SubjectRef => `scoping/${question}`,
} as const;

/** All areas and functions, for scopes that are not records. */
export const FIXED_SUBJECTS = { area: AREAS, function: OWNING_FUNCTIONS, board: ['board'] } as const;
