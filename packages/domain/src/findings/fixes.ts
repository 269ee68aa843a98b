/**
 * Repairs that can be offered as one click: for a finding, the named mutations that would settle it. A fix is offered
 * only where what to write is certain from the board; where people have to choose or to say something, none is.
 */
import { createEntity, mergeEntities, setField } from '../mutate/entity.ts';
import type { Mutation } from '../mutate/change.ts';
import { together } from '../mutate/perform.ts';
import { withdrawRow } from '../mutate/row.ts';
import {
  addApprover,
  addFeed,
  assignResponsibility,
  assignSystemRole,
  carryData,
  keepSystemOfRecord,
  removeApprover,
  removeFeed,
  setScope,
  withdrawResponsibility,
} from '../mutate/statement.ts';
import type { Entity, EntityId } from '../read/snapshot.ts';
import type { EntityKind } from '../schema/fields.ts';
import type { RowKind } from '../schema/rows.ts';
import type { Area, OwningFunction, PlantFunction } from '../schema/vocabulary.ts';
import type { Facts } from './facts.ts';
import type { Finding, RuleId, SubjectRef } from './finding.ts';

export const FIX_KINDS = [
  'name-record',
  'keep-record',
  'add-interface',
  'carry-data',
  'review-in-record',
  'unlink',
  'clear-field',
  'merge',
  'keep-accountable',
  'name-person',
  'give-code',
  'add-approver',
  'feed-from-record',
  'name-approver',
  'set-meaning',
  'report-in-scope',
  'report-not-applicable',
  'scope-interface',
  'scope-transformation',
  'reconcile',
  'enter-risk',
  'keep-system',
  'enter-decision',
] as const;
export type FixKind = (typeof FIX_KINDS)[number];

export interface Fix {
  /** Stable within its finding. */
  readonly id: string;
  readonly kind: FixKind;
  /** What its wording names, in the order of the words: systems, data, persons, codes. */
  readonly names: readonly SubjectRef[];
  readonly mutation: Mutation;
}

const idOf = (ref: SubjectRef | undefined): EntityId => (ref ?? '').slice((ref ?? '').indexOf('/') + 1);

/** The interface to write when data has to get from one system to another: an existing one that does not carry it, or a new one. */
function connect(facts: Facts, from: EntityId, to: EntityId, data: EntityId): Fix {
  const existing = facts.index.ids('interface').find((id) => {
    const entity = facts.index.entity('interface', id);
    return entity?.fromId === from && entity.toId === to && entity.change !== 'retire';
  });
  const names = [`system/${from}`, `system/${to}`, `dataObject/${data}`];
  if (existing !== undefined)
    return {
      id: `carry:${existing}:${data}`,
      kind: 'carry-data',
      names: [`interface/${existing}`, `dataObject/${data}`],
      mutation: carryData({ interface: existing, data }),
    };
  return {
    id: `interface:${from}:${to}:${data}`,
    kind: 'add-interface',
    names,
    mutation: createEntity(
      'interface',
      { fromId: from, toId: to, change: 'new', status: 'unassessed' },
      { data: [data] },
    ),
  };
}

/** The one live person who answers for a function most often: as approver, as accountable, as who may refuse. */
export function voiceOf(facts: Facts, said: OwningFunction): Entity<'person'> | null {
  const counts = new Map<EntityId, number>();
  for (const id of facts.index.ids('person')) {
    if (facts.index.entity('person', id)?.function !== said) continue;
    const held = facts.index.rows('respByPerson', id);
    const vetoes = held.filter((row) => row.parts.code === 'V').length;
    const answers = held.filter((row) => row.parts.code === 'A').length;
    counts.set(id, vetoes * 1000 + answers);
  }
  const [best, next] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (best === undefined || (next !== undefined && next[1] === best[1])) return null;
  return facts.index.entity('person', best[0]) ?? null;
}

/** A code for a function: A and V only where it is certain who holds it. */
function giveCode(facts: Facts, subject: string, said: OwningFunction, code: 'V' | 'R' | 'C'): readonly Fix[] {
  const person = voiceOf(facts, said);
  if (code === 'V' && person === null) return [];
  return [
    {
      id: `give:${said}:${code}`,
      kind: 'give-code',
      names: [`function/${said}`, `code/${code}`, ...(code === 'C' || person === null ? [] : [`person/${person.id}`])],
      mutation: assignResponsibility({
        subject,
        function: said,
        code,
        person: code === 'C' ? null : (person?.id ?? null),
      }),
    },
  ];
}

