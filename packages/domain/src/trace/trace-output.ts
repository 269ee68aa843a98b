/**
 * Builds the trace of one output: from each feed back to the system of record, and from there to the steps that write
 * the data and the systems that collect it. Reads the facts only; what is weak is judged beside it.
 */
import type { Facts } from '../findings/facts.ts';
import { isOwning } from '../findings/facts.ts';
import type { SubjectRef } from '../findings/finding.ts';
import type { Holder } from '../read/relations.ts';
import type { EntityId, Row } from '../read/snapshot.ts';
import { REVIEW_USES } from '../schema/vocabulary.ts';
import { weaknessesOf, type BareFeed, type BareTrace } from './find-weaknesses.ts';
import { factsOf, frozen, Names, type TraceSource } from './source.ts';
import type {
  ApproverTrace,
  InterfaceTrace,
  OnMap,
  OutputTrace,
  OwnerTrace,
  ReviewTrace,
  WayTrace,
  WritingStep,
} from './trace.ts';
import { nearestWay, wayBetween, type Way } from './ways.ts';

const NOBODY = '-';

class Tracer {
  readonly facts: Facts;
  readonly names: Names;

  constructor(facts: Facts) {
    this.facts = facts;
    this.names = new Names(facts);
  }

  person(id: EntityId): SubjectRef | null {
    return id === NOBODY ? null : this.names.ref('person', id);
  }

  #owner({ function: said, person, row }: Holder): OwnerTrace {
    return { function: said, person: this.person(row.parts.person), stands: isOwning(said) && person !== null };
  }

  holders(subject: EntityId, code: 'A' | 'V'): readonly OwnerTrace[] {
    return this.facts.relations
      .holders(subject)
      .filter((holder) => holder.code === code)
      .map((holder) => this.#owner(holder));
  }

  approvers(output: EntityId): readonly ApproverTrace[] {
    return this.facts.index.rows('approverByOutput', output).map(({ parts }) => {
      const meaning = parts.meaning === NOBODY ? null : parts.meaning;
      const active = this.facts.activePerson(parts.person, parts.function) !== null;
      return {
        function: parts.function,
        person: this.person(parts.person),
        meaning,
        stands: active && meaning !== null,
      };
    });
  }

  way(way: Way, data: EntityId): WayTrace {
    const interfaces = way.interfaces?.map((id) => this.names.ref('interface', id)) ?? [];
    for (const id of way.interfaces ?? []) {
      const { fromId, toId } = this.facts.index.entity('interface', id) ?? {};
      for (const end of [fromId, toId]) if (end !== undefined) this.names.ref('system', end);
    }
    return {
      kind: way.interfaces === null ? 'broken' : interfaces.length === 0 ? 'same' : 'path',
      data: this.names.ref('dataObject', data),
      from: this.names.ref('system', way.from),
      to: this.names.ref('system', way.to),
      interfaces,
    };
  }

  #systems(ids: readonly EntityId[]): readonly SubjectRef[] {
    return ids.map((id) => this.names.ref('system', id));
  }

  writes(data: EntityId): readonly WritingStep[] {
    const { relations } = this.facts;
    return relations
      .stepsOf(data)
      .filter(({ written }) => written)
      .map(({ step, position }) => ({
        step: this.names.ref('step', step),
        position,
        uses: (relations.dataAt(step).find((one) => one.data === data)?.uses ?? []).filter((use) => use !== 'use'),
        collects: this.#systems(relations.effective(step, data, 'collect').map((role) => role.system)),
        records: this.#systems(relations.effective(step, data, 'record').map((role) => role.system)),
        captures: relations
          .captureStates(step)
          .filter((state) => state.data === data)
          .map((state) =>
            this.way(
              {
                from: state.from,
                to: state.to,
                interfaces: state.kind === 'broken' ? null : state.kind === 'path' ? state.interfaces : [],
              },
              data,
            ),
          ),
        owners: this.holders(step, 'A'),
      }));
  }

  reviews(data: EntityId): readonly ReviewTrace[] {
    const { relations } = this.facts;
    const sources = relations.systemsOfRecord(data);
    return relations.stepsOf(data).flatMap(({ step, position }) =>
      this.facts.reviewers(step, data).map((system) => {
        const way = nearestWay(this.facts, sources, system, data);
        return {
          step: this.names.ref('step', step),
          position,
          system: this.names.ref('system', system),
          uses: REVIEW_USES.filter((use) =>
            relations.effective(step, data, use).some((role) => role.system === system),
          ),
          way: way === null ? null : this.way(way, data),
          owners: this.holders(step, 'A'),
        };
      }),
    );
  }

  feed({ parts, dangling }: Row<'feed'>, recordSystem: EntityId | null): BareFeed {
    const { facts, names } = this;
    const { data, system } = parts;
    const entity = facts.index.entity('dataObject', data);
    const sources = facts.relations.systemsOfRecord(data);
    const whole = dangling.length === 0;
    const supply = whole ? nearestWay(facts, sources, system, data) : null;
    const goesOn = whole && recordSystem !== null && recordSystem !== system;
    return {
      data: names.ref('dataObject', data),
      system: names.ref('system', system),
      gone: [
        ...(dangling.includes('system') ? [names.ref('system', system)] : []),
        ...(dangling.includes('data') ? [names.ref('dataObject', data)] : []),
      ],
      category: entity?.category ?? null,
      regulated: entity?.regulated === true,
      owners: this.holders(data, 'A'),
      refusers: this.holders(data, 'V'),
      home:
        sources.length < 2
          ? sources.length === 0
            ? 'none'
            : 'one'
          : facts.relations.inConflict(data)
            ? 'several'
            : 'parts',
      systemsOfRecord: this.#systems(sources),
      supply: supply === null ? null : this.way(supply, data),
      ways: whole ? sources.map((from) => this.way(wayBetween(facts, from, system, data), data)) : [],
      onward: goesOn ? this.way(wayBetween(facts, system, recordSystem, data), data) : null,
      writes: this.writes(data),
      reviews: this.reviews(data),
    };
  }

  interface(ref: SubjectRef, id: EntityId, feeds: readonly number[]): InterfaceTrace {
    const { index, relations, regulatedCarried } = this.facts;
    const entity = index.entity('interface', id);
    const scopes = relations.scopes(id);
    const status = entity?.status ?? 'unassessed';
    const spared = status === 'not_required' && (entity?.rationale ?? '').trim() !== '';
    const converts = (entity?.transformation ?? 'none') !== 'none';
    return {
      interface: ref,
      from: entity?.fromId === undefined ? null : this.names.ref('system', entity.fromId),
      to: entity?.toId === undefined ? null : this.names.ref('system', entity.toId),
      feeds,
      carriesRegulated: regulatedCarried(id).length > 0,
      scopes,
      status,
      mechanism: entity?.mechanism ?? null,
      transformation: entity?.transformation ?? null,
      reconciliation: entity?.reconciliation ?? null,
      owners: this.holders(id, 'A'),
      evidenced: (scopes.length > 0 || spared) && (!converts || scopes.includes('transformation')),
    };
  }

  /** Every interface on the ways of the feeds, by number. */
  interfaces(feeds: readonly BareFeed[]): readonly InterfaceTrace[] {
    const on = new Map<SubjectRef, Set<number>>();
    for (const [at, feed] of feeds.entries()) {
      for (const ref of waysOf(feed).flatMap((way) => way.interfaces)) {
        const known = on.get(ref);
        if (known === undefined) on.set(ref, new Set([at]));
        else known.add(at);
      }
    }
    const number = (id: EntityId): number => this.facts.index.entity('interface', id)?.number ?? Infinity;
    return [...on]
      .map(([ref, at]) => ({ ref, id: ref.slice('interface/'.length), at: [...at] }))
      .sort((a, b) => number(a.id) - number(b.id) || (a.id < b.id ? -1 : 1))
      .map(({ ref, id, at }) => this.interface(ref, id, at));
  }

  /** Feeds by data object in label order, then by system. */
  feedRows(output: EntityId): readonly Row<'feed'>[] {
    const number = (data: EntityId): number => this.facts.index.entity('dataObject', data)?.number ?? Infinity;
    const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    return [...this.facts.index.rows('feedByOutput', output)].sort(
      (a, b) =>
        number(a.parts.data) - number(b.parts.data) ||
        text(a.parts.data, b.parts.data) ||
        text(a.parts.system, b.parts.system),
    );
  }
}

