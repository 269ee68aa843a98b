/**
 * Findings and classification of the open board as reactive reads: brought up to date once after the edits of a moment,
 * and only what shows a finding that has changed is woken. Knows no screen and no words.
 */
import {
  Analyst,
  fixesFor,
  NO_INPUT,
  type Analysis,
  type AnalysisInput,
  type Facts,
  type Finding,
  type Fix,
  type Snapshot,
  type SnapshotListener,
} from '@chartroom/domain';
import { Topics } from './topics.ts';

/** The document that is reasoned on. */
interface Board {
  peek(): Snapshot;
  listen(listener: SnapshotListener): () => void;
}

type ByRecord = ReadonlyMap<string, readonly Finding[]>;
interface State {
  readonly analysis: Analysis;
  readonly byRecord: ByRecord;
}

const ANALYSIS = 'analysis';
const NONE: readonly Finding[] = Object.freeze([]);

function indexed(findings: readonly Finding[]): ByRecord {
  const byRecord = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const record of finding.shownOn) {
      const list = byRecord.get(record);
      if (list) list.push(finding);
      else byRecord.set(record, [finding]);
    }
  return byRecord;
}

const same = (a: readonly Finding[], b: readonly Finding[]): boolean =>
  a.length === b.length && a.every((finding, at) => finding === b[at]);

export class Reasoning {
  readonly #board: Board;
  readonly #topics = new Topics();
  readonly #schedule: (task: () => void) => void;
  readonly #stop: () => void;
  #analyst: Analyst | null = null;
  #input: AnalysisInput = NO_INPUT;
  /** What the analyst has been moved on to. */
  #seen: Snapshot | null = null;
  #state: State | null = null;
  /** What readers were last woken for. */
  #told: State | null = null;
  #scheduled = false;

  /** `schedule` runs a task soon, after the edits of this moment. */
  constructor(board: Board, schedule: (task: () => void) => void = (task) => queueMicrotask(task)) {
    this.#board = board;
    this.#schedule = schedule;
    this.#stop = board.listen(() => this.#stale());
  }

  get analysis(): Analysis {
    this.#topics.read(ANALYSIS);
    return this.#current().analysis;
  }

  /** Findings drawn on a record (`step/<id>`) or any other subject (`area/area.validation`), blockers first. */
  on(subject: string): readonly Finding[] {
    this.#topics.read(`on/${subject}`);
    return this.#current().byRecord.get(subject) ?? NONE;
  }

  /** Repairs that can be offered as one click, as the board stands. */
  fixes(finding: Finding): readonly Fix[] {
    this.#topics.read(ANALYSIS);
    this.#current();
    return fixesFor(this.#analyst!.facts, finding);
  }

  /** What traces and comparisons are computed from; wakes with every change of the board that alters a finding. */
  get facts(): Facts {
    this.#topics.read(ANALYSIS);
    this.#current();
    return this.#analyst!.facts;
  }

  get input(): AnalysisInput {
    return this.#input;
  }

  /** What people said may have changed. */
  hear(input: AnalysisInput): void {
    const lists = Object.keys(input) as (keyof AnalysisInput)[];
    if (lists.every((list) => input[list] === this.#input[list])) return;
    this.#input = input;
    this.#seen = null;
    this.#stale();
  }

  close(): void {
    this.#stop();
  }

  #stale(): void {
    if (this.#scheduled || this.#topics.readers === 0) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#tell();
    });
  }

  #current(): State {
    const snapshot = this.#board.peek();
    if (this.#state !== null && this.#seen === snapshot) return this.#state;
    if (this.#analyst === null) this.#analyst = new Analyst(snapshot, this.#input);
    else this.#analyst.advance(snapshot, this.#input);
    this.#seen = snapshot;
    const { analysis } = this.#analyst;
    if (this.#state?.analysis !== analysis) {
      const byRecord =
        this.#state?.analysis.findings === analysis.findings ? this.#state.byRecord : indexed(analysis.findings);
      this.#state = { analysis, byRecord };
    }
    this.#told ??= this.#state;
    return this.#state;
  }

  /** Wakes whoever shows something that is different now. */
  #tell(): void {
    const before = this.#told;
    const now = this.#current();
    this.#told = now;
    if (before === null || before === now) return;
    const topics = new Set<string>([ANALYSIS]);
    if (before.byRecord !== now.byRecord)
      for (const subject of new Set([...before.byRecord.keys(), ...now.byRecord.keys()]))
        if (!same(before.byRecord.get(subject) ?? NONE, now.byRecord.get(subject) ?? NONE)) topics.add(`on/${subject}`);
    this.#topics.changed(topics);
  }
}
