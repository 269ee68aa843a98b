/**
 * A template as plain values, read from its compact text (DOMAIN section 8). What people said about the process (votes,
 * the state of risk assessments, the expected class) stands apart: it is input for the rules, never part of the document.
 */
import type { Fields } from '../schema/fields.ts';
import type { Answer, InitiativeClass, Purpose, Question } from '../schema/scoping.ts';
import type { Area, DataUse, Meaning, OwningFunction, Responsibility, Scope } from '../schema/vocabulary.ts';
import type { Initials } from './people.ts';

/** `SYS` or `SYS@D`: a system for all the step's data, or for one data object. */
export interface SystemFor {
  readonly system: string;
  readonly data: string | null;
}

/** A function's code on something; null for the explicit `-`, nobody. */
export interface CodeOf {
  readonly function: OwningFunction;
  readonly code: Responsibility;
  readonly person: Initials | null;
}

export type SystemFlag = 'window' | 'noreplace' | 'replace' | 'noaudit';

type Kept<
  K extends 'system' | 'dataObject' | 'step' | 'interface' | 'output' | 'risk',
  F extends keyof Fields<K>,
> = Required<Pick<Fields<K>, F>>;

export interface TemplateSystem extends Kept<'system', 'kind' | 'domain' | 'validated' | 'lifecycle'> {
  readonly id: string;
  readonly flags: readonly SystemFlag[];
}

export interface TemplateData extends Kept<'dataObject', 'title' | 'category' | 'regulated'> {
  readonly id: string;
  readonly changed: boolean;
  readonly codes: readonly CodeOf[];
  /** Today's system of record, where the text gives it. */
  readonly asIs: string | null;
}

export interface TemplateStep extends Kept<'step', 'title' | 'kind' | 'regulated'> {
  readonly number: number;
  readonly changed: boolean;
  readonly driver: OwningFunction | null;
  readonly collects: readonly SystemFor[];
  readonly record: readonly SystemFor[];
  readonly review: readonly SystemFor[];
  readonly codes: readonly CodeOf[];
  readonly data: readonly { readonly data: string; readonly use: DataUse }[];
}

export interface TemplateInterface extends Kept<'interface', 'mechanism' | 'transformation' | 'reconciliation'> {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly data: readonly string[];
  readonly scopes: readonly Scope[];
  readonly changed: boolean;
}

export interface TemplateOutput extends Kept<'output', 'title' | 'kind' | 'relevance'> {
  readonly id: string;
  readonly citations: readonly string[];
  readonly recordSystem: string | null;
  readonly feeds: readonly { readonly system: string; readonly data: string }[];
  readonly approvers: readonly {
    readonly function: OwningFunction;
    readonly person: Initials | null;
    readonly meaning: Meaning | null;
  }[];
  readonly codes: readonly CodeOf[];
  readonly reportLogic: Fields<'output'>['reportLogic'] | null;
}

export interface TemplateMatrixRow {
  readonly area: Area;
  readonly codes: readonly CodeOf[];
}

export type TemplateRisk = Kept<'risk', 'kind' | 'dutyFunction'>;

export const RISK_STATES = ['open', 'assessed', 'mitigated', 'accepted'] as const;
export interface TemplateVote {
  readonly function: OwningFunction;
  readonly purpose: Purpose;
  /** By question; null for "don't know". */
  readonly answers: Readonly<Record<Question, Answer | null>>;
}

/** What a template says on behalf of people: input for the rules. */
export interface TemplateInput {
  readonly expectedClass: InitiativeClass | null;
  readonly votes: readonly TemplateVote[];
  readonly risks: readonly (TemplateRisk & { readonly state: (typeof RISK_STATES)[number] })[];
}

export interface TemplateBoard {
  readonly title: string;
  readonly productScope: string;
  readonly systems: readonly TemplateSystem[];
  readonly data: readonly TemplateData[];
  readonly steps: readonly TemplateStep[];
  readonly interfaces: readonly TemplateInterface[];
  readonly outputs: readonly TemplateOutput[];
  readonly matrix: readonly TemplateMatrixRow[];
  readonly risks: readonly TemplateRisk[];
  readonly input: TemplateInput;
}

/** One fault of a text, at the place where it stands. */
export interface TemplateFault {
  /** 1-based; 0 where something is missing altogether. */
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export type ParsedTemplate =
  | { readonly ok: true; readonly board: TemplateBoard }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };
