/**
 * Takes the picture of the README from the running product: a board from template T1, two people on it.
 * `node tests/support/picture.ts [file]`
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { browser } from './chromium.ts';
import { ROOT } from './paths.ts';
import { startServer } from './server.ts';
import { visit } from './visitor.ts';

const file = process.argv[2] ?? join(ROOT, '.github', 'board.png');
const server = await startServer({ builtBoard: true });
const chromium = await browser();
try {
  const ada = await visit(server, 'Lena Wirth', 'OPS');
  const board = await ada.createBoard('In-process checking through lot release', 't1');
  const second = (await visit(server, 'Priya Nair', 'QUA')).open(board.id);
  const context = await chromium.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const [name, value] = ada.cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  await page.goto(`${server.url}/b/${board.id}/map`);
  await page.getByRole('gridcell', { name: /Hold and raise out-of-limit exception/ }).click();
  await page.locator('[data-record^="step/"]').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => null));
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  second.client.destroy();
  console.log(`Picture of the board: ${file}`);
} finally {
  await chromium.close();
  await server.stop();
}
