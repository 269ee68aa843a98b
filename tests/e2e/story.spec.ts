/**
 * The main story on the real product: a board from a template, two people editing it live in two browsers, the server
 * killed in the middle, and a charter that says what they typed.
 */
import { readFile } from 'node:fs/promises';
import { verifyCharter } from '@chartroom/charter';
import type { Browser } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { Person } from './person.ts';
import { expect, test } from './test.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer({ builtBoard: true });
});
test.afterEach(async () => server.stop());

const person = async (browser: Browser, name: string, plantFunction: string, path: string): Promise<Person> => {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  const at = new Person(page, name);
  page.on('pageerror', (error) => at.errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) at.errors.push(message.text());
  });
  await page.goto(`${server.url}${path}`);
  await at.introduce(plantFunction);
  return at;
};

const download = async (at: Person, format: string): Promise<{ readonly name: string; readonly text: string }> => {
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('link', { name: format, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
};

test('STORY-1, STORY-2, BOARD-82 two people define a process, the server dies in the middle, the charter says what they typed', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const lena = await person(browser, 'Lena Wirth', 'Operations', '/');
  const board = await lena.createFirstBoard('In-process checking through lot release', 'Lot release, tablet line 4');
  const priya = await person(browser, 'Priya Nair', 'Quality', `/b/${board}/map`);
  await expect(priya.slot(1, 'System of record')).toBeVisible();
  await expect(lena.here('Priya Nair')).toBeVisible();
  await expect(priya.here('Lena Wirth')).toBeVisible();

  await test.step('steps are added, renamed and reordered, each seen by the other', async () => {
    await lena.addStepAfter(2, 'Weigh sample tablets');
    await expect(priya.stepNode('Weigh sample tablets')).toBeVisible();
    await priya.openStep('Sample and test finished product');
    await priya.type(priya.field('title').getByRole('textbox'), 'Sample and test finished tablets');
    await expect(lena.stepNode('Sample and test finished tablets')).toBeVisible();
    await lena.moveStepLeft('Weigh sample tablets');
    await expect
      .poll(() => priya.stepTitles())
      .toEqual([
        'Release order and effective limits to line',
        'Weigh sample tablets',
        'Run and record in-process checks',
        'Hold and raise out-of-limit exception',
        'Sample and test finished tablets',
        'Review batch record by exception',
        'Decide lot release or rejection',
        'Post usable stock status',
      ]);
  });

  await test.step('the three system roles of a step are set in the panel and in the strip', async () => {
    await lena.openStep('Weigh sample tablets');
    await lena.add(lena.field('role.collect').getByRole('combobox'), 'Line balance');
    await expect(priya.slot(2, 'Collects', 'Line balance')).toBeVisible();
    await lena.add(lena.field('role.record').getByRole('combobox'), 'MES');
    await lena.add(lena.field('role.review').getByRole('combobox'), 'QMS');
    await expect(priya.slot(2, 'System of record', 'MES')).toBeVisible();
    await expect(priya.slot(2, 'Review', 'QMS')).toBeVisible();
    await lena.chooseIn(lena.field('kind'), 'Record');
    await lena.add(lena.field('resp.A').getByRole('combobox'), 'Lena Wirth');
    await expect(priya.stepNode('Weigh sample tablets')).toHaveAccessibleName(/accountable Lena Wirth/);
  });

  await test.step('a data object is added by one and completed by the other', async () => {
    await priya.goTo('Data');
    await priya.addRow('New data object', 'Sample weights');
    await expect(priya.row('Sample weights')).toBeVisible();
    await lena.add(lena.dataField('creates'), 'Sample weights');
    await priya.openRow('Sample weights');
    await priya.chooseIn(priya.field('category'), 'Result');
    await priya.add(priya.field('resp.A').getByRole('combobox'), 'Hana');
    await lena.goTo('Data');
    await expect(lena.row('Sample weights')).toContainText('Result');
    await expect(lena.row('Sample weights')).toContainText('Hana Kovács');
    await expect(lena.row('Sample weights')).toContainText('MES');
  });

  await test.step('two systems of record stand side by side until somebody keeps one', async () => {
    await priya.goTo('Map');
    await priya.openStep('Weigh sample tablets');
    await priya.add(priya.field('role.record').getByRole('combobox'), 'QMS');
    await lena.goTo('Map');
    await expect(lena.conflict(2)).toHaveAccessibleName(/MES.*QMS|QMS.*MES/);
    await expect(lena.conflict(2)).toHaveAccessibleName(/Quality/);
    await lena.openStep('Weigh sample tablets');
    await lena.panel.getByRole('button', { name: /^Keep MES/ }).click();
    await expect(priya.conflict(2)).toHaveCount(0);
    await expect(priya.slot(2, 'System of record', 'MES')).toBeVisible();
  });

  await test.step('an interface carries the new data', async () => {
    await lena.goTo('Interfaces');
    await lena.addInterface('Line balance', 'MES');
    await lena.add(lena.field('ifData').getByRole('combobox'), 'Sample weights');
    await lena.field('scope.interface').getByRole('checkbox').click();
    await lena.add(lena.field('resp.A').getByRole('combobox'), 'Ivo');
    await priya.goTo('Interfaces');
    await expect(priya.page.getByRole('row', { name: /Line balance/ })).toContainText('MES');
    await expect(priya.page.getByRole('row', { name: /Line balance/ })).toContainText('Ivo Castellan');
  });

  await test.step('an output gets its feed, its rule and its approver', async () => {
    await priya.goTo('Outputs');
    await priya.page.getByRole('button', { name: 'Output', exact: true }).click();
    await priya.type(priya.field('title').getByRole('textbox'), 'Weight uniformity report');
    await priya.chooseIn(priya.field('kind'), 'Report');
    await priya.add(priya.panel.getByRole('combobox', { name: 'Citations' }), '211.110(b)');
    await priya.panel.getByRole('button', { name: 'Feed' }).click();
    await priya.pick(priya.panel.getByRole('combobox', { name: 'Feed' }), 'Sample weights');
    await priya.panel.getByRole('button', { name: 'Approver' }).click();
    await priya.pick(priya.panel.getByRole('combobox', { name: 'Approver' }), 'Priya Nair');
    await lena.goTo('Outputs');
    await expect(lena.output('Weight uniformity report')).toContainText('211.110(b)');
    await expect(lena.output('Weight uniformity report')).toContainText('Sample weights');
  });

  await test.step('responsibilities are named in the matrix', async () => {
    await lena.goTo('Owners');
    await lena.page.getByRole('button', { name: 'Edit Requirements, Operations' }).click();
    const cell = lena.page.getByRole('group', { name: 'Requirements, Operations' });
    await lena.add(cell.getByRole('combobox', { name: 'does' }), 'Lena Wirth');
    await priya.goTo('Owners');
    await expect(priya.page.getByRole('row', { name: /^Requirements/ })).toContainText('Lena Wirth');
  });

  await test.step('the server is killed; what was saved and seen is there when it is back, and so is what was typed meanwhile', async () => {
    await lena.saved();
    await priya.saved();
    await lena.goTo('Map');
    await priya.goTo('Map');
    await server.kill('SIGKILL');
    await expect(lena.saveState()).toHaveAttribute('data-save', 'offline');
    await expect(priya.saveState()).toHaveAttribute('data-save', 'offline');
    await priya.openStep('Post usable stock status');
    await priya.type(priya.field('title').getByRole('textbox'), 'Post usable stock status to the ledger');
    await expect(priya.saveState()).toContainText('1 unsent');
    await server.restart();
    await lena.saved();
    await priya.saved();
    for (const someone of [lena, priya]) {
      await expect(someone.stepNode('Post usable stock status to the ledger')).toBeVisible();
      await expect(someone.stepNode('Weigh sample tablets')).toBeVisible();
      await expect(someone.slot(2, 'Collects', 'Line balance')).toBeVisible();
    }
    // Somebody who was not there sees the same: it is the server's, not the browsers'.
    const marta = await person(browser, 'Marta Lindqvist', 'IT', `/b/${board}/map`);
    await expect.poll(() => marta.stepTitles()).toEqual(await lena.stepTitles());
    await marta.page.context().close();
  });

  await test.step('the charter is opened as a page and says what they typed', async () => {
    await lena.goTo('Charter');
    const paper = lena.page.getByRole('article');
    await expect(paper).toContainText('Weigh sample tablets');
    await expect(paper).toContainText('Weight uniformity report');
    const [page] = await Promise.all([
      lena.page.waitForEvent('popup'),
      lena.page.getByRole('link', { name: 'Open as a page' }).click(),
    ]);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('In-process checking through lot release');
    await expect(page.getByRole('row', { name: /Weigh sample tablets/ }).first()).toContainText('Line balance');
    await expect(page.getByRole('row', { name: /Sample weights/ }).first()).toContainText('Hana Kovács');
    await page.close();
  });

  await test.step('it is downloaded as Markdown, HTML and JSON, each with the same content and hash', async () => {
    const json = await download(lena, 'JSON');
    const verified = verifyCharter(json.text);
    expect(verified.kind).toBe('intact');
    const charter = JSON.parse(json.text) as {
      readonly envelope: { readonly integrity: { readonly payloadHash: string } };
    };
    const hash = charter.envelope.integrity.payloadHash;
    const markdown = await download(lena, 'Markdown');
    const html = await download(lena, 'HTML');
    expect([json.name, markdown.name, html.name].map((name) => name.split('.').at(-1))).toEqual(['json', 'md', 'html']);
    for (const said of [
      'Weigh sample tablets',
      'Sample and test finished tablets',
      'Post usable stock status to the ledger',
      'Line balance',
      'Sample weights',
      'Weight uniformity report',
      'Hana Kovács',
      'Ivo Castellan',
    ]) {
      for (const file of [json, markdown, html]) expect(file.text, `${said} in ${file.name}`).toContain(said);
    }
    for (const file of [markdown, html]) {
      expect(file.text.replaceAll(/\s+/gu, ''), `hash in ${file.name}`).toContain(hash);
      expect(file.text, `citation in ${file.name}`).toMatch(/211\\?\.110\\?\(b\\?\)/);
    }
  });
  expect([...lena.errors, ...priya.errors]).toEqual([]);
});
