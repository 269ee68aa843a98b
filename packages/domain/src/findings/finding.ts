/** What a finding is: a deterministic result of one rule over the board and what people said (DOMAIN section 4). */
import type { OwningFunction } from '../schema/vocabulary.ts';

export const RULE_IDS = [
  ...(['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M09', 'M10', 'M11'] as const),
  ...(['O01', 'O02', 'O03', 'O04', 'O05', 'O06', 'O07', 'O08', 'O09', 'O10', 'O11'] as const),
  ...(['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08'] as const),
  ...(['I01', 'I02', 'I03', 'I04'] as const),
  ...(['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08'] as const),
  ...(['G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'G07', 'G08', 'G09'] as const),
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** Blocker: no charter with it. Warning: fix it or have all three functions accept it. Info. */
export const SEVERITIES = ['B', 'W', 'I'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What a finding is about, as an address: a record (`dataObject/<id>`), `area/area.validation`, `function/QUA`,
 * `riskKind/downtime`, `scoping/Q1`, `process/title`, `code/A`, `meaning/approval`, `row/<kind>/<key>`.
 */
export type SubjectRef = string;

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Rule and subjects: the same gap has the same key, whatever else changes. */
  readonly key: string;
  /** What the rule was asked of, the record where it is repaired first. */
  readonly subjects: readonly SubjectRef[];
  /** What else the message names, by role: `systems`, `steps`, `data`, `persons`, `functions`. */
  readonly details: Readonly<Record<string, readonly SubjectRef[]>>;
  /** Functions that owe the repair; at least one. */
  readonly owes: readonly OwningFunction[];
  /** Records on which the sign of this finding is drawn, subjects included. */
  readonly shownOn: readonly SubjectRef[];
  /** SHA-256 of the condition's inputs, lower-case hex: an acceptance lapses when it changes. */
  readonly fingerprint: string;
  /** Functions that have accepted it as it stands. */
  readonly acceptedBy: readonly OwningFunction[];
  /** Functions that accepted it as it stood before. */
  readonly lapsed: readonly OwningFunction[];
  /** A warning that all three functions accepted, or a question accepted as open: it holds nothing up. */
  readonly accepted: boolean;
}
