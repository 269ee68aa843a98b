/**
 * The reasoning over one board as it changes: findings and classification, brought up to date by what an edit touched.
 * `analyse` is the same over one snapshot. Pure towards the outside: it writes nothing and knows no clock.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Classification } from '../classification/classification.ts';
import { Graph, sameList, type Computed } from '../derive/graph.ts';
import { NONE } from '../read/board-index.ts';
import type { Relations } from '../read/relations.ts';
import type { Snapshot } from '../read/snapshot.ts';
import { ROW_KINDS } from '../schema/rows.ts';
import { OWNING_FUNCTIONS, type OwningFunction } from '../schema/vocabulary.ts';
import { RULES_BY_SCOPE } from './catalogue.ts';
import { Facts } from './facts.ts';
import { RULE_IDS, SEVERITIES, type Finding, type RuleId, type Severity, type SubjectRef } from './finding.ts';
import { NO_INPUT, type Acceptance, type AnalysisInput } from './input.ts';
import { FIXED_SUBJECTS, NAMED_KINDS, RECORD_SCOPES, type Hit, type Rule, type Scope } from './rule.ts';

/** A finding before anybody's acceptance is looked at; its fingerprint is computed when first asked for. */
class Found {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly key: string;
  readonly subjects: readonly SubjectRef[];
  readonly details: Readonly<Record<string, readonly SubjectRef[]>>;
  readonly owes: readonly OwningFunction[];
  readonly shownOn: readonly SubjectRef[];
  /** The check that found it: one rule asked of one subject. */
  readonly check: string;
  /** Blockers first, then in the order of the catalogue. */
  readonly rank: number;
  readonly #hit: Hit;
  #fingerprint: string | null = null;

  constructor(rule: Rule, hit: Hit, asked: string) {
    this.rule = rule.id;
    this.check = `${rule.id} ${rule.scope} ${asked}`;
    this.severity = hit.severity ?? rule.severity;
    this.rank = SEVERITIES.indexOf(this.severity) * RULE_IDS.length + RULE_IDS.indexOf(rule.id);
    this.key = [rule.id, ...hit.subjects, ...(rule.id === 'M10' ? Object.values(hit.details ?? {}).flat() : [])].join(
      ' ',
    );
    this.subjects = hit.subjects;
    this.details = hit.details ?? {};
    this.owes = hit.owes;
    this.shownOn = [...new Set([...hit.subjects, ...(hit.shownOn ?? [])])];
    this.#hit = hit;
  }

  get fingerprint(): string {
    this.#fingerprint ??= bytesToHex(sha256(utf8ToBytes(this.#condition().toWellFormed())));
    return this.#fingerprint;
  }

