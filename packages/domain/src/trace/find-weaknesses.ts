/**
 * Finds what is weak on the way to an output. What a rule finds is asked of the rule itself, so that trace and findings
 * cannot drift apart; what holds for data that is not regulated as well is judged here, without a rule.
 */
import type { Facts } from '../findings/facts.ts';
import type { RuleId, SubjectRef } from '../findings/finding.ts';
import type { Hit, Rule } from '../findings/rule.ts';
import { RULES } from '../findings/catalogue.ts';
import type { EntityId, Row } from '../read/snapshot.ts';
import { idOf } from './source.ts';
import type { FeedTrace, InterfaceTrace, OutputTrace } from './trace.ts';
import { WEAKNESS_KINDS, WEAKNESS_RULES, type Weakness, type WeaknessKind } from './weakness.ts';

export type BareFeed = Omit<FeedTrace, 'weakest'>;
export type BareTrace = Omit<OutputTrace, 'feeds' | 'weaknesses' | 'weakest' | 'onMap'> & {
  readonly feeds: readonly BareFeed[];
};

type Asked = 'step' | 'dataObject' | 'output' | 'interface';

const RULE_OF: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [`${rule.id} ${rule.scope}`, rule]));

class Judge {
  readonly facts: Facts;
  readonly #found = new Map<string, Weakness & { readonly feeds: number[] }>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** `feed`: position of the feed; null for the output's own. `subjects`: of the finding, where a rule fires. */
  say(
    kind: WeaknessKind,
    at: readonly SubjectRef[],
    feed: number | null,
    rule: RuleId | null = null,
    finding: string | null = null,
  ): void {
    const name = [kind, finding ?? at.join(' ')].join(' ');
    let known = this.#found.get(name);
    if (known === undefined) {
      known = { kind, rank: WEAKNESS_KINDS.indexOf(kind), at: [...new Set(at)], feeds: [], rule, finding };
      this.#found.set(name, known);
    }
    if (feed !== null && !known.feeds.includes(feed)) known.feeds.push(feed);
  }

  hits(kind: WeaknessKind, scope: Asked, id: EntityId): readonly Hit[] {
    return RULE_OF.get(`${WEAKNESS_RULES[kind]} ${scope}`)?.check(this.facts, id as never) ?? [];
  }

  /** One weakness a hit of the kind's rule that `concerns`; says whether there was any. */
  byRule(
    kind: WeaknessKind,
    scope: Asked,
    id: EntityId,
    feed: number | null,
    concerns: (hit: Hit) => boolean = () => true,
  ): boolean {
    const hits = this.hits(kind, scope, id).filter(concerns);
    for (const hit of hits) this.sayHit(kind, hit, feed);
    return hits.length > 0;
  }

  sayHit(kind: WeaknessKind, hit: Hit, feed: number | null): void {
    const rule = WEAKNESS_RULES[kind];
    // As findings are keyed: a broken link by its details too, since one record can have several.
    const key = [rule, ...hit.subjects, ...(rule === 'M10' ? Object.values(hit.details ?? {}).flat() : [])].join(' ');
    const places = ['systems', 'steps', 'sources'].flatMap((detail) => hit.details?.[detail] ?? []);
    this.say(kind, [...hit.subjects.filter(isPlace), ...places], feed, rule, key);
  }

  sorted(): readonly Weakness[] {
    const first = (one: Weakness): number => one.feeds[0] ?? -1;
    return [...this.#found.values()]
      .map((one) => ({ ...one, feeds: one.feeds.toSorted((a, b) => a - b) }))
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          first(a) - first(b) ||
          (a.at.join(' ') < b.at.join(' ') ? -1 : a.at.join(' ') > b.at.join(' ') ? 1 : 0) ||
          ((a.finding ?? '') < (b.finding ?? '') ? -1 : 1),
      );
  }
}

/** Addresses of records and functions: a code or a meaning is no place. */
const isPlace = (ref: SubjectRef): boolean => !/^(?:code|meaning)\/|^person\/-$/.test(ref);

