/** Reasoning that follows a board gives what reading it afresh gives, at the price of what an edit touches. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  analyse,
  Analyst,
  assignSystemRole,
  createEntity,
  dropData,
  NO_INPUT,
  parseTemplate,
  readSnapshot,
  RULE_IDS,
  seedBoard,
  seededIds,
  setField,
  setSingleField,
  SnapshotSource,
  templateInput,
  templateSource,
  type Analysis,
  type AnalysisInput,
  type EntityKind,
  type Mutation,
  type TemplateId,
} from '../../src/index.ts';
import { done, ids, made, replicaOf, seeded } from '../support/board.ts';
import { mess, pour } from '../support/garbage.ts';
import { CLEAN } from './bench.ts';
import { FOLLOWING_CASES, plain } from './cases/following.ts';
import { doing, perform, type Doing } from './doings.ts';

const TEMPLATES = ['t1', 't2', 't4', 't6', 'blank'] as const;

/** What the text of a template says on behalf of people. */
function inputOf(template: TemplateId, doc: Y.Doc): AnalysisInput {
  const parsed = parseTemplate(templateSource(template)?.text ?? 'TTL|Blank');
  return parsed.ok ? templateInput(readSnapshot(doc), parsed.board.input) : NO_INPUT;
}

/** A board, what is said of it and the reasoning that follows both. */
class Following {
  readonly doc: Y.Doc;
  readonly source: SnapshotSource;
  readonly analyst: Analyst;
  readonly #ids = ids(1);
  input: AnalysisInput;

  constructor(template: TemplateId) {
    this.doc = replicaOf(seeded(template), 100);
    this.input = inputOf(template, this.doc);
    this.source = new SnapshotSource(this.doc);
    for (const kind of ['decision', 'constraint', 'question', 'criterion'] as const)
      made(this.doc, createEntity(kind, {}, { ids: this.#ids }));
    this.analyst = new Analyst(this.source.snapshot, this.input);
  }

  do(one: Doing): void {
    this.input = perform(one, this.doc, this.source.snapshot, this.input, () => this.analyst.analysis, this.#ids);
    this.analyst.advance(this.source.snapshot, this.input);
  }

  get afresh(): Analysis {
    return analyse(readSnapshot(this.doc), this.input);
  }
}

const steps = (maxLength: number) => fc.array(fc.tuple(doing, fc.nat(2)), { maxLength });

describe('reasoning that follows', () => {
  it('FIN-4 gives what reading afresh gives, after any sequence of edits and of things said', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), steps(40), (template, all) => {
        const board = new Following(template);
        for (const [one, read] of all) {
          board.do(one);
          // Not after each: several changes may come before somebody looks.
          if (read > 0) continue;
          expect(plain(board.analyst.analysis)).toEqual(plain(board.afresh));
        }
        expect(plain(board.analyst.analysis)).toEqual(plain(board.afresh));
      }),
      { numRuns: 80 },
    );
  }, 90_000);

  it.each(FOLLOWING_CASES)('$title', (one) => expect(one.actual()).toEqual(one.expected));

  it('FIN-4 what nothing touches is the very same value', () => {
    const board = new Following('t2');
    const before = board.analyst.analysis;
    board.analyst.advance(board.source.snapshot, { ...board.input });
    expect(board.analyst.analysis).toBe(before);
    done(board.doc, setField('step', board.source.snapshot.entities.step[0]!.id, 'momCategory', 'quality'));
    board.analyst.advance(board.source.snapshot, board.input);
    expect(board.analyst.analysis).toBe(before);
    expect(plain(before)).toEqual(plain(board.afresh));
  });

  it('FIN-4 what others write counts like what is written here', () => {
    const board = new Following('t1');
    const other = replicaOf(board.doc, 200);
    done(other, setField('system', readSnapshot(other).entities.system[1]!.id, 'kind', 'paper'));
    expect(board.analyst.analysis.findings.map((one) => one.rule)).not.toContain('M08');
    Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other));
    board.analyst.advance(board.source.snapshot, board.input);
    expect(board.analyst.analysis.findings.map((one) => one.rule)).toContain('M08');
    expect(plain(board.analyst.analysis)).toEqual(plain(board.afresh));
  });
});