function keepRecord(facts: Facts, data: EntityId): readonly Fix[] {
  const { relations } = facts;
  const sources = relations.systemsOfRecord(data);
  const places = [...relations.writers(data), '*'];
  return sources.map((system) => ({
    id: `keep:${system}`,
    kind: 'keep-record',
    names: [`system/${system}`],
    mutation: together(
      'keepSystemOfRecord',
      places.flatMap((step): readonly Mutation[] => {
        const named = relations.effective(step, data, 'record');
        if (named.length === 0 || (named.length === 1 && named[0]?.system === system)) return [];
        if (named.some((role) => role.system === system)) return [keepSystemOfRecord({ step, data, system })];
        // Another step names another system only: what it says of this data object alone is put in its place.
        return [
          assignSystemRole({ step, data, system, use: 'record' }),
          ...named
            .filter((role) => role.specific)
            .flatMap((role) => role.rows.map((row) => withdrawRow('role', row.key))),
        ];
      }),
    ),
  }));
}

function nameRecord(facts: Facts, step: EntityId, data: EntityId | '*'): readonly Fix[] {
  const collecting =
    data === '*'
      ? facts.index.rows('roleByStep', step).flatMap((row) => (row.parts.use === 'collect' ? [row.parts.system] : []))
      : facts.relations.effective(step, data, 'collect').map((role) => role.system);
  return [...new Set(collecting)].sort().map((system) => ({
    id: `record:${step}:${system}`,
    kind: 'name-record',
    names: [`system/${system}`],
    mutation: assignSystemRole({ step, data, system, use: 'record' }),
  }));
}

function keepAccountable(facts: Facts, subject: string): readonly Fix[] {
  const rows = facts.accountableRows(subject);
  return rows.flatMap((kept): readonly Fix[] => {
    if (facts.activePerson(kept.parts.person, kept.parts.function) === null) return [];
    const others = rows.filter((row) => row !== kept);
    return [
      {
        id: `accountable:${kept.key}`,
        kind: 'keep-accountable',
        names: [`person/${kept.parts.person}`, `function/${kept.parts.function}`],
        mutation: together(
          'keepAccountable',
          others.flatMap((row): readonly Mutation[] => {
            const { function: said, person } = row.parts;
            const named = person === '-' ? null : person;
            return [
              withdrawResponsibility({ subject, function: said, code: 'A', person: named }),
              // Whoever was named keeps a say: a V for another function, an R for a colleague.
              ...(named === null || said === 'OTHER'
                ? []
                : [
                    assignResponsibility({
                      subject,
                      function: said,
                      code: said === kept.parts.function ? 'R' : 'V',
                      person: named,
                    }),
                  ]),
            ];
          }),
        ),
      },
    ];
  });
}

function enterRisk(
  facts: Facts,
  kind: NonNullable<Entity<'risk'>['kind']>,
  duty: OwningFunction,
  links: readonly EntityId[],
): readonly Fix[] {
  // An open risk waits for its assessment; a second one would not help.
  const waiting = facts
    .risksOfKind(kind)
    .some((id) => facts.index.entity('risk', id)?.dutyFunction === duty || kind === 'data_migration');
  if (waiting) return [];
  return [
    {
      id: `risk:${kind}`,
      kind: 'enter-risk',
      names: [`riskKind/${kind}`, `function/${duty}`],
      mutation: createEntity('risk', { kind, dutyFunction: duty }, { links }),
    },
  ];
}

const enterDecision = (about: string, names: readonly SubjectRef[]): Fix => ({
  id: `decision:${about}`,
  kind: 'enter-decision',
  names,
  mutation: createEntity('decision', {}, { links: [about] }),
});

type Fixer = (facts: Facts, finding: Finding) => readonly Fix[];
const first = (finding: Finding): EntityId => idOf(finding.subjects[0]);
const area = (finding: Finding): Area => first(finding) as Area;

