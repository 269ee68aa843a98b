/**
 * How fast findings and classification follow the board: computed afresh at several sizes, and brought up to date after
 * single edits of a live document. Beside each figure stands what one plain pass over the rows costs in the same run,
 * since absolute figures move from machine to machine.
 */
import {
  type Mutation,
  type Snapshot,
  Analyst,
  ROW_KINDS,
  SnapshotSource,
  analyse,
  assignResponsibility,
  assignSystemRole,
  carryData,
  clearStepData,
  createStep,
  dropData,
  seededIds,
  setField,
  setStepData,
  withdrawResponsibility,
  withdrawSystemRole,
} from '@chartroom/domain';
import { type BigBoard, bigBoard } from './big-board.ts';
import { type Line, print } from './table.ts';

const SCALES = [1, 2, 5, 10] as const;
/** What the product promises, in milliseconds. */
const TARGETS = { keystroke: 5, full: 50, fullAtTen: 600 } as const;

const median = (values: readonly number[]): number => at(values, 0.5);
/** Nearest-rank percentile. */
const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};
/** Wall time is what a person waits; CPU time of this thread is the one to compare on a busy machine. */
export const CLOCKS = { wall: () => performance.now(), cpu: () => threadMs() } as const;
export type Clock = keyof typeof CLOCKS;
const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
let nowMs: () => number = CLOCKS.wall;