/** One process of two steps with its own systems, data, interface and output. */
const part = (at: number): string => `SYS|MES${at}|MES|X|yes
SYS|QMS${at}|QMS|Q|yes
DAT|D${2 * at + 1}|Values ${at}|result|rc|OPS:AR
DAT|D${2 * at + 2}|Note ${at}|other||OPS:AR
STP|${2 * at + 1}|Make ${at}|execute|rc|OPS|MES${at}|MES${at}|MES${at}|OPS:AR|QUA:C|D${2 * at + 1}+ D${2 * at + 2}+
STP|${2 * at + 2}|Look ${at}|review|r|none|QMS${at}|QMS${at}|QMS${at}|QUA:PN|OPS:C|D${2 * at + 1}=
ITF|I${at + 1}|MES${at}|QMS${at}|D${2 * at + 1}|api|none|interface|count
OUT|R${at + 1}|Record ${at}|record|required|211.188|QMS${at}|MES${at}:D${2 * at + 1}|QUA:PN/approval|OPS:AR`;

/** So many of them on one board. */
function boardOf(times: number): { readonly doc: Y.Doc; readonly input: AnalysisInput } {
  const people = CLEAN.split('\n').filter((line) => /^(TTL|VOT|MTX|RSK)/.test(line));
  const parsed = parseTemplate([...people, ...Array.from({ length: times }, (_, at) => part(at))].join('\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const doc = new Y.Doc();
  done(doc, (to) => seedBoard(to, parsed.board, null, { ids: seededIds(3) }));
  return { doc, input: templateInput(readSnapshot(doc), parsed.board.input) };
}

/** How much an edit has computed, on a board so many times the size. */
function costOf(times: number, edit: (doc: Y.Doc) => Mutation): number {
  const { doc, input } = boardOf(times);
  const source = new SnapshotSource(doc);
  const analyst = new Analyst(source.snapshot, input);
  expect(analyst.analysis.findings).toEqual([]);
  const before = analyst.computations;
  done(doc, edit(doc));
  analyst.advance(source.snapshot, input);
  expect(plain(analyst.analysis)).toEqual(plain(analyse(readSnapshot(doc), input)));
  return analyst.computations - before;
}

const first = (doc: Y.Doc, kind: EntityKind): string => readSnapshot(doc).entities[kind][0]!.id;
/** Edits to one record, and how much each may compute: what reads the record, whatever the size of the board. */
const TYPING: Readonly<Record<string, (doc: Y.Doc) => Mutation>> = {
  'the title of a step': (doc) => setField('step', first(doc, 'step'), 'title', 'T'),
  'the title of a data object': (doc) => setField('dataObject', first(doc, 'dataObject'), 'title', 'T'),
  'the title of an output': (doc) => setField('output', first(doc, 'output'), 'title', 'T'),
  'the name of a system': (doc) => setField('system', first(doc, 'system'), 'name', 'T'),
  'the rationale of an interface': (doc) => setField('interface', first(doc, 'interface'), 'rationale', 'T'),
  'the name of a person, however much names them': (doc) => setField('person', first(doc, 'person'), 'name', 'T'),
  'the title of the process': () => setSingleField('process', 'title', 'T'),
};
const OTHER_EDITS: Readonly<Record<string, (doc: Y.Doc) => Mutation>> = {
  'whether data is regulated': (doc) => setField('dataObject', first(doc, 'dataObject'), 'regulated', false),
  'a second system of record': (doc) =>
    assignSystemRole({
      step: first(doc, 'step'),
      data: first(doc, 'dataObject'),
      system: readSnapshot(doc).entities.system[1]!.id,
      use: 'record',
    }),
  'what an interface carries': (doc) =>
    dropData({ interface: first(doc, 'interface'), data: first(doc, 'dataObject') }),
};

describe('the price of an edit', () => {
  it('FIN-5 the board that is measured has no finding, at any size', () => {
    for (const times of [1, 10]) {
      const { doc, input } = boardOf(times);
      expect(analyse(readSnapshot(doc), input).findings).toEqual([]);
      expect(readSnapshot(doc).entities.step).toHaveLength(2 * times);
    }
  });

  it.each(Object.entries(TYPING))(
    'FIN-5 typing %s costs little, and the same on a board ten times the size',
    (_, edit) => {
      const cost = costOf(1, edit);
      expect(cost).toBeGreaterThan(0);
      expect(cost).toBeLessThanOrEqual(20);
      expect(costOf(10, edit)).toBe(cost);
    },
  );

  it.each(Object.entries(OTHER_EDITS))(
    'FIN-5 %s costs what it touches, and the same on a board ten times the size',
    (_, edit) => {
      const cost = costOf(1, edit);
      expect(cost).toBeLessThanOrEqual(60);
      expect(costOf(10, edit)).toBe(cost);
    },
  );

  it('FIN-5 what nobody has changed costs nothing', () => {
    const { doc, input } = boardOf(2);
    const source = new SnapshotSource(doc);
    const analyst = new Analyst(source.snapshot, input);
    expect(analyst.analysis.findings).toEqual([]);
    const before = analyst.computations;
    analyst.advance(source.snapshot, input);
    expect([analyst.analysis.findings.length, analyst.computations - before]).toEqual([0, 0]);
  });

  it('FIN-5 an acceptance costs no rule', () => {
    const board = new Following('t2');
    const { findings } = board.analyst.analysis;
    const before = board.analyst.computations;
    const { rule, key, fingerprint } = findings.find((one) => one.severity === 'W')!;
    board.analyst.advance(board.source.snapshot, {
      ...board.input,
      acceptances: [{ rule, key, fingerprint, function: 'QUA' }],
    });
    expect(board.analyst.analysis.findings.find((one) => one.key === key)?.acceptedBy).toEqual(['QUA']);
    expect(board.analyst.computations - before).toBeLessThanOrEqual(3);
  });
});

/** Boards after some doings, as they stand. */
const boards = fc.tuple(fc.constantFrom(...TEMPLATES), fc.array(doing, { maxLength: 25 })).map(([template, all]) => {
  const board = new Following(template);
  for (const one of all) board.do(one);
  return board;
});
const RANK = { B: 0, W: 1, I: 2 } as const;

describe('findings of any board', () => {
  it('FIN-6 FIN-7 FIN-8 FIN-10 are in order, have keys of their own, are the same on another replica and owed by somebody', () => {
    fc.assert(
      fc.property(boards, (board) => {
        const { findings } = board.afresh;
        const places = findings.map(
          ({ severity, rule, key }) => [RANK[severity], RULE_IDS.indexOf(rule), key] as const,
        );
        for (const [at, place] of places.slice(1).entries()) {
          const before = places[at]!;
          const later = place.findIndex((part, index) => part !== before[index]);
          // Equal in everything would be the same key twice.
          expect(later).not.toBe(-1);
          expect(place[later]! > before[later]!).toBe(true);
        }
        expect(new Set(findings.map((one) => one.key)).size).toBe(findings.length);
        expect(new Set(findings.map((one) => one.fingerprint)).size).toBe(findings.length);
        for (const one of findings) {
          expect(one.key.startsWith(`${one.rule} `) || one.key === one.rule).toBe(true);
          expect(one.owes.length).toBeGreaterThan(0);
          expect(new Set(one.owes).size).toBe(one.owes.length);
          expect(one.owes.every((said) => ['OPS', 'QUA', 'IT'].includes(said))).toBe(true);
          for (const subject of one.subjects) expect(one.shownOn).toContain(subject);
          expect(new Set(one.shownOn).size).toBe(one.shownOn.length);
        }
        const replica = replicaOf(board.doc, 300);
        expect(plain(analyse(readSnapshot(replica), board.input))).toEqual(plain(board.afresh));
      }),
      { numRuns: 40 },
    );
  }, 90_000);

  it('FIN-9 are accepted by nobody but who accepted them as they stand, and never where they block', () => {
    fc.assert(
      fc.property(boards, fc.subarray(['OPS', 'QUA', 'IT'] as const), (board, by) => {
        const { findings } = board.afresh;
        const acceptances = findings.flatMap(({ rule, key, fingerprint }) =>
          by.map((said) => ({ rule, key, fingerprint, function: said })),
        );
        for (const one of analyse(readSnapshot(board.doc), { ...board.input, acceptances }).findings) {
          const acceptable = one.severity === 'W' || one.rule === 'G04';
          expect(one.acceptedBy).toEqual(acceptable ? by : []);
          expect(one.lapsed).toEqual([]);
          expect(one.accepted).toBe(acceptable && by.length === 3);
        }
      }),
      { numRuns: 20 },
    );
  }, 90_000);

  it('FIN-13 are found in whatever a document holds, and found the same by who follows it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('blank', 't2' as const),
        fc.array(mess, { minLength: 1, maxLength: 3 }),
        fc.array(doing, { maxLength: 6 }),
        (template, messes, all) => {
          const board = new Following(template);
          for (const one of messes) {
            pour(board.doc, one);
            board.analyst.advance(board.source.snapshot, board.input);
            expect(plain(board.analyst.analysis)).toEqual(plain(board.afresh));
          }
          for (const one of all) board.do(one);
          expect(plain(board.analyst.analysis)).toEqual(plain(board.afresh));
        },
      ),
      { numRuns: 40 },
    );
  }, 90_000);
});
