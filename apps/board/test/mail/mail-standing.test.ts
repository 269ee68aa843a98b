import type { MailQueueResponse, QueuedMail } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { mailStanding, needsLooking } from '../../src/lib/mail/mail-standing.ts';

const QUEUE: MailQueueResponse = {
  enabled: true,
  server: 'smtp://mail.plant.example',
  from: 'chartroom@plant.example',
  unreachable: null,
  waiting: [],
  failed: [],
  counts: { waiting: 0, failed: 0, sentInADay: 12 },
};
const mail = (attempts: number): QueuedMail => ({
  id: 'a',
  kind: 'digest',
  to: 'petra@plant.example',
  subject: 'What is new',
  createdAt: '2026-11-27T08:00:00.000Z',
  attempts,
  nextAt: '2026-11-27T08:05:00.000Z',
  lastError: null,
});
const standing = (queue: Partial<MailQueueResponse>) =>
  mailStanding({ ...QUEUE, ...queue }, (iso) => iso.slice(11, 16));

describe('how mail stands', () => {
  it('MAIL-1 says the worst of what there is to say', () => {
    expect(standing({ enabled: false, server: null })).toMatchObject({
      state: 'off',
      text: expect.stringContaining('SMTP_URL'),
    });
    expect(standing({})).toEqual({
      state: 'well',
      text: 'Mail goes out through smtp://mail.plant.example. 12 mails were sent in the last day.',
      reason: null,
    });
    // One that was only just written waits for nothing.
    expect(standing({ waiting: [mail(0)], counts: { waiting: 1, failed: 0, sentInADay: 1 } }).text).toBe(
      'Mail goes out through smtp://mail.plant.example. 1 mail was sent in the last day.',
    );
    const late = { waiting: [mail(0), mail(2)], counts: { waiting: 2, failed: 0, sentInADay: 0 } };
    expect(standing(late)).toMatchObject({ state: 'waiting', text: expect.stringMatching(/^1 mail waits, /) });
    const failed = { ...late, counts: { ...late.counts, failed: 3 } };
    expect(standing(failed)).toMatchObject({ state: 'failed', text: expect.stringMatching(/^3 mails were given up/) });
    const unreachable = {
      since: '2026-11-27T08:00:00.000Z',
      nextAt: '2026-11-27T08:15:00.000Z',
      error: 'ECONNREFUSED',
    };
    expect(standing({ ...failed, unreachable })).toEqual({
      state: 'away',
      text: 'smtp://mail.plant.example has not been reached since 08:00. 2 mails wait; the next try is 08:15. Nothing is lost.',
      reason: 'It said: ECONNREFUSED',
    });
  });

  it('MAIL-3 only what does not mend itself asks somebody to look', () => {
    const states = ['off', 'well', 'waiting', 'away', 'failed'] as const;
    expect(states.filter((state) => needsLooking({ state, text: '', reason: null }))).toEqual(['away', 'failed']);
  });
});
