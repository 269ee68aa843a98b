/** What the outline says of a step while the difference is shown. Pure. */
import type { ComparedRole, RoleComparison, StepComparison } from '@chartroom/domain';

export interface DifferenceLine {
  readonly fate: 'arrives' | 'leaves' | null;
  /** Roles that change, the record first. */
  readonly changes: readonly RoleComparison[];
  /** Roles of which somebody still has to say how they are today. */
  readonly unsaid: readonly ComparedRole[];
  /** Nothing changes, and today is known. */
  readonly same: boolean;
}

export function differenceLine(compared: StepComparison): DifferenceLine {
  const changes = (['record', 'collect', 'review'] as const)
    .map((role) => compared.roles[role])
    .filter((role) => role.changed);
  const fate = compared.fate === 'new' ? 'arrives' : compared.fate === 'gone' ? 'leaves' : null;
  const unsaid = compared.unknown;
  return { fate, changes, unsaid, same: fate === null && changes.length === 0 && unsaid.length === 0 };
}
