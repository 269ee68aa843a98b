/** How far a board is from review, in numbers, and which finding comes next. Pure. */
import { OWNING_FUNCTIONS, type Analysis, type Checks, type Finding, type OwningFunction } from '@chartroom/domain';

export interface Readiness {
  readonly blockers: number;
  readonly warnings: number;
  readonly accepted: number;
  /** Blockers that each function owes; one owed by several counts for each. */
  readonly owed: Readonly<Record<OwningFunction, number>>;
  readonly checks: Checks;
}

export function readinessOf({ findings, checks }: Analysis): Readiness {
  const standing = findings.filter((one) => !one.accepted);
  const blockers = standing.filter((one) => one.severity === 'B');
  return {
    blockers: blockers.length,
    warnings: standing.filter((one) => one.severity === 'W').length,
    accepted: findings.length - standing.length,
    owed: Object.fromEntries(
      OWNING_FUNCTIONS.map((said) => [said, blockers.filter((one) => one.owes.includes(said)).length]),
    ) as Record<OwningFunction, number>,
    checks,
  };
}

/** Widths of the bar in per cent: passed, blockers, warnings, infos. What is there is never too thin to be seen. */
export function sharesOf(checks: Checks): readonly [number, number, number, number] {
  const LEAST = 1.5;
  const { asked, blockers, warnings, infos } = checks;
  if (asked === 0) return [0, 0, 0, 0];
  const share = (count: number): number => (count === 0 ? 0 : Math.max(LEAST, (100 * count) / asked));
  const [b, w, i] = [share(blockers), share(warnings), share(infos)];
  return [Math.max(0, 100 - b - w - i), b, w, i];
}

/** Whole per cent of the checks that pass; 100 only when all do. */
export const passedPercent = ({ asked, passed }: Checks): number =>
  asked === 0 ? 0 : passed === asked ? 100 : Math.min(99, Math.floor((100 * passed) / asked));

/** What stands in the way of review, in order: the blockers, or where there is none the warnings. */
export function inTheWay(findings: readonly Finding[]): readonly Finding[] {
  const standing = findings.filter((one) => !one.accepted && one.severity !== 'I');
  const blockers = standing.filter((one) => one.severity === 'B');
  return blockers.length > 0 ? blockers : standing;
}

/** The finding after `current` among those in the way, from the start again at the end; null when there is none. */
export function nextInTheWay(findings: readonly Finding[], current: string | null): Finding | null {
  const way = inTheWay(findings);
  const at = way.findIndex((one) => one.key === current);
  return way[(at + 1) % Math.max(1, way.length)] ?? null;
}