function judgeOwners(judge: Judge, scope: Asked, id: EntityId, feed: number | null): void {
  judge.byRule('nobody_accountable', scope, id, feed);
  judge.byRule('several_accountable', scope, id, feed);
  judge.byRule('nobody_named', scope, id, feed, (hit) => hit.subjects.includes('code/A'));
}

const isWeakRecord = (facts: Facts, system: EntityId): boolean => {
  const entity = facts.index.entity('system', system);
  return entity?.kind === 'spreadsheet' || entity?.kind === 'paper' || entity?.auditTrail === 'no';
};
const validated = (facts: Facts, system: EntityId): string => facts.index.entity('system', system)?.validated ?? '';

/** A system that holds a copy or the output itself: no rule looks at it. */
function judgeHolder(judge: Judge, system: SubjectRef, feed: number | null): void {
  const id = idOf(system);
  if (isWeakRecord(judge.facts, id)) judge.say('weak_record', [system], feed);
  if (['no', 'unknown'].includes(validated(judge.facts, id))) judge.say('untrusted_system', [system], feed);
  if (validated(judge.facts, id) === 'partly') judge.say('partly_validated', [system], feed);
}

function judgeRecords(judge: Judge, feed: BareFeed, at: number, recordSystem: SubjectRef | null): void {
  const data = idOf(feed.data);
  const homes = feed.systemsOfRecord;
  const where = (bad: (system: EntityId) => boolean): readonly SubjectRef[] => homes.filter((home) => bad(idOf(home)));
  const weak = where((id) => isWeakRecord(judge.facts, id));
  if (!judge.byRule('weak_record', 'dataObject', data, at) && weak.length > 0)
    judge.say('weak_record', [feed.data, ...weak], at);
  const untrusted = where((id) => ['no', 'unknown'].includes(validated(judge.facts, id)));
  if (!judge.byRule('untrusted_system', 'dataObject', data, at) && untrusted.length > 0)
    judge.say('untrusted_system', [feed.data, ...untrusted], at);
  for (const home of homes)
    if (validated(judge.facts, idOf(home)) === 'partly') judge.say('partly_validated', [home], at);
  judge.byRule('record_retiring', 'dataObject', data, at);
  judge.byRule('migration_open', 'dataObject', data, at);
  if (!homes.includes(feed.system) && feed.system !== recordSystem && feed.gone.length === 0)
    judgeHolder(judge, feed.system, at);
}

function judgeCapture(judge: Judge, feed: BareFeed, at: number): void {
  const data = idOf(feed.data);
  if (!judge.byRule('not_captured', 'dataObject', data, at))
    for (const step of feed.writes)
      for (const way of step.captures)
        if (way.kind === 'broken') judge.say('not_captured', [feed.data, way.from, way.to, step.step], at);
  judge.byRule('entered_twice', 'dataObject', data, at);
  for (const { step } of feed.writes) {
    judge.byRule('step_without_record', 'step', idOf(step), at);
    judgeOwners(judge, 'step', idOf(step), at);
  }
}

/**
 * A blind review weakens this output where it is done in a system that the output is built or kept in, or where nobody
 * else reviews the data; elsewhere it is another output's.
 */
function judgeReviews(judge: Judge, trace: BareTrace, feed: BareFeed, at: number): void {
  const isBlind = (system: SubjectRef): boolean =>
    !feed.reviews.some((one) => one.system === system && one.way !== null && one.way.kind !== 'broken');
  const isOnlyReview = feed.reviews.every((one) => isBlind(one.system));
  const ours = new Set([feed.system, trace.recordSystem]);
  for (const { step, system } of feed.reviews)
    if (isBlind(system) && (isOnlyReview || ours.has(system)))
      judge.byRule('blind_review', 'step', idOf(step), at, (hit) => hit.subjects.includes(feed.data));
  judge.byRule('never_reviewed', 'dataObject', idOf(feed.data), at);
}

