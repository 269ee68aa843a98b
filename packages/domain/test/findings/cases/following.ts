/** The cases of the rules once more, for who follows the board: each finding comes with its cause and goes with it. */
import * as Y from 'yjs';
import {
  Analyst,
  LOCAL_ORIGIN,
  MAP_ROOTS,
  RULE_IDS,
  SnapshotSource,
  type Analysis,
  type Finding,
} from '../../../src/index.ts';
import { Bench, type Case } from '../bench.ts';
import { RULE_CASES } from './all.ts';
import { BLOCKING, BOUND, UNRELATED, type Bound } from './fingerprints.ts';

/** Everything that a finding says, getters included. */
const told = (one: Finding) => ({
  rule: one.rule,
  severity: one.severity,
  key: one.key,
  subjects: one.subjects,
  details: one.details,
  owes: one.owes,
  shownOn: one.shownOn,
  fingerprint: one.fingerprint,
  acceptedBy: one.acceptedBy,
  lapsed: one.lapsed,
  accepted: one.accepted,
});
export const plain = ({ findings, classification }: Analysis) => ({ findings: findings.map(told), classification });

/** What goes wrong when a case is followed from the clean board and back to it. */
function faults({ title, edit }: Case, rule: string): readonly string[] {
  const board = new Bench();
  const clean = { ...board.input };
  const source = new SnapshotSource(board.doc);
  const analyst = new Analyst(source.snapshot, clean);
  const found: string[] = [];
  const must = (holds: boolean, what: string): unknown => holds || found.push(`${title}: ${what}`);
  must(analyst.analysis.findings.length === 0, 'not clean before');
  const history = new Y.UndoManager(
    MAP_ROOTS.map((root) => board.doc.getMap(root)),
    { captureTimeout: 3_600_000, trackedOrigins: new Set([null, LOCAL_ORIGIN]) },
  );
  edit!(board);
  analyst.advance(source.snapshot, board.input);
  must(
    analyst.analysis.findings.some((one) => one.rule === rule),
    'not there',
  );
  must(JSON.stringify(plain(analyst.analysis)) === JSON.stringify(plain(board.analysis)), 'not as read afresh');
  while (history.undo() !== null);
  analyst.advance(source.snapshot, clean);
  must(analyst.analysis.findings.length === 0, 'not clean after');
  source.close();
  return found;
}

/** What goes wrong when a finding stays and something of it, or round it, becomes different. */
function differences(bound: Bound): readonly string[] {
  const edits = Object.entries({ ...UNRELATED, ...bound.keeps, ...bound.changes });
  return edits.flatMap(([why, edit]) => {
    const board = new Bench();
    bound.fires(board);
    const source = new SnapshotSource(board.doc);
    const analyst = new Analyst(source.snapshot, { ...board.input });
    const before = analyst.analysis.findings.length;
    edit(board);
    analyst.advance(source.snapshot, board.input);
    source.close();
    const same = JSON.stringify(plain(analyst.analysis)) === JSON.stringify(plain(board.analysis));
    return before > 0 && same ? [] : [why];
  });
}

/** Two findings of one rule and subject, of which one becomes different. */
const TWO: Bound = {
  rule: 'G03',
  way: 'of two questions',
  fires: (b) => b.vote('OPS', 'EXEC', '3231 0022 0010'),
  changes: {
    'one of them': (b) => b.vote('OPS', 'EXEC', '3231 0023 0010'),
    'the other': (b) => b.vote('OPS', 'EXEC', '3231 0032 0010'),
  },
};

const CHANGING_CASES: readonly Case[] = [...BOUND, ...BLOCKING, TWO].map((bound) => ({
  title: `FIN-4 ${bound.rule}${bound.way === undefined ? '' : ` ${bound.way}`} is told as it is now, while it stays`,
  actual: () => differences(bound),
  expected: [],
}));

const COMING_CASES: readonly Case[] = RULE_IDS.map((rule) => ({
  title: `FIN-4 ${rule} comes with its cause and goes with it`,
  actual: () =>
    RULE_CASES.filter((one) => one.title.startsWith(`FIN-2 ${rule} fires`)).flatMap((one) => faults(one, rule)),
  expected: [],
}));

export const FOLLOWING_CASES: readonly Case[] = [...COMING_CASES, ...CHANGING_CASES];
