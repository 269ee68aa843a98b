/** `chartroom analyse` and `chartroom export`, as command lines. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  deleteEntity,
  parseTemplate,
  readBoardJson,
  seedBoard,
  templateSource,
  boardJson,
  readSnapshot,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { runCommand } from '../../src/cli/program.ts';
import { startTestServer } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';

interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

const run = async (args: readonly string[], { cwd = tempDir(), input = '', env = {} }: Surroundings = {}) => {
  const said = { stdout: '', stderr: '' };
  const code = await runCommand(args, {
    env,
    cwd,
    in: () => Promise.resolve(typeof input === 'string' ? Buffer.from(input) : input),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
  });
  return { code, ...said };
};

interface Line {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly subjects: readonly string[];
    readonly owes: readonly string[];
    readonly details?: Readonly<Record<string, readonly string[]>>;
    readonly key?: string;
    readonly fingerprint: string;
    readonly message: string;
    readonly acceptedBy?: readonly string[];
    readonly lapsed?: readonly string[];
  }[];
  readonly classification: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly file: string;
    readonly faults: readonly { line: number; field: string; message: string }[];
  };
}

const linesIn = (stdout: string): readonly Line[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

/** The line of one file with this content. */
const analysed = async (content: string | Uint8Array): Promise<Line> => {
  const cwd = tempDir();
  writeFileSync(join(cwd, 'board'), content);
  const { code, stdout, stderr } = await run(['analyse', 'board'], { cwd });
  if (code !== 0) throw new Error(stderr);
  const lines = linesIn(stdout);
  expect(lines).toHaveLength(1);
  return lines[0]!;
};

/** `B M05 D1 PAPER`, in the order of the line. */
const told = (line: Line): readonly string[] =>
  line.findings.map(({ severity, rule, subjects }) => [severity, rule, ...subjects].join(' '));

const textOf = (template: 't1' | 't2' | 't3' | 't4' | 't5' | 't6'): string => templateSource(template)!.text;

