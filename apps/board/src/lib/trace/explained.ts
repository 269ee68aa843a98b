/**
 * An output's trace as the list that the panel shows: one item a feed, what is weak there, and which repairs can be
 * offered beneath it. Pure: from the trace and the findings as they stand; the words are the domain's.
 */
import {
  TRACE_EN,
  traceText,
  type Finding,
  type Fix,
  type FixKind,
  type OutputTrace,
  type Phrase,
  type Severity,
  type SubjectRef,
  type TraceWords,
  type Weakness,
  type WeaknessKind,
} from '@chartroom/domain';

/** The catalog of the panel: a feed's name stands above its sentence, and what is weak stands in a list of its own. */
const WORDS: TraceWords = {
  ...TRACE_EN,
  feed: (_data, written, held) => capital(joined([...written, held])),
  weakest: (told) => capital(told),
  also: (told) => capital(told),
};

export interface Repair {
  /** The same for two findings that the same repair settles. */
  readonly key: string;
  readonly finding: Finding;
  readonly fix: Fix;
}
export interface WeakLine {
  readonly weakness: Weakness;
  readonly severity: Severity;
  readonly told: Phrase;
  /** What can be offered beneath it. */
  readonly repairs: readonly Repair[];
}
export interface ExplainedFeed {
  readonly data: SubjectRef;
  readonly system: SubjectRef;
  /** How it gets there, in one or more sentences. */
  readonly told: readonly Phrase[];
  /** The worst of it; null when nothing is weak, or only notes. */
  readonly severity: Severity | null;
  /** Weak as well, and not a consequence of what the sentence says. */
  readonly also: readonly WeakLine[];
  /** For what the sentence says. */
  readonly repairs: readonly Repair[];
  /** Its data comes from a system of record to the output. */
  readonly reaches: boolean;
}
export interface Explained {
  /** Null when every link holds. */
  readonly weakest: WeakLine | null;
  readonly feeds: readonly ExplainedFeed[];
  /** Weak in the output itself: who answers, who approves, what requires it. */
  readonly own: readonly WeakLine[];
  readonly reaching: number;
}

function joined(parts: readonly Phrase[]): Phrase {
  return parts.flatMap((part, at) => (at === 0 ? part : [{ kind: 'text', text: ', ' } as const, ...part]));
}
function capital(said: Phrase): Phrase {
  const [first, ...rest] = said;
  if (first?.kind !== 'text') return said;
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

/** Weak, yet nothing that anybody has to repair now. */
const NOTES: ReadonlySet<WeaknessKind> = new Set(['unassessed_interface', 'planned_interface', 'partly_validated']);
/** Follows from there being no system of record, and goes with it. */
const FROM_NO_RECORD: ReadonlySet<WeaknessKind> = new Set(['not_captured', 'step_without_record', 'blind_review']);
/** What the sentence of the feed says itself. */
const SAID: ReadonlySet<WeaknessKind> = new Set([
  'gone',
  'no_record',
  'unfed',
  'several_records',
  'cut_off',
  'not_captured',
]);
const WEIGHT: Readonly<Record<Severity, number>> = { B: 2, W: 1, I: 0 };

/** Their ids name all that they write; of the others an id is meant within its finding. */
const SHARED: ReadonlySet<FixKind> = new Set(['name-record', 'add-interface', 'carry-data']);
const repairOf = (finding: Finding, fix: Fix): Repair => ({
  key: SHARED.has(fix.kind) ? fix.id : `${finding.key} ${fix.id}`,
  finding,
  fix,
});

export function explain(
  trace: OutputTrace,
  findings: readonly Finding[],
  fixesOf: (finding: Finding) => readonly Fix[],
): Explained {
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
  const findingOf = (weakness: Weakness): Finding | undefined =>
    weakness.finding === null ? undefined : byKey.get(weakness.finding);
  const severityOf = (weakness: Weakness): Severity =>
    findingOf(weakness)?.severity ?? (NOTES.has(weakness.kind) ? 'I' : 'W');
  const lines = traceText(trace, WORDS);
  const weak = lines.flatMap((line): readonly WeakLine[] =>
    (line.kind === 'weakest' || line.kind === 'weakness') && line.weakness !== null
      ? [{ weakness: line.weakness, severity: severityOf(line.weakness), told: line.segments, repairs: [] }]
      : [],
  );

  /** Each line with its repairs, none twice; what an earlier repair settles is left out. */
  const withRepairs = (of: readonly WeakLine[]): readonly WeakLine[] => {
    const seen = new Set<string>();
    return of.flatMap((line): readonly WeakLine[] => {
      const finding = findingOf(line.weakness);
      if (finding === undefined || finding.accepted) return [line];
      const fixes = fixesOf(finding);
      const fresh = fixes.map((fix) => repairOf(finding, fix)).filter(({ key }) => !seen.has(key));
      if (fixes.length > 0 && fresh.length === 0) return [];
      for (const { key } of fresh) seen.add(key);
      return [{ ...line, repairs: fresh }];
    });
  };

  const feeds = trace.feeds.map((feed, at): ExplainedFeed => {
    const own = weak.filter((line) => line.weakness.feeds.includes(at));
    const causes = own.filter((line) => feed.home !== 'none' || !FROM_NO_RECORD.has(line.weakness.kind));
    const shown = withRepairs(causes);
    return {
      data: feed.data,
      system: feed.system,
      told: lines
        .filter(
          (line) => line.feed === at && (line.kind === 'feed' || line.kind === 'capture' || line.kind === 'onward'),
        )
        .map((line) => line.segments),
      severity: causes.reduce<Severity | null>(
        (worst, { severity }) =>
          severity === 'I' || (worst !== null && WEIGHT[worst] >= WEIGHT[severity]) ? worst : severity,
        null,
      ),
      also: shown.filter((line) => !SAID.has(line.weakness.kind)),
      repairs: shown.filter((line) => SAID.has(line.weakness.kind)).flatMap((line) => line.repairs),
      reaches:
        feed.gone.length === 0 &&
        feed.supply !== null &&
        feed.supply.kind !== 'broken' &&
        feed.onward?.kind !== 'broken',
    };
  });
  return {
    weakest: weak[0] ?? null,
    feeds,
    own: withRepairs(weak.filter((line) => line.weakness.feeds.length === 0)),
    reaching: feeds.filter((feed) => feed.reaches).length,
  };
}
