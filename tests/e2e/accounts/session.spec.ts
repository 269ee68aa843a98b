/**
 * The session on screen: its end over a page that stays, what is kept and what is cleared, guests, and a server that is away.
 */
import type { Locator } from '@playwright/test';
import { ADMINISTRATOR, invite, joinAsGuest, setUp, signIn, type Account } from '../../support/account.ts';
import { poll } from '../../support/poll.ts';
import { alert, button, expect, field, fillSignIn, heading, part, PRIYA, test, networkOf } from './test.ts';

test.describe('the session', () => {
  test('ACC-21, ACC-28 ended elsewhere it leaves the board in place and asks over it; what was typed and not sent is there afterwards', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await desk.invitePriya(lena, board.id);
    const watching = await desk.signedIn(lena);
    await desk.openBoard(watching, `/b/${board.id}/data`);
    const page = await desk.signedIn(priya);
    const network = await networkOf(page);
    await desk.openBoard(page, `/b/${board.id}/data`);

    // Away from the network something is entered, and a text is begun.
    await network.cut();
    const box = field(page, 'New data object');
    await box.fill('Line clearance record');
    await box.press('Enter');
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
    await box.fill('Half a wo');

    // Meanwhile somebody ends this session from another browser, and one more.
    await signIn(desk.server, PRIYA);
    const elsewhere = await desk.signedIn(await signIn(desk.server, PRIYA));
    await elsewhere.goto(`${desk.server.url}/account`);
    const sessions = part(elsewhere, 'Sessions');
    await expect(sessions.getByRole('listitem')).toHaveCount(3);
    await expect(sessions.getByRole('listitem').first()).toContainText('this one');
    await button(sessions, 'End all others').click();
    await expect(sessions.getByRole('listitem')).toHaveCount(1);

    await network.mend();
    const over = page.getByRole('dialog', { name: 'Signed out' });
    await expect(over).toContainText('Your session has ended. Sign in to go on.');
    await expect(over).toContainText('Your 1 unsent edit is sent once you are back.');
    await expect(field(over, 'E-mail')).toHaveValue(PRIYA.email);
    await page.keyboard.press('Escape');
    await expect(over).toBeVisible();
    await expect(watching.getByRole('row', { name: /Line clearance record/ })).toHaveCount(0);
    await field(over, 'Password').fill(PRIYA.password);
    await button(over, 'Sign in').click();
    await expect(over).toHaveCount(0);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    await expect(box).toHaveValue('Half a wo');
    await expect(watching.getByRole('row', { name: /Line clearance record/ })).toBeVisible();
  });

  test('ACC-21 ended while connected it asks at once, and goes on', async ({ desk }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await desk.signedIn(await signIn(desk.server, ADMINISTRATOR));
    await desk.openBoard(page, `/b/${board.id}/map`);
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: desk.server.url } });
    const over = page.getByRole('dialog', { name: 'Signed out' });
    await field(over, 'Password').fill(ADMINISTRATOR.password);
    await button(over, 'Sign in').click();
    await expect(over).toHaveCount(0);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    await expect(page.getByText('could not be read')).toHaveCount(0);
  });

  test('ACC-22, ACC-23 work keeps it alive; near the end it warns, and one press stays signed in', async ({ desk }) => {
    const page = await desk.signedIn(await setUp(desk.server));
    await page.clock.install();
    let told = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/session/alive')) told += 1;
    });
    /** When the server was last told, as all tabs of this browser know it. */
    const lastAlive = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('chartroom.alive'));
    const toldAgain = async (since: string | null): Promise<void> => {
      await poll(async () => (await lastAlive()) !== since, { what: 'the server to have been told' });
    };
    const [first] = await Promise.all([
      page.waitForResponse(/\/api\/session\/alive$/),
      page.goto(`${desk.server.url}/`),
    ]);
    await first.finished();
    const title = heading(page, 'Boards');
    await title.click();
    await title.click();
    await page.clock.fastForward(30_000);
    expect(told).toBe(1);
    const opened = await lastAlive();
    await page.clock.fastForward(31_000);
    await poll(() => told === 2, { what: 'the presses to be told after a minute' });
    await toldAgain(opened);
    // From here on nothing is done.
    await page.clock.fastForward(13 * 60_000);
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' });
    await expect(warning).toHaveCount(0);
    await page.clock.fastForward(70_000);
    await expect(warning).toContainText(/You are signed out in 0:\d\d/);
    expect(told).toBe(2);
    const worked = await lastAlive();
    await button(warning, 'Stay signed in').click();
    await expect(warning).toHaveCount(0);
    await toldAgain(worked);
    expect(told).toBe(3);
  });

  test('ACC-26, ACC-27 signing out says what this browser keeps and what of it is not sent, and clears that person’s copies alone', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await desk.invitePriya(lena, board.id);
    const page = await desk.signedIn(priya);
    const network = await networkOf(page);
    await desk.openBoard(page, `/b/${board.id}/data`);
    const kept = (): Promise<readonly string[]> =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).flatMap(({ name }) => name ?? []),
        ...Object.keys(localStorage),
      ]);
    const of = (names: readonly string[], who: Account): readonly string[] =>
      names.filter((name) => name.split('.').includes(who.principalId));
    await poll(async () => of(await kept(), priya).some((name) => name.startsWith('chartroom.copy.')), {
      what: 'the copy of the board',
    });
    const signOut = async (): Promise<Locator> => {
      await page.getByRole('button', { name: /^You: / }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      return page.getByRole('dialog', { name: 'Sign out' });
    };

    // Priya leaves her copy, and Lena sees nothing of it.
    let dialog = await signOut();
    const clear = dialog.getByRole('checkbox', { name: 'Remove the copy of 1 board from this browser' });
    await expect(clear).toBeChecked();
    await clear.uncheck();
    await button(dialog, 'Sign out').click();
    await expect(page).toHaveURL(`${desk.server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    await desk.openBoard(page, `/b/${board.id}/data`);
    await poll(async () => of(await kept(), lena).some((name) => name.startsWith('chartroom.copy.')), {
      what: 'the copy of the other person',
    });
    expect(of(await kept(), priya).length).toBeGreaterThan(0);

    // What is not sent is named, and then not cleared unless somebody says so.
    await network.cut();
    await field(page, 'New data object').fill('Line clearance record');
    await field(page, 'New data object').press('Enter');
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toContainText('1 unsent');
    dialog = await signOut();
    await expect(dialog.getByRole('checkbox')).not.toBeChecked();
    await expect(dialog).toContainText('is not on the server yet. Removing the copies loses it.');
    await button(dialog, 'Sign out').click();
    await expect(alert(dialog)).toContainText('You are still signed in, because the server does not answer.');
    await network.mend();
    await button(dialog, 'Cancel').click();
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    dialog = await signOut();
    await expect(dialog.getByRole('checkbox')).toBeChecked();
    await button(dialog, 'Sign out').click();
    await expect(page).toHaveURL(`${desk.server.url}/sign-in`);
    await poll(async () => of(await kept(), lena).length === 0, { what: 'the copies to be cleared' });
    expect(of(await kept(), priya).length).toBeGreaterThan(0);
  });
});

test.describe('a guest', () => {
  test('ACC-29 signs out by the menu, and is told what there is to do when the time is over', async ({ desk }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const link = await invite(desk.server, lena.cookie, board.id, { guests: true });
    const tom = await joinAsGuest(desk.server, link, { name: 'Tom Berg', function: 'OPS' });
    const page = await desk.signedIn(tom);
    await desk.openBoard(page, `/b/${board.id}/map`);
    await page.getByRole('button', { name: /^You: Tom Berg/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign out' });
    await expect(dialog).toContainText('You come again by the link of your invitation, as somebody new.');
    await button(dialog, 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(tom.request('/api/visitor')).resolves.toMatchObject({ status: 401 });
    await page.goto(`${desk.server.url}/b/${board.id}/map`);
    await expect(heading(page, 'Sign in')).toBeVisible();

    const eva = await joinAsGuest(desk.server, link, { name: 'Eva Varga', function: 'OPS' });
    const other = await desk.signedIn(eva);
    await desk.openBoard(other, `/b/${board.id}/map`);
    await eva.request('/api/visitor', { method: 'DELETE', headers: { origin: desk.server.url } });
    const over = other.getByRole('dialog', { name: 'Signed out' });
    await expect(over).toContainText(
      'Your time as a guest is over. Open the link of your invitation again, or sign in.',
    );
    await expect(over).toContainText('You were here as Eva Varga.');
  });
});

test.describe('while the server is away', () => {
  test('ACC-25 a board that was open before is shown to whoever was signed in, and to nobody after signing out', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await desk.signedIn(lena);
    await desk.openBoard(page, `/b/${board.id}/data`);
    await expect(page.getByRole('row', { name: /Batch production record/ })).toBeVisible();
    // The page itself comes, and everything else does not: an application shell without its server.
    await page.route('**/api/**', (route) => route.abort());
    await page.routeWebSocket(/\/sync\//, (socket) => void socket.close({ code: 1001 }));
    await page.reload();
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
    await expect(page.getByRole('row', { name: /Batch production record/ })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole('button', { name: /^You: / }).click();
    await page.reload();
    await page.getByRole('button', { name: /^You: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await button(page.getByRole('dialog'), 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await page.route('**/api/**', (route) => route.abort());
    await page.goto(`${desk.server.url}/b/${board.id}/data`);
    await expect(page.getByText('The server does not answer').first()).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(0);
  });
});