describe('chartroom analyse', () => {
  it.each([
    ['t1', 'JOINT', []],
    [
      't2',
      'JOINT',
      ['B M02 D3', 'B M05 D1 PAPER', 'B O07 change_control', 'B R03 downtime', 'W M04 D1', 'W P08 R4', 'W R02 3'],
    ],
    ['t3', 'QUALITY_LED', []],
    [
      't4',
      'JOINT',
      [
        'B O02 D3',
        'B I02 I3',
        'B R07 batch_record',
        'W M08 D6',
        'W M09 I6',
        'W P08 R3',
        'W I03 I3',
        'W R06 D6',
        'W G03 Q1',
      ],
    ],
    ['t5', 'QUALITY_LED', ['B M06 7 D3', 'B P01 R4', 'B P04 R4 ERP D3']],
    [
      't6',
      'JOINT',
      [
        'B M02 D3',
        'B O09 3',
        'B P05 R3',
        'B R01 MES',
        'B R07 batch_record',
        'B R07 integration',
        'W M09 I3',
        'W R08 MES',
      ],
    ],
  ] as const)('SRV-106 %s is %s, with the expected findings', async (template, result, findings) => {
    const line = await analysed(textOf(template));
    expect(told(line)).toEqual(findings);
    expect(line.classification['result']).toBe(result);
  });

  it('SRV-106 says how the class came about', async () => {
    const { classification } = await analysed(textOf('t2'));
    expect(classification).toMatchObject({
      result: 'JOINT',
      base: 'QUALITY_LED',
      scores: { E: 11, Q: 69, S: 17 },
      purpose: 'QUAL',
      fired: [],
      map: ['B1', 'B2'],
      contested: [],
      split: [],
      provisional: [],
      captureChanges: false,
      ruleset: 1,
    });
    expect(classification['medians']).toMatchObject({ Q1: { OPS: 3, QUA: 3, IT: 3 }, S4: { OPS: 1, QUA: 1, IT: 1 } });
  });

  it('SRV-106 several VOT lines of a function are several ballots; without any the class is provisional', async () => {
    const votes = 'VOT|OPS|EXEC|3210 0000 0000\nVOT|OPS|EXEC|1110 0000 0000\nVOT|QUA|EXEC|3210 0000 000-\n';
    const { classification } = await analysed(`TTL|Release of lots\n${votes}`);
    expect(classification).toMatchObject({
      split: ['E1/OPS'],
      provisional: ['IT'],
      medians: { E1: { OPS: 3, QUA: 3 }, S4: { OPS: 0 } },
    });
    expect(await analysed('TTL|Release of lots')).toMatchObject({
      classification: { result: 'JOINT', fired: ['T2', 'T4'], provisional: ['OPS', 'QUA', 'IT'] },
      findings: expect.arrayContaining([
        expect.objectContaining({ rule: 'G02', subjects: [], owes: ['OPS', 'QUA', 'IT'] }),
      ]),
    });
  });

  it('SRV-106 makes and needs no data directory, and says the same every time', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'board'), textOf('t4'));
    const [first, second] = [await run(['analyse', 'board'], { cwd }), await run(['analyse', 'board'], { cwd })];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\{"findings":\[.*\}\n$/) });
    const refused = await run(['--data-dir', '/dev/null/none', 'analyse', 'board'], {
      cwd,
      env: { PORT: 'wrong', DATA_DIR: '' },
    });
    expect(refused).toEqual(first);
  });

  it('SRV-107 names subjects and details as the text does', async () => {
    const t2 = (await analysed(textOf('t2'))).findings;
    expect(t2.find(({ rule }) => rule === 'M05')).toEqual({
      rule: 'M05',
      severity: 'B',
      subjects: ['D1', 'PAPER'],
      owes: ['IT'],
      details: { steps: ['1'], systems: ['MES'] },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      message: 'D1 is captured in PAPER and never reaches MES.',
    });
    const text = [
      'TTL|Lots - X',
      'SYS|MES|MES|X|yes',
      'DAT|D7|Result|result|r|OPS:TB|QUA:V:-',
      'STP|10|Mix|execute|rc|OPS|MES|MES|MES|OPS:TB||D7+',
      'STP|30|Read|review|r|none|MES|MES|MES|OPS:TB|QUA:C|D7=',
      'OUT|R4|Record|record|required|211.188|MES|MES:D7|QUA:PN OPS:-/review|OPS:AR',
      'MTX|validation|A:TB R:PN V:TB|V|',
    ].join('\n');
    const found = await analysed(text);
    expect(told(found)).toEqual(
      expect.arrayContaining([
        'B O03 D7 QUA V',
        'B O09 10',
        'W O08 validation TB',
        'B P07 R4 OPS - review',
        'B P07 R4 QUA PN -',
        'W O11 validation IT',
        'B G02',
      ]),
    );
    expect(found.findings.find(({ rule }) => rule === 'G02')?.details).toEqual({ functions: ['OPS', 'QUA', 'IT'] });
  });

  it('SRV-107 names the records of an exported board by their labels, and findings by their key', async () => {
    const parsed = parseTemplate(textOf('t2'));
    if (!parsed.ok) throw new Error('T2 does not read');
    const doc = new Y.Doc();
    seedBoard(doc, parsed.board, null);
    const before = readSnapshot(doc);
    const paper = before.entities.system.find(({ name }) => name === 'PAPER')!;
    deleteEntity('system', paper.id)(doc);
    const json = JSON.stringify(boardJson(readSnapshot(doc)));
    const { findings } = await analysed(json);
    const broken = findings.find(({ rule }) => rule === 'M10')!;
    expect(broken).toMatchObject({
      subjects: ['1', 'PAPER'],
      details: { row: ['role/1|*|PAPER|collect'] },
    });
    expect(broken.key).toContain(`system/${paper.id}`);
    expect(findings.filter(({ rule }) => rule === 'G01').map(({ subjects }) => subjects)).toEqual([
      ['IT'],
      ['OPS'],
      ['QUA'],
    ]);

    const gap = findings.find(({ rule }) => rule === 'P08')!;
    const accept = { rule: 'P08', key: gap.key, function: 'IT' };
    const input = {
      acceptances: [
        { ...accept, fingerprint: gap.fingerprint },
        { ...accept, function: 'OPS', fingerprint: '' },
      ],
    };
    const again = await analysed(JSON.stringify({ ...(JSON.parse(json) as object), input }));
    expect(again.findings.find(({ rule }) => rule === 'P08')).toMatchObject({ acceptedBy: ['IT'], lapsed: ['OPS'] });
  });

  it('SRV-108 names file, line and field of every fault, and goes on with the other files', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'a.txt'), textOf('t3'));
    writeFileSync(join(cwd, 'b.txt'), 'TTL|Lots\nSYS|MES|MES|Z|yes\nDAT|D1||result|rx|OPS:TB\n');
    writeFileSync(
      join(cwd, 'c.json'),
      '{"format":"chartroom.board","version":1,\n"board":{"titel":"x"},\n"rows":{"regime":[{"key":"FDA"}]}}',
    );
    writeFileSync(join(cwd, 'd.txt'), textOf('t5'));
    mkdirSync(join(cwd, 'e'));
    const { code, stdout, stderr } = await run(['analyse', 'a.txt', 'b.txt', 'c.json', 'd.txt', 'e', 'none.txt'], {
      cwd,
    });
    expect(code).toBe(2);
    const lines = linesIn(stdout);
    expect(lines.map((line) => line.error?.file ?? line.classification['result'])).toEqual([
      'QUALITY_LED',
      'b.txt',
      'c.json',
      'QUALITY_LED',
      'e',
      'none.txt',
    ]);
    expect(lines[1]!.error!.faults).toEqual([
      { line: 2, field: 'domain', message: '"Z" is not one of X, Q, E, N' },
      { line: 3, field: 'title', message: 'is empty' },
      { line: 3, field: 'flags', message: '"rx" is not r, c or rc' },
    ]);
    expect(lines[2]!.error!.faults.map(({ line, field }) => [line, field])).toEqual([
      [2, '$.board.titel'],
      [3, '$.rows.regime[0].key'],
    ]);
    expect(lines[4]!.error!.faults).toEqual([{ line: 0, field: 'file', message: 'cannot be read: it is a directory' }]);
    expect(stderr.split('\n')).toEqual([
      'b.txt:2: domain "Z" is not one of X, Q, E, N',
      'b.txt:3: title is empty',
      'b.txt:3: flags "rx" is not r, c or rc',
      expect.stringMatching(
        /^c\.json:2: \$\.board\.titel is not a field of the board, which has title, site, language$/,
      ),
      expect.stringMatching(/^c\.json:3: \$\.rows\.regime\[0\]\.key "FDA": .*one of FDA_DRUG/),
      'e: cannot be read: it is a directory',
      'none.txt: cannot be read: there is no such file',
      '',
    ]);
  });

  it('SRV-108 says of a charter which file to give instead', async () => {
    const server = await startTestServer();
    await server.create(await server.visit(), 'Release of lots');
    const { stdout } = await run(['--data-dir', server.dataDir, 'charter', '1', '--format', 'json']);
    const { code, stderr } = await run(['analyse', '-'], { input: stdout });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^-:1: \$ is a charter, .*give the exported board instead, which chartroom export <board> writes\n$/,
    );
  });

  it('SRV-108 no file at all is bad input', async () => {
    expect(await run(['analyse'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no file to analyse'),
    });
    expect(await run(['analyse', '--files-from', 'none'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^none: cannot be read: there is no such file\. Give a list/),
    });
  });

  it('SRV-109 reads standard input, and a list of files', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'one.txt'), textOf('t3'));
    writeFileSync(join(cwd, 'two.txt'), textOf('t2'));
    const classOf = ({ stdout }: { stdout: string }) =>
      linesIn(stdout).map(({ classification }) => classification['result']);
    expect(classOf(await run(['analyse', '-'], { input: textOf('t5') }))).toEqual(['QUALITY_LED']);
    expect(classOf(await run(['analyse', 'two.txt', '-', 'one.txt'], { cwd, input: textOf('t6') }))).toEqual([
      'JOINT',
      'JOINT',
      'QUALITY_LED',
    ]);
    writeFileSync(join(cwd, 'list'), 'one.txt\r\ntwo.txt');
    expect(classOf(await run(['analyse', '--files-from', 'list'], { cwd }))).toEqual(['QUALITY_LED', 'JOINT']);
    expect(classOf(await run(['analyse', 'two.txt', '--files-from', '-'], { cwd, input: 'one.txt\n' }))).toEqual([
      'JOINT',
      'QUALITY_LED',
    ]);
  });

  it('SRV-109 CRLF, a byte order mark, UTF-16 and a missing end of line do no harm', async () => {
    const expected = await analysed(textOf('t2'));
    const crlf = textOf('t2').replaceAll(/\r?\n/g, '\r\n');
    expect(await analysed(`\uFEFF${crlf}`)).toEqual(expected);
    expect(await analysed(textOf('t2').trim())).toEqual(expected);
    expect(await analysed(Buffer.from(`\uFEFF${crlf}`, 'utf16le'))).toEqual(expected);
    const json = JSON.stringify(boardJson(readSnapshot(new Y.Doc())), null, 2);
    expect(await analysed(`\uFEFF\r\n${json.replaceAll('\n', '\r\n')}`)).toEqual(await analysed(json));
  });

  it.each([
    ['', '-: is empty; give a board as JSON or as compact text\n'],
    ['\uFEFF \r\n', '-: is empty; give a board as JSON or as compact text\n'],
    [Buffer.from([0x54, 0x54, 0xff, 0xfe]), '-: is not a text in UTF-8\n'],
    ['{"format"', '-:1: $ is not JSON: the text ends before the JSON does\n'],
    ['[]', '-:1: $ a list is not a board; a board is an object with format chartroom.board\n'],
    ['# nothing\n', '-: TTL is missing; the first line names the process\n'],
  ])('SRV-109 %j is told', async (input, stderr) => {
    expect(await run(['analyse', '-'], { input })).toMatchObject({ code: 2, stderr });
  });

  it('SRV-109 relative names start where the person is, when the script itself was called', async () => {
    const [person, root] = [tempDir(), tempDir()];
    writeFileSync(join(person, 'board.txt'), textOf('t3'));
    const env = { INIT_CWD: person, npm_lifecycle_event: 'chartroom' };
    expect((await run(['analyse', 'board.txt'], { cwd: root, env })).code).toBe(0);
    expect(
      (await run(['analyse', 'board.txt'], { cwd: root, env: { ...env, npm_lifecycle_event: 'test' } })).code,
    ).toBe(2);
    expect((await run(['analyse', 'board.txt'], { cwd: person })).code).toBe(0);
  });

  it('SRV-110 prints for a person', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'nonconformance.txt'), textOf('t2'));
    writeFileSync(join(cwd, 'clean.txt'), textOf('t3'));
    const { code, stdout } = await run(['analyse', '--pretty', 'nonconformance.txt', 'none', 'clean.txt'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(
      [
        'nonconformance.txt',
        '  JOINT: governed jointly',
        '  scores E 11, Q 69, S 17; purpose QUAL; base QUALITY_LED; rules B1, B2; contested none',
        '',
        '  Blockers: 4',
        '    M02  D3  (owed by OPS)',
        '         MES and ERP are both named as system of record for D3.',
      ].join('\n'),
    );
    expect(stdout).toMatch(/Warnings: 3\n.*M04 {2}D1[^]*R02 {2}3 {2}\(owed by OPS\)\n +Step 3 /);
    expect(stdout).toContain('none\n  cannot be read; faults: 1\n');
    expect(stdout).toMatch(/clean\.txt\n {2}QUALITY_LED: quality-led, MES impact\n[^]*No findings\.\n$/);
  });

  it('SRV-111 three hundred files in one call, a line each, without getting slower', { timeout: 120_000 }, async () => {
    const cwd = tempDir();
    const text = textOf('t2');
    const files = Array.from({ length: 300 }, (_, at) => `${at}.txt`);
    for (const file of files) writeFileSync(join(cwd, file), text);
    const timeOf = async (some: readonly string[]): Promise<number> => {
      const startedAtMs = performance.now();
      const { stdout } = await run(['analyse', ...some], { cwd });
      expect(linesIn(stdout)).toHaveLength(some.length);
      return performance.now() - startedAtMs;
    };
    await timeOf(files.slice(0, 60));
    const few = await timeOf(files.slice(0, 30));
    const many = await timeOf(files);
    expect(many / few).toBeLessThan(30);
  });
});

