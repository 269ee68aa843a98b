/** Findings of a preview in few words. Pure. */
import type { Finding } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';

/** "3 blockers and 1 warning"; '' for none. */
export function counted(findings: readonly Pick<Finding, 'severity'>[]): string {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return m.trace.whatIf.opensCount(of('B'), of('W'), of('I'));
}
