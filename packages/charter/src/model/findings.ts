/** What the rules found on the board, as values: addresses and names, no sentences (DOMAIN section 4). */
import type { Finding, OutputTrace } from '@chartroom/domain';
import type { OwningFunction, Ref } from './common.ts';
import type { AcceptanceLine } from './said.ts';

export interface FindingLine {
  readonly rule: Finding['rule'];
  readonly severity: Finding['severity'];
  readonly key: string;
  /** Addresses: `dataObject/<id>`, `area/area.validation`, `scoping/Q1`. */
  readonly subjects: readonly string[];
  readonly details: Readonly<Record<string, readonly string[]>>;
  /** What the records among them are called. */
  readonly names: Readonly<Record<string, Ref>>;
  readonly owes: readonly OwningFunction[];
  /** SHA-256 of the condition's inputs. */
  readonly fingerprint: string;
  /** Functions whose acceptance holds. */
  readonly acceptedBy: readonly OwningFunction[];
  /** What each function said when it accepted it, lapsed ones included. */
  readonly acceptances: readonly AcceptanceLine[];
}

/** Blockers first, then in the order of the catalogue; accepted ones are in section 13. */
export interface Findings {
  readonly open: readonly FindingLine[];
  readonly accepted: readonly FindingLine[];
}

/** The appendix: how one regulated output is fed, step by step, and its weakest link. */
export type OutputTraceLine = Omit<OutputTrace, 'onMap'>;
