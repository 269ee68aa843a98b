/** The compact text: read strictly, seeded whole, and what stands on the board then. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  live,
  MAP_ROOTS,
  parseTemplate,
  readSnapshot,
  seedBoard,
  seededIds,
  seedTemplate,
  TEMPLATES,
  templateSource,
  TEMPLATE_IDS,
  type Snapshot,
  type TemplateBoard,
  type TemplateId,
} from '../src/index.ts';
import { id, labelled, refused, seeded } from './support/board.ts';
import { broken } from './support/invariants.ts';

const NAMED = ['t1', 't2', 't3', 't4', 't5', 't6'] as const;
const text = (template: TemplateId): string => templateSource(template)!.text;
const parsed = (source: string): TemplateBoard => {
  const result = parseTemplate(source);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.board;
};
const faults = (source: string): readonly string[] => {
  const result = parseTemplate(source);
  return result.ok ? [] : result.faults.map((fault) => `${fault.line} ${fault.field}: ${fault.message}`);
};
/** Codes on a subject as people read them. */
const codes = (snapshot: Snapshot, subject: string): readonly string[] =>
  snapshot.rows.resp
    .filter((row) => row.parts.subject === subject)
    .map(
      (row) =>
        `${row.parts.function}:${row.parts.code}:${snapshot.entities.person.find((person) => person.id === row.parts.person)?.label}`,
    )
    .sort();

const MINIMAL = `TTL|A process - line 1
SYS|MES|MES|X|yes
DAT|D1|Order|order|c|OPS:TB|IT:C
STP|1|Do it|execute|rc|OPS|MES|MES|MES|OPS|QUA:C|D1+`;