const timeOf = (work: () => void): number => {
  const startedAtMs = nowMs();
  work();
  return nowMs() - startedAtMs;
};
const repeat = (runs: number, work: () => void): readonly number[] => Array.from({ length: runs }, () => timeOf(work));
const ms = (value: number): string => value.toFixed(2);
/** Against a reference that the clock was too coarse for there is none. */
const ratio = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(1)}x` : '–');

/** The reference: every row of the board put into Maps once, by its first part. */
function plainPass(snapshot: Snapshot): number {
  let lists = 0;
  for (const kind of ROW_KINDS) {
    const groups = new Map<string, unknown[]>();
    for (const row of snapshot.rows[kind]) {
      const first = row.key.slice(0, row.key.indexOf('|'));
      const list = groups.get(first);
      if (list === undefined) groups.set(first, [row]);
      else list.push(row);
    }
    lists += groups.size;
  }
  return lists;
}

/** One kind of edit: its `number`-th mutation. */
type Edit = (board: BigBoard, number: number) => Mutation;

const spread = <T>(list: readonly T[], number: number): T => list[(number * 37) % list.length]!;
const ids = seededIds(99, 1_900_000_000_000);

/** Said at an even number and taken back at the next one. */
const EDITS: Readonly<Record<string, Edit>> = {
  'title of a step': (board, number) => setField('step', spread(board.steps, number), 'title', `Typed ${number}`),
  'title of a data object': (board, number) =>
    setField('dataObject', spread(board.data, number), 'title', `Typed ${number}`),
  'system role set, withdrawn': (board, number) => {
    const pair = number >> 1;
    const said = {
      step: spread(board.steps, pair),
      data: spread(board.data, pair * 3),
      system: spread(board.systems, pair),
      use: 'record',
    } as const;
    return number % 2 === 0 ? assignSystemRole(said) : withdrawSystemRole(said);
  },
  'data at a step set, cleared': (board, number) => {
    const pair = number >> 1;
    const said = { step: spread(board.steps, pair), data: spread(board.data, pair * 3 + 1), use: 'decide' } as const;
    return number % 2 === 0 ? setStepData(said) : clearStepData(said);
  },
  'data of an interface': (board, number) => {
    const pair = number >> 1;
    const said = { interface: spread(board.interfaces, pair), data: spread(board.data, pair * 3 + 2) };
    return number % 2 === 0 ? carryData(said) : dropData(said);
  },
  'an A assigned, withdrawn': (board, number) => {
    const pair = number >> 1;
    const said = {
      subject: spread(board.data, pair),
      function: 'IT',
      code: 'A',
      person: spread(board.people.IT, pair),
    } as const;
    return number % 2 === 0 ? assignResponsibility(said) : withdrawResponsibility(said);
  },
  'a system validated or not': (board, number) => {
    const round = Math.floor(number / board.systems.length);
    return setField('system', spread(board.systems, number), 'validated', round % 2 === 0 ? 'unknown' : 'partly');
  },
  'a step inserted at the front': (_, number) =>
    createStep({ title: `New ${number}`, kind: 'record', regulated: true, change: 'none', after: null }, { ids }),
};

interface Followed {
  readonly findingsMs: readonly number[];
  readonly snapshotMs: readonly number[];
}

const WARM_UP = 40;

/** Makes edits on a live board and brings the findings up to date after each; only the latter is `findingsMs`. */
function follow(scale: number, name: string, edit: Edit, count: number): Followed {
  const board = bigBoard(scale);
  const source = new SnapshotSource(board.doc);
  const analyst = new Analyst(source.snapshot, board.input);
  let length = analyst.analysis.findings.length;
  const findingsMs: number[] = [];
  const snapshotMs: number[] = [];
  for (let number = 0; number < WARM_UP + count; number += 1) {
    let changed = false;
    const editedMs = timeOf(() => {
      changed = edit(board, number)(board.doc).ok;
    });
    const followedMs = timeOf(() => {
      analyst.advance(source.snapshot, board.input);
      length = Math.max(length, analyst.analysis.findings.length);
    });
    // What stood there already was no edit.
    if (number < WARM_UP || !changed) continue;
    snapshotMs.push(editedMs);
    findingsMs.push(followedMs);
  }
  source.close();
  if (findingsMs.length < count / 2)
    throw new Error(`${name}: only ${findingsMs.length} of ${count} edits changed anything`);
  return { findingsMs, snapshotMs };
}

export function benchFindings(clock: Clock): void {
  nowMs = CLOCKS[clock];
  for (let warm = 0; warm < 5; warm += 1) analyse(new SnapshotSource(bigBoard(1).doc).snapshot);

  const full = SCALES.map((scale) => {
    const board = bigBoard(scale);
    const { snapshot } = new SnapshotSource(board.doc);
    const runs = Math.max(5, Math.round(30 / scale));
    const followed = median(repeat(3, () => void new SnapshotSource(board.doc).close()));
    plainPass(snapshot);
    const reference = median(repeat(runs * 3, () => void plainPass(snapshot)));
    let findings = 0;
    analyse(snapshot, board.input);
    const whole = median(repeat(runs, () => void (findings = analyse(snapshot, board.input).findings.length)));
    const opening = median(repeat(runs, () => void new Analyst(snapshot, board.input).analysis));
    return { scale, records: board.records, findings, followed, reference, whole, opening };
  });
  const first = full[0]!;
  print(
    `Findings computed afresh, ms of ${clock} time (median). Target ${TARGETS.full} at 1x, ${TARGETS.fullAtTen} at 10x; growth 1.0 is linear`,
    ['records', 'findings', 'one look', 'growth', 'to follow', 'growth', 'plain pass', 'ratio', 'snapshot'],
    full.map(({ scale, records, findings, whole, opening, reference, followed }): Line => [
      `${scale}x`,
      [
        String(records),
        String(findings),
        ms(whole),
        (whole / records / (first.whole / first.records)).toFixed(2),
        ms(opening),
        (opening / records / (first.opening / first.records)).toFixed(2),
        ms(reference),
        ratio(whole / reference),
        ms(followed),
      ],
    ]),
  );

  for (const scale of [1, 10] as const) {
    const { reference } = full.find((one) => one.scale === scale)!;
    const lines = Object.entries(EDITS).map(([name, edit]): Line => {
      const { findingsMs, snapshotMs } = follow(scale, name, edit, scale === 1 ? 300 : 60);
      return [
        name,
        [
          ms(median(findingsMs)),
          ms(at(findingsMs, 0.95)),
          ms(at(findingsMs, 1)),
          ratio(median(findingsMs) / reference),
          ms(median(snapshotMs)),
        ],
      ];
    });
    print(
      `Findings after one edit at ${scale}x, ms of ${clock} time.${scale === 1 ? ` Target ${TARGETS.keystroke}` : ''} (edit and snapshot are not part of it)`,
      ['p50', 'p95', 'max', 'ratio', 'edit+snapshot'],
      lines,
    );
  }
}
