/** Mail: when somebody wants it, the link that ends it without signing in, and the queue for administrators. */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { MailQueueResponse, MyMailResponse, QueuedMail } from '../../api.ts';
import type { OutboxMail } from '../../db/mail-outbox.ts';
import { escapeHtml } from '../../mail/html.ts';
import { readBody } from '../body.ts';
import { requireActor } from '../board-access.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { requirePerson } from './reading.ts';

const MOST_LISTED = 200;
const DAY_MS = 86_400_000;

export const MailBody = z.strictObject(
  { when: z.enum(['once', 'daily', 'never'], { error: 'Give "once", "daily" or "never".' }) },
  { error: 'Send a JSON object with "when".' },
);

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color:#1c2330;background:#fff}' +
  'h1{font-size:1.25rem}button{font:inherit;padding:.5rem 1rem;border:0;border-radius:5px;color:#fff;background:#1f5bb5;cursor:pointer}';
const PAGE_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Without a referrer a browser would send the form from nowhere, which is refused as foreign. */
const page = (c: Context, status: 200 | 403, title: string, text: string, button?: string): Response => {
  c.header('content-security-policy', PAGE_CSP);
  return c.html(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="referrer" content="same-origin"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>` +
      `<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>` +
      (button === undefined ? '' : `<form method="post"><button>${escapeHtml(button)}</button></form>`) +
      `</main></body></html>`,
    status,
  );
};

const listed = ({ id, kind, to, subject, createdAtMs, attempts, nextAtMs, lastError }: OutboxMail): QueuedMail => ({
  id,
  kind,
  to,
  subject,
  createdAt: new Date(createdAtMs).toISOString(),
  attempts,
  nextAt: nextAtMs === null ? null : new Date(nextAtMs).toISOString(),
  lastError,
});

export const mailRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { mailSettings, mailOutbox, accounts } = parts.store;

  const mine = async (principal: string): Promise<MyMailResponse> => {
    const recipient = await mailSettings.find(principal);
    return {
      when: recipient?.when ?? 'never',
      email: recipient?.email ?? null,
      enabled: parts.mailer.enabled,
    };
  };
  const requireAdministrator = async (c: Context<AppEnv>): Promise<void> => {
    const actor = requireActor(c);
    const account = actor.kind === 'user' ? await accounts.findByPrincipal(actor.id) : null;
    if (account === null || !account.administrator)
      throw new ProblemError('forbidden', 'Only administrators look after mail. Ask one of them.');
  };
  /** The person of a link; null where its signature does not hold. */
  const unsubscriber = (c: Context<AppEnv>): string | null =>
    parts.mailing.unsubscribing.read(c.req.query('who'), c.req.query('signature'));
  const notOurs = (c: Context<AppEnv>): Response =>
    page(
      c,
      403,
      'This link is not whole',
      'It does not end any mail. Use the link of the mail again, or sign in and change it in your inbox.',
    );

  return new Hono<AppEnv>()
    .get('/me/mail', async (c) => c.json(await mine(requirePerson(c).id)))
    .put('/me/mail', async (c) => {
      const actor = requirePerson(c);
      const { when } = await readBody(c, MailBody);
      if ((await mailSettings.find(actor.id)) === null)
        throw new ProblemError('forbidden', 'Mail goes to people with an account. Come with one to get any.');
      await mailSettings.set(actor.id, when, parts.nowMs());
      return c.json(await mine(actor.id));
    })
    .get('/mail/unsubscribe', (c) =>
      unsubscriber(c) === null
        ? notOurs(c)
        : page(
            c,
            200,
            'No more mail about what is new?',
            'You will find it in your inbox. Mails about your account, such as for a new password, still come.',
            'No more mail',
          ),
    )
    .post('/mail/unsubscribe', async (c) => {
      const who = unsubscriber(c);
      if (who === null) return notOurs(c);
      await mailSettings.set(who, 'never', parts.nowMs());
      return page(c, 200, 'You get no more mail about what is new', 'You can change that in your inbox.');
    })
    .get('/mail', async (c) => {
      await requireAdministrator(c);
      const { config, mailer, mailing } = parts;
      const { waiting, failed, sent } = await mailOutbox.counts(parts.nowMs() - DAY_MS);
      const away = mailing.queue?.unreachable() ?? null;
      return c.json({
        enabled: mailer.enabled,
        server: mailing.queue?.server ?? null,
        from: config.mailFrom,
        unreachable:
          away === null
            ? null
            : {
                since: new Date(away.sinceMs).toISOString(),
                nextAt: new Date(away.nextAtMs).toISOString(),
                error: away.error,
              },
        waiting: (await mailOutbox.list('waiting', MOST_LISTED)).map(listed),
        failed: (await mailOutbox.list('failed', MOST_LISTED)).map(listed),
        counts: { waiting, failed, sentInADay: sent },
      } satisfies MailQueueResponse);
    });
};
