/**
 * A board as a big process has it, at any scale, the same every time: roles, data at steps, responsibilities, feeds,
 * approvers, chains of interfaces, ballots, and some of everything left out, so that the rules have something to find.
 */
import {
  type AnalysisInput,
  type DataUse,
  type EntityKind,
  type Fields,
  type IdSource,
  type OwningFunction,
  type Parts,
  type Responsibility,
  type RowKind,
  AREAS,
  DATA_CATEGORIES,
  NO_INPUT,
  QUESTIONS,
  RISK_KINDS,
  STEP_KINDS,
  SYSTEM_KINDS,
  readSnapshot,
  rowKey,
  seededIds,
} from '@chartroom/domain';
import * as Y from 'yjs';

/** At scale 1, the size that the findings are specified for. */
export const SIZE = { steps: 100, systems: 40, data: 150, outputs: 60, interfaces: 80 } as const;

export interface BigBoard {
  readonly doc: Y.Doc;
  readonly input: AnalysisInput;
  readonly steps: readonly string[];
  readonly systems: readonly string[];
  readonly data: readonly string[];
  readonly interfaces: readonly string[];
  readonly people: Readonly<Record<OwningFunction, readonly string[]>>;
  /** Entities and rows. */
  readonly records: number;
}

const OWNING: readonly OwningFunction[] = ['OPS', 'QUA', 'IT'];
const DOMAINS = ['X', 'Q', 'E'] as const;

/** Order keys of one length, in order. */
const orderKey = (at: number): string => `b${String(at + 1).padStart(5, '0')}5`;

class Builder {
  readonly doc = new Y.Doc();
  readonly ids: IdSource;
  records = 0;

  constructor(seed: number) {
    this.ids = seededIds(seed);
  }

  /** True with this chance. */
  chance(share: number): boolean {
    return this.ids.random() < share;
  }

  below(count: number): number {
    return Math.floor(this.ids.random() * count);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  entity<K extends EntityKind>(kind: K, fields: Fields<K>): string {
    const id = this.ids.next();
    this.doc.getMap(kind).set(id, new Y.Map(Object.entries(fields)));
    this.records += 1;
    return id;
  }

  row<K extends RowKind>(kind: K, parts: Parts<K>, value: string | 1 = 1): void {
    this.doc.getMap(kind).set(rowKey(kind, parts), value);
    this.records += 1;
  }

  responsible(subject: string, said: OwningFunction, code: Responsibility, person: string): void {
    this.row('resp', { subject, function: said, code, person });
  }
}

/** Builds in one transaction, straight into the document. */
export function bigBoard(scale: number, seed = 1): BigBoard {
  const builder = new Builder(seed);
  const made = builder.doc.transact(() => fill(builder, scale));
  const snapshot = readSnapshot(builder.doc);
  const risks = snapshot.entities.risk;
  return {
    doc: builder.doc,
    ...made,
    input: {
      ...NO_INPUT,
      ballots: OWNING.flatMap((said) =>
        [1, 2, 3].map((number) => ({
          participant: `${said}${number}`,
          function: said,
          purpose: 'SHARED' as const,
          answers: Object.fromEntries(
            QUESTIONS.map((question, at) => [question, ((at + number) % 4) as 0 | 1 | 2 | 3]),
          ),
        })),
      ),
      assessments: risks.filter((_, at) => at % 2 === 0).map(({ id }) => ({ risk: id, state: 'assessed' })),
      members: OWNING.map((said) => ({ principal: said, function: said, signer: true })),
    },
    records: builder.records,
  };
}

function fill(b: Builder, scale: number): Omit<BigBoard, 'doc' | 'input' | 'records'> {
  const times = (count: number, make: (at: number) => string): readonly string[] =>
    Array.from({ length: Math.round(count * scale) }, (_, at) => make(at));
  b.doc.getMap('meta').set('schema', 1);
  for (const [field, text] of [
    ['title', 'Release of lots'],
    ['site', 'Plant 1'],
  ] as const)
    b.doc.getMap('board').set(field, text);
  b.doc.getMap('process').set('title', 'From order to released lot');

  const people = Object.fromEntries(
    OWNING.map((said) => [
      said,
      Array.from({ length: 8 }, (_, at) =>
        b.entity('person', { name: `${said} Person ${at}`, function: said, jobTitle: 'Lead' }),
      ),
    ]),
  ) as unknown as Record<OwningFunction, readonly string[]>;
  const person = (said: OwningFunction): string => b.of(people[said]);

  const systems = times(SIZE.systems, (at) => {
    const id = b.entity('system', {
      name: `System ${at}`,
      kind: SYSTEM_KINDS[at % SYSTEM_KINDS.length]!,
      domain: DOMAINS[at % 3]!,
      validated: b.chance(0.9) ? 'yes' : 'no',
      auditTrail: b.chance(0.95) ? 'yes' : 'no',
      lifecycle: b.chance(0.95) ? 'live' : 'retiring',
      plannedAction: b.chance(0.95) ? 'keep' : 'replace',
      processOwnerId: person('OPS'),
      systemOwnerId: person('IT'),
    });
    if (b.chance(0.3)) b.row('alias', { system: id, name: `Alias ${at}` });
    if (b.chance(0.2)) {
      const constraint = b.entity('constraint', {
        number: at + 1,
        kind: 'downtime_window',
        detail: 'agreed windows only',
      });
      b.row('link', { from: constraint, to: id });
    }
    return id;
  });
  /** Systems near each other in the process: what belongs to step `at` of `count` stays in its part of the plant. */
  const near = (at: number, count: number): string => {
    const middle = Math.floor((at / count) * systems.length);
    return systems[(middle + b.below(5)) % systems.length]!;
  };

  const data = times(SIZE.data, (at) => {
    const regulated = b.chance(0.7);
    const id = b.entity('dataObject', {
      number: at + 1,
      title: `Data object ${at}`,
      category: DATA_CATEGORIES[at % DATA_CATEGORIES.length]!,
      regulated,
      change: b.chance(0.5) ? 'modify' : 'none',
      criticality: 'medium',
    });
    const said = b.of(OWNING);
    if (b.chance(0.95)) b.responsible(id, said, 'A', person(said));
    if (b.chance(0.03)) b.responsible(id, 'QUA', 'A', person('QUA'));
    if (said !== 'QUA' && b.chance(0.5)) b.responsible(id, 'QUA', 'V', person('QUA'));
    return id;
  });

  const stepCount = Math.round(SIZE.steps * scale);
  const dataNear = (at: number): string =>
    data[Math.floor(((at + b.ids.random() * 2) / stepCount) * data.length) % data.length]!;
  const steps = times(SIZE.steps, (at) => {
    const id = b.entity('step', {
      order: orderKey(at),
      title: `Step ${at}`,
      kind: STEP_KINDS[at % STEP_KINDS.length]!,
      regulated: b.chance(0.7),
      change: b.chance(0.5) ? 'modify' : 'none',
      driver: b.of(OWNING),
    });
    const collects = near(at, stepCount);
    const records = b.chance(0.6) ? collects : near(at, stepCount);
    b.row('role', { step: id, data: '*', system: collects, use: 'collect' });
    if (b.chance(0.97)) b.row('role', { step: id, data: '*', system: records, use: 'record' });
    b.row('role', { step: id, data: '*', system: b.chance(0.7) ? records : near(at, stepCount), use: 'review' });
    const uses: readonly DataUse[] = ['create', 'update', 'use', 'use'];
    for (const use of uses.slice(0, 2 + b.below(3))) {
      const object = dataNear(at);
      b.row('stepData', { step: id, data: object, use });
      if (b.chance(0.15)) b.row('role', { step: id, data: object, system: near(at, stepCount), use: 'record' });
    }
    const said = b.of(OWNING);
    if (b.chance(0.96)) b.responsible(id, said, 'A', person(said));
    const other = OWNING[(OWNING.indexOf(said) + 1) % 3]!;
    b.responsible(id, other, 'C', person(other));
    return id;
  });

  const interfaces = times(SIZE.interfaces, (at) => {
    // Chains: each interface begins where one before it ended, as data moves on through the plant.
    const count = Math.round(SIZE.interfaces * scale);
    const from = systems[Math.floor((at / count) * systems.length)]!;
    const to = systems[(systems.indexOf(from) + 1 + b.below(3)) % systems.length]!;
    const id = b.entity('interface', {
      number: at + 1,
      fromId: from,
      toId: to,
      mechanism: b.chance(0.9) ? 'api' : 'manual',
      transformation: b.chance(0.7) ? 'none' : 'mapping',
      reconciliation: b.chance(0.8) ? 'count' : 'none',
      status: 'planned',
      change: b.chance(0.3) ? 'modify' : 'none',
    });
    const first = Math.floor((at / count) * data.length);
    for (let carried = 0; carried < 2 + b.below(4); carried += 1)
      b.row('ifData', { interface: id, data: data[(first + b.below(6)) % data.length]! });
    if (b.chance(0.9)) b.row('ifScope', { interface: id, scope: 'interface' });
    if (b.chance(0.5)) b.row('ifScope', { interface: id, scope: 'transformation' });
    if (b.chance(0.97)) b.responsible(id, 'IT', 'A', person('IT'));
    return id;
  });

  times(SIZE.outputs, (at) => {
    const count = Math.round(SIZE.outputs * scale);
    const system = near(at, count);
    const id = b.entity('output', {
      number: at + 1,
      title: `Output ${at}`,
      kind: at % 3 === 0 ? 'report' : 'record',
      relevance: b.chance(0.7) ? 'required' : 'supports',
      recordSystemId: system,
      retentionRule: 'site schedule',
      ...(b.chance(0.7) ? { reportLogic: 'in_scope' as const } : {}),
    });
    if (b.chance(0.95)) b.row('citation', { output: id, text: '211.188' });
    for (let feed = 0; feed < 2 + b.below(3); feed += 1)
      b.row('feed', {
        output: id,
        system,
        data: data[(Math.floor((at / count) * data.length) + b.below(5)) % data.length]!,
      });
    if (b.chance(0.95)) b.row('approver', { output: id, function: 'QUA', person: person('QUA'), meaning: 'approval' });
    if (b.chance(0.5)) b.row('approver', { output: id, function: 'OPS', person: person('OPS'), meaning: 'review' });
    if (b.chance(0.97)) b.responsible(id, 'QUA', 'A', person('QUA'));
    return id;
  });

  for (const area of AREAS) {
    b.responsible(area, 'OPS', 'A', person('OPS'));
    b.responsible(area, 'QUA', 'V', person('QUA'));
    if (area !== 'area.requirements') b.responsible(area, 'IT', 'R', person('IT'));
  }
  for (const [at, kind] of RISK_KINDS.entries())
    b.entity('risk', { number: at + 1, kind, dutyFunction: OWNING[at % 3]! });
  for (let at = 0; at < 5 * scale; at += 1) {
    const decision = b.entity('decision', { number: at + 1, statement: `Decision ${at}`, rationale: 'because' });
    b.row('link', { from: decision, to: b.of(systems) });
    b.entity('question', { number: at + 1, text: `Question ${at}`, toFunction: b.of(OWNING) });
  }
  return { steps, systems, data, interfaces, people };
}
