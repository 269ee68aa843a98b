/**
 * What can be weak on the way to an output, worst first: the one order by which the weakest link is found (TRC-5). A
 * weakness that a rule also finds carries the rule and the key of that finding.
 */
import type { RuleId, SubjectRef } from '../findings/finding.ts';

/** Worst first, with the rule that finds the same gap; null where no rule does. */
export const WEAKNESS_RULES = {
  no_feed: 'P02',
  gone: 'M10',
  no_record: 'M03',
  off_map: 'P03',
  unfed: 'P04',
  cut_off: null,
  part_unfed: null,
  not_captured: 'M05',
  step_without_record: 'M01',
  several_records: 'M02',
  blind_review: 'M06',
  no_quality_approval: 'P01',
  void_approval: 'P07',
  no_rule_cited: 'P05',
  nobody_accountable: 'O01',
  several_accountable: 'O02',
  nobody_named: 'O03',
  unvalidated_interface: 'I01',
  untested_conversion: 'I02',
  transcription: 'M09',
  entered_twice: 'M04',
  weak_record: 'M08',
  untrusted_system: 'R06',
  record_retiring: 'R05',
  migration_open: 'I04',
  no_reconciliation: 'I03',
  never_reviewed: 'M07',
  report_logic_open: 'P08',
  unassessed_interface: null,
  planned_interface: null,
  partly_validated: null,
} as const satisfies Readonly<Record<string, RuleId | null>>;

export type WeaknessKind = keyof typeof WEAKNESS_RULES;
export const WEAKNESS_KINDS = Object.keys(WEAKNESS_RULES) as readonly WeaknessKind[];

export interface Weakness {
  readonly kind: WeaknessKind;
  /** Position in `WEAKNESS_KINDS`: 0 is the worst. */
  readonly rank: number;
  /** Where it lies: the record where it is repaired first, then what else is part of it. */
  readonly at: readonly SubjectRef[];
  /** Positions in `OutputTrace.feeds`, ascending; empty where it is the output's own. */
  readonly feeds: readonly number[];
  /** The rule that finds the same gap; null where none fires on it (data that is not regulated, say). */
  readonly rule: RuleId | null;
  /** `Finding.key`; null with `rule`. */
  readonly finding: string | null;
}
