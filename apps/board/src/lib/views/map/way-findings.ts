/** How much a missing way weighs: a blocker where a finding says so of data that it should carry. Pure. */
import type { EntityId, Finding } from '@chartroom/domain';

export const severityOfWay = (findings: readonly Finding[], data: readonly EntityId[]): 'blocker' | 'warning' =>
  findings.some(
    (one) =>
      (one.rule === 'M05' || one.rule === 'M06') &&
      one.severity === 'B' &&
      data.some((id) => one.subjects.includes(`dataObject/${id}`)),
  )
    ? 'blocker'
    : 'warning';

/** What the slots of a step show by themselves: the system of record is missing, contradicted, or elsewhere. */
export const isOfRecord = (finding: Finding): boolean =>
  finding.rule === 'M01' || finding.rule === 'M02' || finding.rule === 'M03';
