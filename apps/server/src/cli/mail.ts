/** `chartroom mail`: the mails that wait, and those that were given up; one line each. */
import type { OutboxMail } from '../db/mail-outbox.ts';
import { type Result, done } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

const MOST = 1000;
const DAY_MS = 86_400_000;
const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

const lineOf = ({ to, kind, subject, createdAtMs, attempts, nextAtMs, lastError }: OutboxMail): string =>
  [
    nextAtMs === null ? 'failed ' : 'waiting',
    new Date(createdAtMs).toISOString(),
    `${attempts} ${attempts === 1 ? 'try' : 'tries'}`.padStart(8),
    nextAtMs === null || attempts === 0 ? '' : `next ${new Date(nextAtMs).toISOString()}`,
    to,
    kind,
    subject,
    lastError === null ? '' : `(${lastError})`,
  ]
    .filter((part) => part !== '')
    .join('  ')
    .replace(NOT_PRINTABLE, '');

export const listMail = (dataDir: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async ({ mailOutbox }) => {
    const mails = [...(await mailOutbox.list('waiting', MOST)), ...(await mailOutbox.list('failed', MOST))];
    const { waiting, failed, sent } = await mailOutbox.counts(Date.now() - DAY_MS);
    const counts = `${waiting} waiting, ${failed} failed, ${sent} sent in a day.`;
    return done({ text: `${[...mails.map(lineOf), counts].join('\n')}\n` });
  });