function judgeFeed(judge: Judge, trace: BareTrace, feed: BareFeed, row: Row<'feed'>, at: number): void {
  const output = idOf(trace.output);
  const data = idOf(feed.data);
  if (feed.gone.length > 0) {
    const key = ['M10', trace.output, ...feed.gone, `row/feed/${row.key}`].join(' ');
    judge.say('gone', [trace.output, ...feed.gone], at, 'M10', key);
  }
  if (!feed.gone.includes(feed.system))
    judge.byRule('off_map', 'output', output, at, (hit) => hit.subjects.includes(feed.system));
  if (feed.gone.includes(feed.data)) return;
  judge.byRule('no_record', 'dataObject', data, at);
  const isUnfed = judge.byRule(
    'unfed',
    'output',
    output,
    at,
    (hit) => hit.subjects.includes(feed.system) && hit.subjects.includes(feed.data),
  );
  if (feed.home === 'parts' && !isUnfed)
    for (const way of feed.ways) if (way.kind === 'broken') judge.say('part_unfed', [feed.data, way.from, way.to], at);
  if (feed.onward?.kind === 'broken') judge.say('cut_off', [feed.data, feed.onward.from, feed.onward.to], at);
  judge.byRule('several_records', 'dataObject', data, at);
  judgeReviews(judge, trace, feed, at);
  judgeOwners(judge, 'dataObject', data, at);
  judgeCapture(judge, feed, at);
  judgeRecords(judge, feed, at, trace.recordSystem);
}

/** The kinds that a rule finds on regulated data, and that are as weak on other data. */
function judgeInterface(judge: Judge, one: InterfaceTrace): void {
  const id = idOf(one.interface);
  const weak: readonly (readonly [WeaknessKind, boolean])[] = [
    ['unvalidated_interface', one.scopes.length === 0 && !isSpared(judge.facts, id)],
    ['transcription', one.mechanism === 'manual' || one.mechanism === 'paper'],
    ['no_reconciliation', (one.reconciliation ?? 'none') === 'none'],
  ];
  for (const feed of one.feeds) {
    for (const [kind, isWeak] of weak)
      if (!judge.byRule(kind, 'interface', id, feed) && isWeak) judge.say(kind, [one.interface], feed);
    // Fires on a conversion of any data.
    judge.byRule('untested_conversion', 'interface', id, feed);
    judgeOwners(judge, 'interface', id, feed);
    if (!one.evidenced) continue;
    if (one.status === 'planned') judge.say('planned_interface', [one.interface], feed);
    else if (one.status !== 'validated' && !isSpared(judge.facts, id))
      judge.say('unassessed_interface', [one.interface], feed);
  }
}
/** Not required, and somebody said why. */
const isSpared = (facts: Facts, id: EntityId): boolean => {
  const entity = facts.index.entity('interface', id);
  return entity?.status === 'not_required' && (entity.rationale ?? '').trim() !== '';
};

function judgeOutput(judge: Judge, trace: BareTrace): void {
  const output = idOf(trace.output);
  if (trace.names[trace.output]!.gone) {
    judge.say('gone', [trace.output], null);
    return;
  }
  for (const kind of ['no_feed', 'no_quality_approval', 'void_approval', 'no_rule_cited', 'report_logic_open'] as const)
    judge.byRule(kind, 'output', output, null);
  // The rule asks for all references of the record; the record system is its only one.
  judge.byRule('gone', 'output', output, null);
  judgeOwners(judge, 'output', output, null);
  const { recordSystem } = trace;
  if (recordSystem !== null && !trace.feeds.some((feed) => feed.systemsOfRecord.includes(recordSystem)))
    judgeHolder(judge, recordSystem, null);
}

/** All that is weak, worst first. `rows`: the rows of the feeds, in their order. */
export function weaknessesOf(facts: Facts, trace: BareTrace, rows: readonly Row<'feed'>[]): readonly Weakness[] {
  const judge = new Judge(facts);
  judgeOutput(judge, trace);
  for (const [at, feed] of trace.feeds.entries()) judgeFeed(judge, trace, feed, rows[at]!, at);
  for (const one of trace.interfaces) judgeInterface(judge, one);
  return judge.sorted();
}
