import { live, setField } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import type { AuthorsResponse, ChangesResponse } from '../../src/api.ts';
import { csvLine } from '../../src/trail/csv.ts';
import { accessEntries, startWithRoles } from '../support/board-people.ts';
import { readCsv } from '../support/csv.ts';
import { MINUTE_MS, movedClock } from '../support/people.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { openDocument } from '../support/record.ts';

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

describe('who somebody is in the trail', () => {
  it('SRV-261 what somebody calls themselves later, or says of their own function, does not stand in what they did before', async () => {
    const { server, lena, contributor: ada, board } = await startWithRoles();
    const ownName = (await ada.session()).principal!.name;
    const document = await openDocument(server, board, { cookie: ada.cookie() });
    const titled = async (title: string) => {
      document.change(setField('step', live(document.snapshot(), 'step')[0]!.id, 'title', title));
      await expect
        .poll(async () => {
          await server.settle(board);
          return (await lena.ask(`/api/boards/${board}/changes?kind=change`)).text();
        }, PATIENT)
        .toContain(title);
    };
    await titled('Weigh once');
    expect(
      (await ada.ask('/api/me', { method: 'PATCH', json: { name: 'Dr. Petra Novak', function: 'QUA' } })).status,
    ).toBe(200);
    await titled('Weigh twice');
    const csv = async () => {
      const [head, ...rows] = readCsv(await (await lena.ask(`/api/boards/${board}/changes/export?format=csv`)).text());
      return (title: string) => {
        const row = rows.find((cells) => cells[head!.indexOf('new')] === title)!;
        return ['person', 'function', 'called now'].map((column) => row[head!.indexOf(column)]);
      };
    };
    expect((await csv())('Weigh once')).toEqual([ownName, 'OPS', 'Dr. Petra Novak']);
    const changes = (await (await lena.ask(`/api/boards/${board}/changes?kind=change`)).json()) as ChangesResponse;
    expect(changes.people[ada.id]).toMatchObject({ name: ownName, function: 'OPS' });
    const authors = (await (await lena.ask(`/api/boards/${board}/authors`)).json()) as AuthorsResponse;
    expect(Object.values(authors.authors).find(({ id }) => id === ada.id)).toMatchObject({ function: 'OPS' });
    // From when the record says the new name on, it stands there.
    expect((await ada.say(board, 'ready', { ready: true })).status).toBe(201);
    await titled('Weigh thrice');
    const later = await csv();
    expect(later('Weigh once')).toEqual([ownName, 'OPS', 'Dr. Petra Novak']);
    expect(later('Weigh thrice')).toEqual(['Dr. Petra Novak', 'OPS', '']);
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
    [`x;"=cmd|'/c calc'!A1;y`, `"x;""'=cmd|'/c calc'!A1;y"`],
    ['a\n" "=1+1', `"a\n"" ""'=1+1"`],
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
