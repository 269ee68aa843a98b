/**
 * What administrators see of mail while the mail server is away, and afterwards.
 */
import type { MailQueueResponse } from '@chartroom/server/api';
import { setUp } from '../../support/account.ts';
import { startMailbox } from '../../support/mailbox.ts';
import { violations } from '../axe.ts';
import { expect, test } from './test.ts';

test('MAIL-1, MAIL-2, MAIL-3 mail that does not go out is said above the boards and listed at the accounts; it goes out once the mail server is back', async ({
  desk,
}) => {
  const mailbox = await startMailbox();
  const { env, port } = mailbox;
  await mailbox.close();
  await desk.serveWith({ ACCESS: 'accounts', ...env });
  const lena = await setUp(desk.server);
  const board = await lena.createBoard('Lot release', 't1');
  const answer = await lena.request(`/api/boards/${board.id}/invitations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'mail',
      role: 'viewer',
      label: 'Audit',
      email: 'priya.nair@plant.example',
      expiresInHours: 24,
    }),
  });
  expect(answer.status).toBe(201);
  const queue = async (): Promise<MailQueueResponse> =>
    (await (await lena.request('/api/mail')).json()) as MailQueueResponse;
  await expect.poll(async () => (await queue()).unreachable).not.toBeNull();
  const page = await desk.signedIn(lena);
  await page.goto(desk.server.url);
  await expect(page.getByRole('status').filter({ hasText: 'has not been reached' })).toBeVisible();
  await page.getByRole('link', { name: 'Look at mail' }).click();
  const part = page.getByRole('region', { name: /^Mail/ });
  await expect(part).toContainText('mail server away');
  await expect(part).toContainText(/1 mail waits; the next try is .* Nothing is lost\. It said: .*ECONNREFUSED/);
  const waiting = part.getByRole('list', { name: 'Mails that wait' }).getByRole('listitem');
  await expect(waiting).toContainText('priya.nair@plant.example');
  await expect(waiting).toContainText('tried once');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  // The operator mends it: what has waited goes out.
  const back = await startMailbox(port);
  try {
    await desk.server.restart();
    await back.link('priya.nair@plant.example', /http\S+\/join#\S+/);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.reload();
    await expect(part).toContainText(/Mail goes out through .* 1 mail was sent in the last day\./);
    await expect(waiting).toHaveCount(0);
  } finally {
    await back.close();
  }
});