  /** The same for the same condition, in whatever order the message names its records. */
  #condition(): string {
    const details = Object.entries(this.details)
      .map(([role, refs]) => [role, refs.toSorted()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([this.rule, this.severity, this.subjects, details, this.#hit.inputs ?? []]);
  }

  #content(): string {
    return JSON.stringify([this.rule, this.severity, this.subjects, this.details, this.#hit.inputs ?? []]);
  }

  /** True for what would be told and bound in the same way. */
  equals(other: Found): boolean {
    return (
      this.key === other.key &&
      sameList(this.owes, other.owes) &&
      sameList(this.shownOn, other.shownOn) &&
      this.#content() === other.#content()
    );
  }
}

const sameFound = (a: readonly Found[], b: readonly Found[]): boolean =>
  a.length === b.length && a.every((one, at) => one.equals(b[at]!));

/** A warning can be accepted; so can a question, as open. */
const isAcceptable = (found: Found): boolean => found.severity === 'W' || found.rule === 'G04';

class StandingFinding implements Finding {
  readonly #found: Found;
  /** What it was made of beside the condition: while both stay, it stays the same object. */
  readonly acceptances: readonly Acceptance[];
  readonly acceptedBy: readonly OwningFunction[];
  readonly lapsed: readonly OwningFunction[];

  constructor(found: Found, acceptances: readonly Acceptance[]) {
    this.#found = found;
    this.acceptances = acceptances;
    const last = new Map(acceptances.map((one) => [one.function, one.fingerprint]));
    const holding = isAcceptable(found) ? OWNING_FUNCTIONS.filter((said) => last.has(said)) : [];
    this.acceptedBy = holding.filter((said) => last.get(said) === found.fingerprint);
    this.lapsed = holding.filter((said) => last.get(said) !== found.fingerprint);
  }

  get rule(): RuleId {
    return this.#found.rule;
  }
  get severity(): Severity {
    return this.#found.severity;
  }
  get key(): string {
    return this.#found.key;
  }
  get subjects(): readonly SubjectRef[] {
    return this.#found.subjects;
  }
  get details(): Readonly<Record<string, readonly SubjectRef[]>> {
    return this.#found.details;
  }
  get owes(): readonly OwningFunction[] {
    return this.#found.owes;
  }
  get shownOn(): readonly SubjectRef[] {
    return this.#found.shownOn;
  }
  get fingerprint(): string {
    return this.#found.fingerprint;
  }
  get accepted(): boolean {
    return this.acceptedBy.length === OWNING_FUNCTIONS.length;
  }
}

/** Then as the subjects came to the board. */
const inOrder = (a: Found, b: Found): number => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * How many checks the board passes. A check is one rule asked of one subject: a record, an area, a function, a kind of
 * names or of rows, the board. Each asked one counts once, as the worst of what it found; an accepted finding settles.
 */
export interface Checks {
  readonly asked: number;
  /** Found nothing, or only what is accepted. */
  readonly passed: number;
  readonly blockers: number;
  readonly warnings: number;
  readonly infos: number;
}
const sameChecks = (a: Checks, b: Checks): boolean =>
  a.asked === b.asked && a.blockers === b.blockers && a.warnings === b.warnings && a.infos === b.infos;

/** Counts each check once; `found` and `standing` are the same findings in the same order. */
function countChecks(asked: number, found: readonly Found[], standing: readonly Finding[]): Checks {
  const worst = new Map<string, Severity>();
  // Blockers come first, so the first that stands is the worst.
  for (const [at, one] of found.entries())
    if (standing[at]?.accepted === false && !worst.has(one.check)) worst.set(one.check, one.severity);
  const count = { B: 0, W: 0, I: 0 };
  for (const severity of worst.values()) count[severity] += 1;
  return { asked, passed: asked - worst.size, blockers: count.B, warnings: count.W, infos: count.I };
}

export interface Analysis {
  /** Blockers first, then in the order of the catalogue. */
  readonly findings: readonly Finding[];
  readonly classification: Classification;
  readonly checks: Checks;
}

export class Analyst {
  readonly #graph: Graph;
  readonly #facts: Facts;
  readonly #found: Computed<readonly Found[]>;
  readonly #analysis: Computed<Analysis>;

  /** `follows: false` for a single look: it costs less, and cannot be moved on. */
  constructor(snapshot: Snapshot, input: AnalysisInput = NO_INPUT, { follows = true } = {}) {
    const graph = new Graph(follows);
    this.#graph = graph;
    const facts = new Facts(snapshot, input, graph);
    this.#facts = facts;
    const of = graph.family((scope: string, subject: string): readonly Found[] => {
      const rules = RULES_BY_SCOPE.get(scope as Scope) ?? [];
      return rules.flatMap((one) => one.check(facts, subject as never).map((hit) => new Found(one, hit, subject)));
    }, sameFound);
    const subjects = (): readonly (readonly [Scope, readonly string[]])[] => [
      ...RECORD_SCOPES.map((scope) => [scope, facts.index.ids(scope)] as const),
      ...(['area', 'function', 'board'] as const).map((scope) => [scope, FIXED_SUBJECTS[scope]] as const),
      ['names', NAMED_KINDS],
      ['rows', ROW_KINDS],
    ];
    this.#found = graph.computed((): readonly Found[] => {
      const all: Found[] = [];
      for (const [scope, ids] of subjects())
        if (RULES_BY_SCOPE.has(scope)) for (const subject of ids) all.push(...of(scope, subject));
      return all.sort(inOrder);
    }, sameList);
    const asked = graph.computed(() =>
      subjects().reduce((sum, [scope, ids]) => sum + ids.length * (RULES_BY_SCOPE.get(scope)?.length ?? 0), 0),
    );
    const standing = new WeakMap<Found, StandingFinding>();
    const findings = graph.computed((): readonly Finding[] => {
      const accepted = Map.groupBy(facts.input('acceptances'), (one) => `${one.rule} ${one.key}`);
      return this.#found.get().map((one) => {
        const said = accepted.get(`${one.rule} ${one.key}`) ?? NONE;
        const known = standing.get(one);
        if (known !== undefined && sameList(known.acceptances, said)) return known;
        const finding = new StandingFinding(one, said);
        standing.set(one, finding);
        return finding;
      });
    }, sameList);
    const classification = graph.computed(() => facts.classification());
    const checks = graph.computed(() => countChecks(asked.get(), this.#found.get(), findings.get()), sameChecks);
    this.#analysis = graph.computed(() => ({
      findings: findings.get(),
      classification: classification.get(),
      checks: checks.get(),
    }));
  }

  /** The state of the board that is reasoned on. */
  get facts(): Facts {
    return this.#facts;
  }

  get relations(): Relations {
    return this.#facts.relations;
  }

  /** Findings and classification now; the same value while nothing of it has changed. */
  get analysis(): Analysis {
    return this.#analysis.get();
  }

  /** How much was computed so far: what shows in tests that an edit costs only what it touches. */
  get computations(): number {
    return this.#graph.computations;
  }

  /** Moves on to a later state. Nothing is computed before it is asked for. */
  advance(snapshot: Snapshot, input: AnalysisInput = NO_INPUT): void {
    if (!this.#graph.follows) throw new Error('An analyst of a single look cannot be moved on');
    this.#graph.sweep();
    this.#facts.advance(snapshot, input);
  }
}

/** Findings and classification of one snapshot. */
export const analyse = (snapshot: Snapshot, input: AnalysisInput = NO_INPUT): Analysis =>
  new Analyst(snapshot, input, { follows: false }).analysis;
