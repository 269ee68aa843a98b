/** A trace as lines to be read: what feeds the output, how it gets there, what is weak. All words are the catalog's. */
import type { SubjectRef } from '../findings/finding.ts';
import type { PlantFunction } from '../schema/vocabulary.ts';
import { phrase, type Phrase } from './phrase.ts';
import { idOf, kindOf } from './source.ts';
import type { FeedTrace, InterfaceTrace, OutputTrace, OwnerTrace } from './trace.ts';
import type { Weakness } from './weakness.ts';
import type { SaidPerson, TraceWords, WeaknessPlaces } from './words.ts';

export type TraceLineKind =
  'output' | 'owner' | 'approver' | 'feed' | 'capture' | 'onward' | 'review' | 'interface' | 'weakest' | 'weakness';

export interface TraceLine {
  readonly kind: TraceLineKind;
  /** The record that the line is about. */
  readonly about: SubjectRef;
  /** Position of the feed; null for what belongs to the output or to several feeds. */
  readonly feed: number | null;
  readonly segments: Phrase;
  /** What the line tells, or the worst of what it is about; null where nothing is weak. */
  readonly weakness: Weakness | null;
}

class Teller {
  readonly trace: OutputTrace;
  readonly words: TraceWords;
  readonly lines: TraceLine[] = [];

  constructor(trace: OutputTrace, words: TraceWords) {
    this.trace = trace;
    this.words = words;
  }

  /** One token: `D4`, `MES`, `2`; a person by name. */
  short(ref: SubjectRef): Phrase {
    const name = this.trace.names[ref];
    const text = name === undefined || name.gone ? '' : kindOf(ref) === 'person' ? name.name || name.label : name.label;
    return [{ kind: 'ref', ref, text: text === '' ? this.words.gone : text }];
  }

  shorts(refs: readonly SubjectRef[]): readonly Phrase[] {
    return refs.map((ref) => this.short(ref));
  }

  /** Title and label: `Batch production record D6`. */
  full(ref: SubjectRef): Phrase {
    const { label = '', name = '', gone = true } = this.trace.names[ref] ?? {};
    const isTitled = name !== '' && name !== label && !gone;
    return isTitled ? [{ kind: 'ref', ref, text: `${name} ${label}` }] : this.short(ref);
  }

  person({ function: said, person, stands }: OwnerTrace): SaidPerson {
    return { function: said, person: person === null ? null : this.short(person), stands };
  }

  add(
    kind: TraceLineKind,
    about: SubjectRef,
    feed: number | null,
    segments: Phrase,
    weakness: Weakness | null = null,
  ): void {
    this.lines.push(Object.freeze({ kind, about, feed, segments: Object.freeze([...segments]), weakness }));
  }

  /** The worst weakness that lies at a record. */
  worstAt(ref: SubjectRef): Weakness | null {
    return this.trace.weaknesses.find((one) => one.at[0] === ref) ?? null;
  }
}

function tellOutput(teller: Teller): void {
  const { trace, words } = teller;
  const { output } = trace;
  teller.add(
    'output',
    output,
    null,
    words.output(teller.full(output), {
      kind: trace.kind ?? 'record',
      relevance: trace.relevance,
      citations: trace.citations,
      recordSystem: trace.recordSystem === null ? null : teller.short(trace.recordSystem),
    }),
    trace.weakest,
  );
  const owners = trace.owners.map((owner) => teller.person(owner));
  teller.add('owner', output, null, words.owners(teller.short(output), owners));
  for (const approver of trace.approvers)
    teller.add(
      'approver',
      approver.person ?? `function/${approver.function}`,
      null,
      words.approver({ ...teller.person(approver), meaning: approver.meaning }),
    );
  if (trace.feeds.length === 0) teller.add('feed', output, null, words.noFeed(trace.kind ?? 'record'));
}

function heldPhrase(teller: Teller, feed: FeedTrace): Phrase {
  const { held } = teller.words;
  const kind = teller.trace.kind ?? 'record';
  const category = feed.category ?? 'other';
  const system = teller.short(feed.system);
  const homes = teller.shorts(feed.systemsOfRecord);
  if (feed.supply === null) return held.nowhere(kind, category);
  if (feed.supply.kind === 'broken') return held.unfed(homes[0]!, system, kind, category);
  if (feed.home === 'several') return held.several(homes);
  if (feed.home === 'parts') return held.parts(homes, system);
  return feed.supply.kind === 'same'
    ? held.itself(system)
    : held.carried(homes[0]!, teller.shorts(feed.supply.interfaces), system);
}

