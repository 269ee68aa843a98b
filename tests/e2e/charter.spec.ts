/** The charter on screen, in a real browser: it says what people say elsewhere, and follows while it is open. */
import { createEntity, decisionFingerprint, readSnapshot } from '@chartroom/domain';
import type { Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

const WORDED = { statement: 'QMS keeps the nonconformance', rationale: 'It holds it today' };

let server: TestServer;
let page: Page | null = null;
test.beforeEach(async () => {
  server = await startServer({ builtBoard: true });
});
test.afterEach(async () => {
  await page?.context().close();
  await server.stop();
});

test('BOARD-83 HIS-17 the open charter follows what others decide and dissent, and each word leads to its record', async ({
  browser,
}) => {
  const lena = await visit(server, 'Lena Wirth', 'OPS');
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const board = (await lena.createBoard('Lot release', 't1')).id;
  const { doc, client } = lena.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  createEntity('decision', WORDED)(doc);
  await client.settled();
  const decision = readSnapshot(doc).entities.decision.at(-1)!.id;
  client.destroy();
  const say = async (visitor: Visitor, id: string, kind: string, payload: object): Promise<void> => {
    const answer = await visitor.request(`/api/boards/${board}/record`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: id.padEnd(26, '0'), kind, payload }),
    });
    expect(answer.status, await answer.text()).toBeLessThan(300);
  };

  page = await enter(browser, server, lena, { reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.url}/b/${board}/charter`);
  const section = page.getByRole('article').getByRole('region', { name: 'Decisions and dissent' });
  await expect(section.getByRole('row', { name: new RegExp(WORDED.statement) })).toContainText(
    'Nobody has recorded an outcome yet.',
  );

  const fingerprint = decisionFingerprint(WORDED.statement, WORDED.rationale);
  const reason = 'The investigation starts in MES.';
  await say(priya, 'stance', 'stance', { decision, stance: 'dissent', reason, fingerprint });
  const dissent = section.getByRole('table', { name: 'Dissent, verbatim' });
  await expect(dissent.getByRole('row', { name: /Priya Nair/ })).toContainText(reason);
  await say(lena, 'agreed', 'decide', { decision, state: 'agreed', fingerprint, reason: 'Carried.' });
  await expect(section.getByRole('row', { name: new RegExp(WORDED.statement) })).toContainText(/agreed.*Carried\./);
  await expect(dissent.getByRole('link', { name: 'DEC1' })).toHaveAttribute('href', new RegExp(decision));

  await say(priya, 'ready', 'ready', { ready: true, note: 'After the trial run.' });
  await expect(page.getByRole('article').getByRole('region', { name: 'Signatures' })).toContainText(
    'After the trial run.',
  );

  // The word itself stands in the history, by the number that the charter prints.
  await dissent.getByRole('row', { name: /Priya Nair/ }).hover();
  await dissent.getByRole('link', { name: /^Entry \d+$/ }).click();
  const told = page.locator('[data-history] [data-entry]');
  await expect(told).toHaveCount(1);
  await expect(told).toContainText(reason);
  await page.getByRole('button', { name: /^Entry \d+: show the others/ }).click();
  await expect(told.nth(1)).toBeVisible();

  // A long word is shortened there, and unfolds under the keyboard.
  await say(priya, 'gap', 'ready', { ready: false, note: `${'The trial run showed a gap. '.repeat(30)}So we wait.` });
  const wait = told.filter({ hasText: 'The trial run showed a gap.' });
  await expect(wait.getByRole('button')).toHaveText('Show all of it');
  await expect(wait).not.toContainText('So we wait.');
  await wait.getByRole('button').press('Enter');
  await expect(wait).toContainText('So we wait.');
  await expect(wait.getByRole('button', { name: 'Show less' })).toBeFocused();
  expect(errors).toEqual([]);
});
