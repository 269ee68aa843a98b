/** How mail stands, in one word and one sentence: the worst of what there is to say. Pure. */
import type { MailQueueResponse } from '@chartroom/server/api';
import { m } from '#lib/messages/index.ts';

export type MailState = 'off' | 'well' | 'waiting' | 'away' | 'failed';

export interface MailStanding {
  readonly state: MailState;
  readonly text: string;
  /** What the mail server said, where that is what is wrong. */
  readonly reason: string | null;
}

/** `time`: a moment as people write it. */
export function mailStanding(queue: MailQueueResponse, time: (iso: string) => string): MailStanding {
  const { enabled, unreachable, counts, waiting } = queue;
  const server = queue.server ?? '';
  if (!enabled) return { state: 'off', text: m.mail.off, reason: null };
  if (unreachable !== null)
    return {
      state: 'away',
      text: m.mail.away(server, time(unreachable.since), time(unreachable.nextAt), counts.waiting),
      reason: m.mail.reason(unreachable.error),
    };
  if (counts.failed > 0) return { state: 'failed', text: m.mail.failed(counts.failed), reason: null };
  // What was only just written waits for nothing.
  const late = waiting.filter(({ attempts }) => attempts > 0).length;
  if (late > 0) return { state: 'waiting', text: m.mail.waiting(late), reason: null };
  return { state: 'well', text: m.mail.well(server, counts.sentInADay), reason: null };
}

/** Whether somebody has to look after it. */
export const needsLooking = ({ state }: MailStanding): boolean => state === 'away' || state === 'failed';