describe('chartroom export', () => {
  it('SRV-105 writes a stored board that analyse reads', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit(), 'Release of lots');
    const cwd = tempDir();
    const exportOf = (...args: readonly string[]) => run(['--data-dir', server.dataDir, 'export', ...args], { cwd });
    const printed = await exportOf('1');
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const read = readBoardJson(printed.stdout);
    expect(read).toMatchObject({ ok: true, snapshot: { board: { title: 'Release of lots' } } });
    expect(await exportOf(id, '--out', 'board.json')).toMatchObject({
      code: 0,
      stdout: `Wrote the board of "Release of lots" to ${join(cwd, 'board.json')}.\n`,
    });
    expect(readFileSync(join(cwd, 'board.json'), 'utf8')).toBe(printed.stdout);
    const { code, stdout } = await run(['analyse', 'board.json'], { cwd });
    expect(code).toBe(0);
    // Nobody has said anything yet: no signer, no vote, no assessment.
    expect(linesIn(stdout)[0]!.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['G01', 'G02']));
    expect(linesIn(stdout)[0]!.findings.filter(({ rule }) => /^[MPI]/.test(rule))).toEqual([]);
  });

  it('SRV-105 an unknown board and a file that cannot be written are bad input', async () => {
    const server = await startTestServer();
    await server.create(await server.visit(), 'Release of lots');
    const exportOf = (...args: readonly string[]) => run(['--data-dir', server.dataDir, 'export', ...args]);
    expect(await exportOf('7')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no board 7') });
    expect(await exportOf('1', '--out', '/dev/null/x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Give another file'),
    });
  });
});
