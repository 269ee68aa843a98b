/** The sign of each kind of thread. */
import type { ThreadState } from '@chartroom/record';
import { IconAction, IconComment, IconDecision, IconOctagonAlert, IconZap } from '#lib/ui/icons.ts';

export const KIND_ICON: Readonly<Record<ThreadState['kind'], typeof IconComment>> = {
  question: IconComment,
  objection: IconOctagonAlert,
  proposal: IconZap,
  decision: IconDecision,
  action: IconAction,
};