describe('templates', () => {
  it('DOM-70 all six read, with the counts that the list shows', () => {
    const listed = NAMED.map((template) => {
      const board = parsed(text(template));
      return {
        id: template,
        title: board.title,
        scope: board.productScope,
        regimes: templateSource(template)!.frame.regimes,
        steps: board.steps.length,
        systems: board.systems.length,
      };
    });
    expect(TEMPLATES).toEqual([...listed, { id: 'blank', title: '', scope: '', regimes: [], steps: 0, systems: 0 }]);
    expect(TEMPLATES.map((template) => template.id)).toEqual([...TEMPLATE_IDS]);
  });

  it.each([
    ['t1', { step: 7, system: 5, dataObject: 8, interface: 7, output: 4, risk: 5, constraint: 1, person: 8 }],
    ['t2', { step: 7, system: 4, dataObject: 7, interface: 3, output: 4, risk: 3, constraint: 1, person: 7 }],
    ['t3', { step: 7, system: 5, dataObject: 8, interface: 4, output: 4, risk: 3, constraint: 0, person: 7 }],
    ['t4', { step: 6, system: 7, dataObject: 6, interface: 7, output: 3, risk: 3, constraint: 1, person: 8 }],
    ['t5', { step: 7, system: 5, dataObject: 7, interface: 4, output: 4, risk: 3, constraint: 0, person: 7 }],
    ['t6', { step: 7, system: 5, dataObject: 7, interface: 4, output: 4, risk: 0, constraint: 1, person: 7 }],
    ['blank', { step: 0, system: 0, person: 0 }],
  ] as const)('DOM-71 %s seeds a sound board, whole, in one transaction', (template, counts) => {
    const doc = new Y.Doc();
    let updates = 0;
    doc.on('update', () => (updates += 1));
    expect(seedTemplate(doc, template, { ids: seededIds(1) }).ok).toBe(true);
    const snapshot = readSnapshot(doc);
    expect([updates, broken(doc), snapshot.schemaVersion]).toEqual([1, [], 1]);
    expect(doc.getMap('meta').toJSON()).toEqual({ schema: 1 });
    for (const [kind, count] of Object.entries(counts))
      expect([kind, live(snapshot, kind as 'step').length]).toEqual([kind, count]);
    expect(
      Object.values(snapshot.rows)
        .flat()
        .filter((row) => row.dangling.length > 0),
    ).toEqual([]);
    expect(
      [...doc.share.keys()].filter((root) => !MAP_ROOTS.includes(root) && !root.startsWith('text:process:')),
    ).toEqual([]);
  });

  it('DOM-71 blank has a title and a language and nothing else', () => {
    const doc = new Y.Doc();
    seedTemplate(doc, 'blank', { title: ' My board ', language: 'de' });
    const { board, process, rows } = readSnapshot(doc);
    expect([board, process, Object.values(rows).flat()]).toEqual([{ title: 'My board', language: 'de' }, {}, []]);
  });

  it('DOM-71 the same seed gives the same document, and a second template is refused', () => {
    expect(Y.encodeStateAsUpdate(seeded('t3'))).toEqual(Y.encodeStateAsUpdate(seeded('t3')));
    const doc = seeded('t3');
    const before = Y.encodeStateAsUpdate(doc);
    expect(refused(doc, (one) => seedTemplate(one, 't1'))).toMatchObject({ kind: 'invalid-value', field: 'board' });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('DOM-72 T1 stands on the board as DOMAIN tells it', () => {
    const t1 = readSnapshot(seeded('t1'));
    expect(t1.process).toMatchObject({
      title: 'In-process checking through lot release',
      productScope: 'tablet family X',
    });
    expect(t1.board).toEqual({
      title: 'In-process checking through lot release',
      site: 'Plant 2, solid dose',
      language: 'en',
    });
    expect(t1.rows.regime.map((row) => row.parts.regime)).toEqual(['EU_GMP', 'FDA_DRUG']);
    expect(Object.keys(t1.texts)).toEqual(['process:inScope', 'process:outOfScope']);
    expect(t1.entities.person.map((person) => `${person.label} ${person.name} ${person.function}`)).toEqual([
      'AR Alma Reyes OPS',
      'TB Tomás Brandt OPS',
      'LW Lena Wirth OPS',
      'PN Priya Nair QUA',
      'HK Hana Kovács QUA',
      'SO Samuel Osei QUA',
      'ML Marta Lindqvist IT',
      'IC Ivo Castellan IT',
    ]);
    expect(labelled(t1, 'step', '2')).toMatchObject({
      title: 'Run and record in-process checks',
      kind: 'test',
      regulated: true,
      change: 'modify',
      driver: 'OPS',
    });
    expect(labelled(t1, 'step', '4')).toMatchObject({ regulated: true, change: 'none' });
    expect(labelled(t1, 'step', '4').driver).toBeUndefined();
    expect(labelled(t1, 'dataObject', 'D1')).toMatchObject({
      title: 'Process order',
      category: 'order',
      regulated: false,
      change: 'modify',
    });
    expect(labelled(t1, 'interface', 'I1')).toMatchObject({
      fromId: id(t1, 'system', 'ERP'),
      toId: id(t1, 'system', 'MES'),
      mechanism: 'api',
      transformation: 'mapping',
      reconciliation: 'count',
      change: 'modify',
    });
    expect(labelled(t1, 'output', 'R3')).toMatchObject({
      kind: 'report',
      relevance: 'supports',
      reportLogic: 'in_scope',
      retentionRule: 'site schedule',
      recordSystemId: id(t1, 'system', 'MES'),
    });
    expect(t1.entities.system.map((system) => [system.auditTrail, system.lifecycle, system.plannedAction])).toEqual(
      Array.from({ length: 5 }, () => ['yes', 'live', 'keep']),
    );
    expect(t1.entities.constraint[0]).toMatchObject({ kind: 'downtime_window', number: 1 });
    expect(t1.rows.link.map((row) => row.parts.to)).toEqual([id(t1, 'system', 'MES')]);
  });

  it('DOM-73 codes without a person go to the signer of their function, interfaces to integration', () => {
    const t1 = readSnapshot(seeded('t1'));
    expect(codes(t1, id(t1, 'step', '1'))).toEqual(['IT:R:ML', 'OPS:A:TB', 'QUA:V:PN']);
    expect(codes(t1, id(t1, 'interface', 'I1'))).toEqual(['IT:A:IC']);
    expect(codes(t1, 'area.data_models')).toEqual(['IT:R:ML', 'OPS:C:AR', 'OPS:V:AR', 'QUA:A:HK']);
    expect(codes(t1, 'area.validation')).toEqual(['IT:R:IC', 'OPS:R:TB', 'OPS:V:AR', 'QUA:A:SO', 'QUA:V:PN']);
    const t4 = readSnapshot(seeded('t4'));
    expect(codes(t4, id(t4, 'dataObject', 'D3'))).toEqual(['IT:R:ML', 'OPS:A:JP', 'QUA:A:HK']);
  });

  it('DOM-74 the review column gives reviews, and releases at a step that releases', () => {
    const uses = (template: TemplateId, step: string): readonly string[] => {
      const snapshot = readSnapshot(seeded(template));
      return snapshot.rows.role
        .filter(
          (row) => row.parts.step === id(snapshot, 'step', step) && !['collect', 'record'].includes(row.parts.use),
        )
        .map((row) => row.parts.use)
        .sort();
    };
    expect(uses('t1', '5')).toEqual(['review']);
    expect(uses('t1', '6')).toEqual(['release', 'review']);
    expect(uses('t5', '4')).toEqual(['review', 'review']);
  });

  it('DOM-75 citations are one row a rule', () => {
    const cited = (template: TemplateId, output: string): readonly string[] => {
      const snapshot = readSnapshot(seeded(template));
      return snapshot.rows.citation
        .filter((row) => row.parts.output === id(snapshot, 'output', output))
        .map((row) => row.parts.text);
    };
    expect(cited('t1', 'R2')).toEqual(['211.192', '211.22(a)']);
    expect(cited('t2', 'R3')).toEqual(['13485 7.5.1', '13485 8.3.4']);
    expect(cited('t3', 'R1')).toEqual(['211.188', 'EU GMP ch.4']);
    expect(cited('t3', 'R3')).toEqual(['Annex 11 s15', 'Annex 16']);
    expect(cited('t5', 'R1')).toEqual(['ICH Q7 6.6']);
    expect(cited('t6', 'R2')).toEqual(['AS9102C', 'customer PO']);
    expect(cited('t6', 'R3')).toEqual([]);
  });

  it('DOM-76 votes, states of risks and the class are input beside the board, never in the document', () => {
    const { input } = parsed(text('t2'));
    expect(input.expectedClass).toBe('JOINT');
    expect(input.votes[0]).toMatchObject({
      function: 'OPS',
      purpose: 'QUAL',
      answers: { E1: 0, E2: 1, Q1: 3, Q4: 1, S1: 0, S4: 1 },
    });
    expect(input.risks.map((risk) => `${risk.kind} ${risk.dutyFunction} ${risk.state}`)).toEqual([
      'integration IT assessed',
      'performance IT assessed',
      'downtime OPS open',
    ]);
    const stored = JSON.stringify(readSnapshot(seeded('t2')));
    for (const word of ['QUAL', 'JOINT', 'assessed']) expect(stored).not.toContain(`"${word}"`);
  });

  it('DOM-77 the rest of the format: what today is, flags, unknown answers, nobody, comments', () => {
    const board = parsed(`# a comment
TTL|A process
VOT|IT|EXEC|01-- 2--- ----
SYS|OLD|paper|N|n/a|legacy|noaudit,noreplace,replace
SYS|NEW|MES|X|partly|planned

DAT|D3|Record|batch_record|r|QUA:-||asis:OLD
STP|2|Second|review||none|NEW@D3||OLD NEW|||
STP|1|First|execute|c|IT|||||
OUT|R1|Out|report|internal|||||`);
    expect(board).toMatchObject({
      productScope: '',
      systems: [
        { id: 'OLD', lifecycle: 'legacy', flags: ['noaudit', 'noreplace', 'replace'] },
        { id: 'NEW', lifecycle: 'planned', flags: [] },
      ],
      data: [{ asIs: 'OLD', codes: [{ function: 'QUA', code: 'A', person: null }] }],
      steps: [
        { number: 1, driver: 'IT', regulated: false, changed: true },
        {
          number: 2,
          driver: null,
          review: [
            { system: 'OLD', data: null },
            { system: 'NEW', data: null },
          ],
        },
      ],
      outputs: [{ recordSystem: null, feeds: [], approvers: [], reportLogic: null }],
      input: { expectedClass: null, votes: [{ answers: { E1: 0, E2: 1, E3: null, Q1: 2, S4: null } }] },
    });
    const doc = new Y.Doc();
    expect(seedBoard(doc, board, null, { ids: seededIds(1) }).ok).toBe(true);
    const snapshot = readSnapshot(doc);
    expect(labelled(snapshot, 'system', 'OLD')).toMatchObject({
      auditTrail: 'no',
      plannedAction: 'replace',
      lifecycle: 'legacy',
      validated: 'n/a',
    });
    expect(labelled(snapshot, 'dataObject', 'D3').asIsSoR).toBe(id(snapshot, 'system', 'OLD'));
    expect(snapshot.entities.constraint.map((one) => one.kind)).toEqual(['replacement_not_allowed']);
    expect(snapshot.rows.resp.map((row) => row.parts.person)).toEqual(['-']);
    expect(broken(doc)).toEqual([]);
  });

  it('DOM-78 the smallest text reads', () => {
    expect(faults(MINIMAL)).toEqual([]);
    expect(parsed(MINIMAL).steps[0]?.codes).toEqual([
      { function: 'OPS', code: 'A', person: 'AR' },
      { function: 'QUA', code: 'C', person: 'PN' },
    ]);
  });

  it.each([
    MINIMAL.replace('|rc|OPS|', '|rc|none|'),
    MINIMAL.replace('|rc|OPS|', '|r|OPS|'),
    MINIMAL.replace('|MES|MES|MES|', '|-|MES MES|MES|'),
    `${MINIMAL}\nITF|I1|MES|MES||api|none||count`,
    `${MINIMAL}\nMTX|validation|-|V||`,
    `${MINIMAL}\nRSK|downtime|OPS|open\nRSK|downtime|OPS|assessed`,
  ])('DOM-79 what is a gap of the process and not of the text reads: %j', (source) => {
    expect(faults(source)).toEqual([]);
    expect(seedBoard(new Y.Doc(), parsed(source), null).ok).toBe(true);
  });

  it.each([
    ['', '0 TTL: is missing; the first line names the process'],
    ['TTL|', '1 title: is empty'],
    ['TTL|a\nTTL|b', '2 line: stands there twice'],
    ['TTL|a\nFOO|x', '2 line: "FOO" is not one of TTL, CLS, VOT, SYS, DAT, STP, ITF, OUT, MTX, RSK'],
    ['TTL|a\nCLS|SHARED', '2 class: "SHARED" is not one of MES_LED, QUALITY_LED, JOINT'],
    ['TTL|a\nVOT|OPS|EXEC|0123 0123 012', '2 answers: "0123 0123 012" is not twelve of 0 1 2 3 -'],
    ['TTL|a\nVOT|OTHER|EXEC|0123 0123 0123', '2 function: "OTHER" is not one of OPS, QUA, IT'],
    [MINIMAL.replace('SYS|MES|MES|X|yes', 'SYS|MES|MES|X'), '2 validated: is missing; SYS has 4 fields or more'],
    [MINIMAL.replace('|X|yes', '|Z|yes'), '2 domain: "Z" is not one of X, Q, E, N'],
    [
      MINIMAL.replace('|X|yes', '|X|yes|live|window,shiny'),
      '2 flags: "shiny" is not one of window, noreplace, replace, noaudit',
    ],
    [MINIMAL.replace('|X|yes', '|X|yes|live|window|more'), '2 SYS: has 7 fields, 6 at most'],
    [`${MINIMAL}\nSYS|MES|ERP|E|yes`, '5 id: "MES" is on line 2 already'],
    [MINIMAL.replace('DAT|D1', 'DAT|X1'), '3 id: "X1" is not D and a number'],
    [MINIMAL.replace('|order|c|', '|thing|c|'), '3 category: "thing" is not one of order'],
    [MINIMAL.replace('|order|c|', '|order|cr|'), '3 flags: "cr" is not r, c or rc'],
    [MINIMAL.replace('OPS:TB', 'OPS:ZZ'), '3 accountable: "ZZ" is not the initials of a person of the templates'],
    [MINIMAL.replace('IT:C', 'IT:X'), '3 others: "X" is not one of A, R, C, V, I'],
    [MINIMAL.replace('|OPS:TB|IT:C', '|OPS:TB|IT:C|was:MES'), '3 asis: "was:MES" is not asis:SYSTEM'],
    [MINIMAL.replace('|OPS:TB|IT:C', '|OPS:TB|IT:C|asis:LIMS'), '3 asis: "LIMS" is not a system; add a SYS line'],
    [MINIMAL.replace('STP|1', 'STP|one'), '4 number: "one" is not a step number'],
    [MINIMAL.replace('|MES|MES|MES|', '|MES|LIMS|MES|'), '4 record: "LIMS" is not a system; add a SYS line'],
    [MINIMAL.replace('|MES|MES|MES|', '|MES|MES@D9|MES|'), '4 record: "D9" is not a data object; add a DAT line'],
    [
      MINIMAL.replace('|D1+', '|D1'),
      '4 data: "D1" is not a data object with one of + ~ ! = (create, update, decide, use)',
    ],
    [MINIMAL.replace('|D1+', '|D2='), '4 data: "D2" is not a data object; add a DAT line'],
    [`${MINIMAL}\nITF|I1|MES|ERP||api|none|interface|count|x`, '5 changed: "x" is not c or empty'],
    [
      `${MINIMAL}\nOUT|R1|Out|record|required|211.188|MES|MES|QUA:PN/approval|QUA`,
      '5 feeds: "MES" is not SYSTEM:DATA,DATA',
    ],
    [
      `${MINIMAL}\nOUT|R1|Out|record|required|211.188|MES|MES:D1|QUA:PN/blessing|QUA`,
      '5 approvers: "blessing" is not one of review, approval, responsibility, authorship',
    ],
    [
      `${MINIMAL}\nMTX|budget|A|C|R`,
      '5 area: "budget" is not one of requirements, data_models, validation, change_control',
    ],
    [`${MINIMAL}\nMTX|validation|A:TB|V:PN:x|R`, '5 QUA: "V:PN:x" has more than one colon'],
    [`${MINIMAL}\nRSK|downtime|OPS|guessed`, '5 state: "guessed" is not one of open, assessed, mitigated, accepted'],
  ])('DOM-78 a fault is told with its line and field: %j', (source, fault) => {
    expect(faults(source).some((one) => one.startsWith(fault))).toBe(true);
  });

  it('DOM-78 all faults are told at once, in the order of the lines', () => {
    const all = faults(MINIMAL.replace('|X|yes', '|Z|maybe').replace('OPS:TB', 'ABC:TB').replace('|D1+', '|D7+'));
    expect(all.map((fault) => fault.split(':')[0])).toEqual(['2 domain', '2 validated', '3 accountable', '4 data']);
  });
});
