import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/trail/csv.ts';
import { accessEntries, startWithRoles } from '../support/board-people.ts';
import { MINUTE_MS, movedClock } from '../support/people.ts';
import { refusal } from '../support/problem.ts';

const PATHS = ['charter?download=1&format=md', 'changes/export?format=csv', 'changes/export?format=json'];

describe('a file of a board', () => {
  it('SRV-253 is not given to a page of another site that sends the browser here, and not noted then', async () => {
    const { lena, viewer, board } = await startWithRoles();
    for (const path of PATHS) {
      for (const site of ['cross-site', 'same-site']) {
        const headers = { 'sec-fetch-site': site };
        expect(await refusal(await viewer.ask(`/api/boards/${board}/${path}`, { headers }))).toMatch(
          /^403 foreign-origin/,
        );
      }
    }
    expect(JSON.stringify(await accessEntries(lena, board))).not.toContain('exported');
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}])
      expect((await viewer.ask(`/api/boards/${board}/${PATHS[0]}`, { headers })).status).toBe(200);
  }, 60_000);

  it('SRV-253 is one of few, so that nobody fills the record with them', async () => {
    const clock = movedClock();
    const startMs = clock.nowMs();
    let aheadMs = 0;
    const { lena, viewer, board } = await startWithRoles({ nowMs: () => startMs + aheadMs });
    const ask = (n: number) => viewer.ask(`/api/boards/${board}/${PATHS[n % PATHS.length]}`);
    for (let n = 0; n < 20; n += 1) expect((await ask(n)).status).toBe(200);
    for (let n = 0; n < 5; n += 1) expect(await refusal(await ask(n))).toMatch(/^429 too-many-requests/);
    // Somebody else has theirs, and a page that is only looked at is no file.
    expect((await lena.ask(`/api/boards/${board}/${PATHS[0]}`)).status).toBe(200);
    expect((await viewer.ask(`/api/boards/${board}/charter?format=html`)).status).toBe(200);
    const noted = (await accessEntries(lena, board)).filter(({ actor }) => actor === viewer.id);
    expect(noted.filter(({ payload }) => (payload as { event: string }).event === 'exported')).toHaveLength(20);
    aheadMs = MINUTE_MS;
    expect((await ask(0)).status).toBe(200);
  }, 60_000);
});

describe('a cell of the trail', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "'  =1+1"],
    ['\u00A0@SUM(A1)', "'\u00A0@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM', "'＠SUM"],
    ['\tx', "'\tx"],
    // Opened where lists are parted by semicolons, what follows one is a cell of its own.
    ["hold;=cmd|'/C calc'!A0;x", "hold;'=cmd|'/C calc'!A0;x"],
    ['a; -1+2', "a; '-1+2"],
    ['a\t+1', "a\t'+1"],
    ['first\n=1+1', '"first\n\'=1+1"'],
    ['first\r\n  @x', '"first\r\n  \'@x"'],
    ['a; b = c', 'a; b = c'],
    ['-', "'-"],
    ['plain; text', 'plain; text'],
    ['a "b", c', '"a ""b"", c"'],
  ])('SRV-195 of %j is no formula, wherever it is opened', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  it('SRV-195 of a number is the number', () => {
    expect(csvLine([-5, 0, null, true])).toBe('-5,0,,true\r\n');
  });
});