/** The ways on which an output rests; how reviewers come to see the data is not one of them. */
const waysOf = (feed: BareFeed): readonly WayTrace[] => [
  ...feed.writes.flatMap((step) => step.captures),
  ...feed.ways,
  ...(feed.onward === null ? [] : [feed.onward]),
];

function markedBy(trace: BareTrace): OnMap {
  const { feeds, interfaces, recordSystem } = trace;
  const present = (refs: readonly (SubjectRef | null)[]): ReadonlySet<SubjectRef> =>
    new Set(refs.filter((ref): ref is SubjectRef => ref !== null && trace.names[ref]?.gone === false));
  return {
    steps: present(feeds.flatMap((feed) => feed.writes.map((one) => one.step))),
    systems: present([
      recordSystem,
      ...feeds.flatMap((feed) => [
        feed.system,
        ...feed.systemsOfRecord,
        ...feed.writes.flatMap((one) => [...one.collects, ...one.records]),
      ]),
      ...interfaces.flatMap((one) => [one.from, one.to]),
    ]),
    interfaces: present(interfaces.map((one) => one.interface)),
    data: present(feeds.map((feed) => feed.data)),
  };
}

/** Where an output comes from. An output that is not on the board gives a trace that says so. */
export function traceOutput(source: TraceSource, output: EntityId): OutputTrace {
  const facts = factsOf(source);
  const tracer = new Tracer(facts);
  const entity = facts.index.entity('output', output);
  const rows = tracer.feedRows(output);
  const recordSystem = entity?.recordSystemId ?? null;
  const isOnBoard = recordSystem !== null && facts.index.entity('system', recordSystem) !== undefined;
  const feeds = rows.map((row) => tracer.feed(row, isOnBoard ? recordSystem : null));
  const bare: BareTrace = {
    output: tracer.names.ref('output', output),
    kind: entity?.kind ?? null,
    relevance: entity?.relevance ?? null,
    citations: facts.index.rows('citationByOutput', output).map(({ parts }) => parts.text),
    recordSystem: recordSystem === null ? null : tracer.names.ref('system', recordSystem),
    owners: tracer.holders(output, 'A'),
    approvers: tracer.approvers(output),
    feeds,
    interfaces: tracer.interfaces(feeds),
    names: tracer.names.all,
  };
  const weaknesses = weaknessesOf(facts, bare, rows);
  // A weakness can lie at a record that the trace itself does not pass: a step that only uses the data.
  for (const ref of weaknesses.flatMap((one) => one.at)) tracer.names.name(ref);
  return frozen({
    ...bare,
    feeds: feeds.map((feed, at) => ({ ...feed, weakest: weaknesses.find((one) => one.feeds.includes(at)) ?? null })),
    weaknesses,
    weakest: weaknesses[0] ?? null,
    onMap: markedBy(bare),
  });
}
