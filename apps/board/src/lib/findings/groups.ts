/** Findings in the order in which a list shows them. Pure. */
import {
  OWNING_FUNCTIONS,
  SEVERITIES,
  type Finding,
  type OwningFunction,
  type RuleId,
  type Severity,
} from '@chartroom/domain';

export interface RuleGroup {
  readonly rule: RuleId;
  readonly findings: readonly Finding[];
}
export interface SeverityGroup {
  readonly severity: Severity | 'accepted';
  readonly count: number;
  readonly rules: readonly RuleGroup[];
}
export interface FunctionGroup {
  readonly owes: OwningFunction;
  readonly findings: readonly Finding[];
}

/** Blockers, warnings, infos, then what is accepted; each by rule. A severity without findings is left out. */
export function bySeverity(findings: readonly Finding[]): readonly SeverityGroup[] {
  const of = Map.groupBy(findings, (one) => (one.accepted ? 'accepted' : one.severity));
  return [...SEVERITIES, 'accepted' as const].flatMap((severity) => {
    const own = of.get(severity);
    if (own === undefined) return [];
    const rules = [...Map.groupBy(own, (one) => one.rule)].map(([rule, list]) => ({ rule, findings: list }));
    return [{ severity, count: own.length, rules }];
  });
}

/** What each function owes; one owed by several stands with each. Accepted ones come last. A function without is kept: it may look for itself. */
export const byFunction = (findings: readonly Finding[]): readonly FunctionGroup[] =>
  OWNING_FUNCTIONS.map((owes) => {
    const own = findings.filter((one) => one.owes.includes(owes));
    return { owes, findings: [...own.filter((one) => !one.accepted), ...own.filter((one) => one.accepted)] };
  });

/** How many of a group are drawn before somebody asks for the rest. */
export const PAGE = 40;
/** A few more than what is drawn are no reason to hide any. */
export const drawn = <T>(items: readonly T[], most = PAGE): readonly T[] =>
  items.length <= most + 5 ? items : items.slice(0, most);