const FIXERS: Readonly<Partial<Record<RuleId, Fixer>>> = {
  M01: (facts, finding) => nameRecord(facts, first(finding), '*'),
  M02: (facts, finding) => keepRecord(facts, first(finding)),
  M03: (facts, finding) => {
    const data = first(finding);
    const [step] = facts.relations.writers(data);
    if (step === undefined) return [];
    // A step that names no record at all is repaired for all its data (M01); otherwise this data object was left out.
    const general = !facts.index.rows('roleByStep', step).some((row) => row.parts.use === 'record');
    return nameRecord(facts, step, general ? '*' : data);
  },
  M04: (facts, finding) => {
    const data = first(finding);
    const systems = (finding.details['systems'] ?? []).map(idOf);
    const sources = facts.relations.systemsOfRecord(data);
    const to = sources.length === 1 && systems.includes(sources[0]!) ? sources[0]! : null;
    if (to === null) return [];
    return systems
      .filter((from) => from !== to && facts.relations.path(from, to, data) === null)
      .map((from) => connect(facts, from, to, data));
  },
  M05: (facts, finding) => {
    const [data, from] = [first(finding), idOf(finding.subjects[1])];
    return (finding.details['systems'] ?? []).map((to) => connect(facts, from, idOf(to), data));
  },
  M06: (facts, finding) => {
    const data = idOf(finding.subjects[1]);
    const [from, ...more] = finding.details['sources'] ?? [];
    const [to, ...others] = finding.details['systems'] ?? [];
    if (from === undefined || to === undefined || more.length > 0 || others.length > 0) return [];
    return [connect(facts, idOf(from), idOf(to), data)];
  },
  M07: (facts, finding) => {
    const data = first(finding);
    const [system, ...more] = facts.relations.systemsOfRecord(data);
    const last = facts.relations.stepsOf(data).at(-1)?.step;
    if (system === undefined || more.length > 0 || last === undefined) return [];
    return [
      {
        id: 'review',
        kind: 'review-in-record',
        names: [`system/${system}`, `step/${last}`],
        mutation: assignSystemRole({ step: last, data, system, use: 'review' }),
      },
    ];
  },
  M10: (_, finding) => {
    const row = finding.details['row']?.[0];
    if (row !== undefined) {
      const [, kind, ...key] = row.split('/');
      return [
        {
          id: 'unlink',
          kind: 'unlink',
          names: finding.subjects,
          mutation: withdrawRow(kind as RowKind, key.join('/')),
        },
      ];
    }
    const [kind, id] = (finding.subjects[0] ?? '').split('/');
    const field = idOf(finding.details['field']?.[0]);
    if (kind === undefined || id === undefined || field === '') return [];
    return [
      {
        id: 'clear',
        kind: 'clear-field',
        names: finding.subjects,
        mutation: setField(kind as EntityKind, id, field as never, null as never),
      },
    ];
  },
  M11: (_, finding) => {
    const kind = (finding.subjects[0] ?? '').split('/')[0] as EntityKind;
    const [kept, ...others] = finding.subjects.map(idOf);
    if (kept === undefined || others.length === 0) return [];
    return [
      {
        id: 'merge',
        kind: 'merge',
        names: finding.subjects,
        mutation: together(
          `merge.${kind}`,
          others.map((other) => mergeEntities(kind, other, kept)),
        ),
      },
    ];
  },
  O02: (facts, finding) => keepAccountable(facts, first(finding)),
  O03: (facts, finding) => {
    const said = idOf(finding.subjects[1]) as PlantFunction;
    const code = idOf(finding.subjects[2]) as 'A' | 'V';
    const subject = first(finding);
    if (said === 'OTHER') return [];
    const person = voiceOf(facts, said);
    const wrong = facts.index
      .rows('respBySubject', subject)
      .filter(
        (row) =>
          row.parts.function === said && row.parts.code === code && facts.activePerson(row.parts.person, said) === null,
      );
    if (person === null) return [];
    return [
      {
        id: 'person',
        kind: 'name-person',
        names: [`person/${person.id}`],
        mutation: together('nameHolder', [
          ...wrong.map((row) => withdrawRow('resp', row.key)),
          assignResponsibility({ subject, function: said, code, person: person.id }),
        ]),
      },
    ];
  },
  O04: (facts, finding) => keepAccountable(facts, area(finding)),
  O05: (facts, finding) => giveCode(facts, area(finding), 'QUA', 'V'),
  O06: (facts, finding) => giveCode(facts, area(finding), idOf(finding.subjects[1]) as OwningFunction, 'V'),
  O07: (facts, finding) => giveCode(facts, area(finding), 'IT', 'R'),
  O09: (facts, finding) => giveCode(facts, first(finding), 'QUA', 'C'),
  O10: (facts, finding) => giveCode(facts, first(finding), 'OPS', 'C'),
  P01: (facts, finding) => {
    const output = first(finding);
    const person = voiceOf(facts, 'QUA');
    if (person === null) return [];
    return [
      {
        id: 'approver',
        kind: 'add-approver',
        names: [`person/${person.id}`],
        mutation: addApprover({ output, function: 'QUA', person: person.id, meaning: 'approval' }),
      },
    ];
  },
  P04: (facts, finding) => {
    const [output, system, data] = finding.subjects.map(idOf);
    const [source, ...more] = (finding.details['sources'] ?? []).map(idOf);
    if (output === undefined || system === undefined || data === undefined || source === undefined) return [];
    if (more.length > 0) return [];
    return [
      connect(facts, source, system, data),
      {
        id: 'feed',
        kind: 'feed-from-record',
        names: [`system/${source}`, `dataObject/${data}`],
        mutation: together('addFeed', [
          removeFeed({ output, system, data }),
          addFeed({ output, system: source, data }),
        ]),
      },
    ];
  },
  P07: (facts, finding) => {
    const output = first(finding);
    const said = idOf(finding.subjects[1]) as PlantFunction;
    const person = idOf(finding.subjects[2]);
    const meaning = idOf(finding.subjects[3]);
    const lacks = finding.details['lacks'] ?? [];
    const named = lacks.includes('lacks/person') ? (said === 'OTHER' ? undefined : voiceOf(facts, said)?.id) : person;
    if (named === undefined) return [];
    const meant = lacks.includes('lacks/meaning') ? 'approval' : meaning;
    return [
      {
        id: 'approver',
        kind: lacks.includes('lacks/person') ? 'name-approver' : 'set-meaning',
        names: [`person/${named}`, `meaning/${meant}`],
        mutation: together('addApprover', [
          removeApprover({
            output,
            function: said,
            person: person === '-' ? null : person,
            meaning: meaning === '-' ? null : (meaning as 'approval'),
          }),
          addApprover({ output, function: said, person: named, meaning: meant as 'approval' }),
        ]),
      },
    ];
  },
  P08: (_, finding) => [
    {
      id: 'in-scope',
      kind: 'report-in-scope',
      names: [],
      mutation: setField('output', first(finding), 'reportLogic', 'in_scope'),
    },
    {
      id: 'not-applicable',
      kind: 'report-not-applicable',
      names: [],
      mutation: setField('output', first(finding), 'reportLogic', 'not_applicable'),
    },
  ],
  I01: (_, finding) => [
    {
      id: 'scope',
      kind: 'scope-interface',
      names: [],
      mutation: setScope({ interface: first(finding), scope: 'interface' }, true),
    },
  ],
  I02: (_, finding) => [
    {
      id: 'scope',
      kind: 'scope-transformation',
      names: [],
      mutation: setScope({ interface: first(finding), scope: 'transformation' }, true),
    },
  ],
  I03: (_, finding) =>
    (['count', 'checksum', 'value'] as const).map((how) => ({
      id: how,
      kind: 'reconcile',
      names: [`reconciliation/${how}`],
      mutation: setField('interface', first(finding), 'reconciliation', how),
    })),
  I04: (facts, finding) => enterRisk(facts, 'data_migration', 'IT', [first(finding)]),
  R01: (_, finding) => [
    {
      id: 'keep',
      kind: 'keep-system',
      names: [finding.subjects[0]!],
      mutation: setField('system', first(finding), 'plannedAction', 'keep'),
    },
  ],
  R02: (facts, finding) => enterRisk(facts, 'downtime', 'OPS', [first(finding)]),
  R03: (facts, finding) => {
    const kind = first(finding) as 'downtime' | 'integration' | 'performance';
    return enterRisk(facts, kind, kind === 'downtime' ? 'OPS' : 'IT', []);
  },
  R04: (facts, finding) => {
    const category = facts.index.entity('dataObject', first(finding))?.category;
    return category === 'test_method' || category === 'sampling_plan' || category === 'batch_record'
      ? enterRisk(facts, category, 'QUA', [first(finding)])
      : [];
  },
  R05: (_, finding) => (finding.details['systems'] ?? []).map((system) => enterDecision(idOf(system), [system])),
  R07: (facts, finding) => {
    const kind = first(finding) as 'batch_record' | 'integration';
    return enterRisk(facts, kind, kind === 'batch_record' ? 'QUA' : 'IT', []);
  },
  R08: (facts, finding) =>
    facts.decisionsAbout(first(finding)).length > 0 ? [] : [enterDecision(first(finding), finding.subjects)],
  G03: (facts, finding) => {
    const about = `scoping.${first(finding)}`;
    return facts.decisionsAbout(about).length > 0 ? [] : [enterDecision(about, finding.subjects)];
  },
};

/** Fixes of a finding as the board stands; empty where people have to choose or to say something. */
export const fixesFor = (facts: Facts, finding: Finding): readonly Fix[] =>
  FIXERS[finding.rule]?.(facts, finding) ?? [];