function tellFeed(teller: Teller, feed: FeedTrace, at: number): void {
  const { words } = teller;
  if (feed.gone.length > 0) {
    const line = words.feedGone(teller.full(feed.data), teller.short(feed.system));
    teller.add('feed', feed.data, at, line, feed.weakest);
    return;
  }
  const written = (['create', 'update', 'decide'] as const).flatMap((use) => {
    const steps = feed.writes.filter((one) => one.uses.includes(use)).map((one) => teller.short(one.step));
    return steps.length === 0 ? [] : [words.written(use, steps)];
  });
  const line = words.feed(teller.full(feed.data), written, heldPhrase(teller, feed));
  teller.add('feed', feed.data, at, line, feed.weakest);
  const owners = feed.owners.map((owner) => teller.person(owner));
  teller.add('owner', feed.data, at, words.owners(teller.short(feed.data), owners));
  tellWays(teller, feed, at);
  for (const { step, system, uses } of feed.reviews)
    teller.add('review', step, at, words.review(teller.short(step), teller.short(system), uses));
}

/** Captures and the way on, where they go over anything. */
function tellWays(teller: Teller, feed: FeedTrace, at: number): void {
  const { words } = teller;
  for (const { step, captures } of feed.writes)
    for (const { kind, from, to, interfaces } of captures) {
      const ends = [teller.short(from), teller.short(to)] as const;
      if (kind === 'broken') teller.add('capture', step, at, words.notCaptured(teller.short(step), ...ends));
      else if (kind === 'path')
        teller.add('capture', step, at, words.capture(teller.short(step), ends[0], teller.shorts(interfaces), ends[1]));
    }
  const { onward } = feed;
  if (onward === null || onward.kind === 'same') return;
  const [data, from, to] = [teller.short(feed.data), teller.short(onward.from), teller.short(onward.to)];
  const line =
    onward.kind === 'path'
      ? words.onward(data, from, teller.shorts(onward.interfaces), to)
      : words.cutOff(data, from, to, teller.trace.kind ?? 'record');
  teller.add('onward', feed.data, at, line);
}

function tellInterface(teller: Teller, one: InterfaceTrace): void {
  const end = (ref: SubjectRef | null): Phrase => (ref === null ? phrase`${teller.words.gone}` : teller.short(ref));
  const line = teller.words.interface({
    interface: teller.short(one.interface),
    from: end(one.from),
    to: end(one.to),
    scopes: one.scopes,
    status: one.status,
    mechanism: one.mechanism,
    transformation: one.transformation,
    reconciliation: one.reconciliation,
    owners: one.owners.map((owner) => teller.person(owner)),
  });
  teller.add(
    'interface',
    one.interface,
    one.feeds.length === 1 ? one.feeds[0]! : null,
    line,
    teller.worstAt(one.interface),
  );
}

function placesOf(teller: Teller, weakness: Weakness): WeaknessPlaces {
  const of = (kind: string): readonly SubjectRef[] => weakness.at.filter((ref) => kindOf(ref) === kind);
  const one = (kind: string): Phrase => of(kind).flatMap((ref, at) => (at === 0 ? teller.full(ref) : []));
  const owned = weakness.at[0];
  const said = of('function')[0];
  return {
    output: one('output'),
    data: one('dataObject'),
    interface: one('interface'),
    owned: owned === undefined ? [] : ownedPhrase(teller, owned),
    person: one('person'),
    function: said === undefined ? '' : teller.words.functions[idOf(said) as PlantFunction],
    systems: teller.shorts(of('system')),
    steps: teller.shorts(of('step')),
  };
}
const ownedPhrase = (teller: Teller, ref: SubjectRef): Phrase =>
  kindOf(ref) === 'step' ? teller.words.step(teller.short(ref)) : teller.full(ref);

/** The trace as lines, in reading order; the last ones say what is weak, the worst first. */
export function traceText(trace: OutputTrace, words: TraceWords): readonly TraceLine[] {
  const teller = new Teller(trace, words);
  tellOutput(teller);
  for (const [at, feed] of trace.feeds.entries()) tellFeed(teller, feed, at);
  for (const one of trace.interfaces) tellInterface(teller, one);
  if (trace.weakest === null) teller.add('weakest', trace.output, null, words.sound(teller.full(trace.output)));
  for (const [at, weakness] of trace.weaknesses.entries()) {
    const told = words.weaknesses[weakness.kind](placesOf(teller, weakness));
    teller.add(
      at === 0 ? 'weakest' : 'weakness',
      weakness.at[0] ?? trace.output,
      weakness.feeds.length === 1 ? weakness.feeds[0]! : null,
      at === 0 ? words.weakest(told) : words.also(told),
      weakness,
    );
  }
  return Object.freeze(teller.lines);
}
