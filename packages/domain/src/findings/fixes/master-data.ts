/** Repairs of the M rules and of feeds: name a record, keep one, build the way that is missing. */
import { call, type NamedMutation } from '../../mutate/by-name.ts';
import type { EntityId } from '../../read/snapshot.ts';
import type { EntityKind } from '../../schema/fields.ts';
import type { RowKind } from '../../schema/rows.ts';
import type { Facts } from '../facts.ts';
import { first, fixOf, idOf, type Fix, type Fixers } from './fix.ts';

/** The interface to write when data has to get from one system to another: an existing one that does not carry it, or a new one. */
export function connect(facts: Facts, from: EntityId, to: EntityId, data: EntityId): Fix {
  const existing = facts.index.ids('interface').find((id) => {
    const entity = facts.index.entity('interface', id);
    return entity?.fromId === from && entity.toId === to && entity.change !== 'retire';
  });
  const names = [`system/${from}`, `system/${to}`, `dataObject/${data}`];
  if (existing !== undefined)
    return fixOf(
      {
        id: `carry:${existing}:${data}`,
        kind: 'carry-data',
        names: [`interface/${existing}`, `dataObject/${data}`],
      },
      [call('carryData', { interface: existing, data })],
    );
  return fixOf({ id: `interface:${from}:${to}:${data}`, kind: 'add-interface', names }, [
    call('createEntity', {
      kind: 'interface',
      fields: { fromId: from, toId: to, change: 'new', status: 'unassessed' },
      data: [data],
    }),
  ]);
}

function keepRecord(facts: Facts, data: EntityId): readonly Fix[] {
  const { relations } = facts;
  const sources = relations.systemsOfRecord(data);
  const places = [...relations.writers(data), '*'];
  return sources.map((system) =>
    fixOf(
      { id: `keep:${system}`, kind: 'keep-record', names: [`system/${system}`] },
      places.flatMap((step): readonly NamedMutation[] => {
        const named = relations.effective(step, data, 'record');
        if (named.length === 0 || (named.length === 1 && named[0]?.system === system)) return [];
        if (named.some((role) => role.system === system)) return [call('keepSystemOfRecord', { step, data, system })];
        // Another step names another system only: what it says of this data object alone is put in its place.
        return [
          call('assignSystemRole', { step, data, system, use: 'record' }),
          ...named
            .filter((role) => role.specific)
            .flatMap((role) => role.rows.map((row) => call('withdrawRow', { row: 'role', key: row.key }))),
        ];
      }),
      'keepSystemOfRecord',
    ),
  );
}

function nameRecord(facts: Facts, step: EntityId, data: EntityId | '*'): readonly Fix[] {
  const collecting =
    data === '*'
      ? facts.index.rows('roleByStep', step).flatMap((row) => (row.parts.use === 'collect' ? [row.parts.system] : []))
      : facts.relations.effective(step, data, 'collect').map((role) => role.system);
  return [...new Set(collecting)]
    .sort()
    .map((system) =>
      fixOf({ id: `record:${step}:${system}`, kind: 'name-record', names: [`system/${system}`] }, [
        call('assignSystemRole', { step, data, system, use: 'record' }),
      ]),
    );
}

export const MASTER_DATA_FIXERS: Fixers = {
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
      fixOf({ id: 'review', kind: 'review-in-record', names: [`system/${system}`, `step/${last}`] }, [
        call('assignSystemRole', { step: last, data, system, use: 'review' }),
      ]),
    ];
  },
  M10: (_, finding) => {
    const row = finding.details['row']?.[0];
    if (row !== undefined) {
      const [, kind, ...key] = row.split('/');
      return [
        fixOf({ id: 'unlink', kind: 'unlink', names: finding.subjects }, [
          call('withdrawRow', { row: kind as RowKind, key: key.join('/') }),
        ]),
      ];
    }
    const [kind, id] = (finding.subjects[0] ?? '').split('/');
    const field = idOf(finding.details['field']?.[0]);
    if (kind === undefined || id === undefined || field === '') return [];
    return [
      fixOf({ id: 'clear', kind: 'clear-field', names: finding.subjects }, [
        call('setField', { kind: kind as EntityKind, id, field, value: null }),
      ]),
    ];
  },
  M11: (_, finding) => {
    const kind = (finding.subjects[0] ?? '').split('/')[0] as EntityKind;
    const [kept, ...others] = finding.subjects.map(idOf);
    if (kept === undefined || others.length === 0) return [];
    return [
      fixOf(
        { id: 'merge', kind: 'merge', names: finding.subjects },
        others.map((other) => call('mergeEntities', { kind, loser: other, winner: kept })),
        `merge.${kind}`,
      ),
    ];
  },
};
