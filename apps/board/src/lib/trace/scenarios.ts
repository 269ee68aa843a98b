/**
 * What can be tried out on a record: a name and the mutation that "Do it" would run. Pure; the same mutation is tried on
 * a copy and performed.
 */
import {
  assignSystemRole,
  deleteEntity,
  keepSystemOfRecord,
  setField,
  together,
  withdrawRow,
  type EntityId,
  type Mutation,
  type Relations,
} from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { TraceableKind } from './trace-state.svelte.ts';

export interface Scenario {
  /** Stable as long as it means the same. */
  readonly id: string;
  /** "MES is retired" */
  readonly label: string;
  readonly mutation: Mutation;
  /** What one of several choices is called: `D4`, `LIMS`. */
  readonly choice?: { readonly label: string; readonly title: string };
}
export interface Scenarios {
  readonly single: readonly Scenario[];
  /** Choices of one kind, under their beginning: "It holds the record of" D1, D2. */
  readonly choices: { readonly lead: string; readonly of: readonly Scenario[] } | null;
}

type Board = Pick<BoardStore, 'entities' | 'entity' | 'rows' | 'relations'>;

/** Retires a system together with every interface that begins or ends in it. */
export function retireSystem(
  board: Board,
  system: EntityId,
): { readonly mutation: Mutation; readonly interfaces: number } {
  const interfaces = board
    .entities('interface')
    .filter(({ fromId, toId, change }) => (fromId === system || toId === system) && change !== 'retire');
  return {
    interfaces: interfaces.length,
    mutation: together('retireSystem', [
      setField('system', system, 'plannedAction', 'retire'),
      ...interfaces.map(({ id }) => setField('interface', id, 'change', 'retire')),
    ]),
  };
}

/** Makes a system the one system of record of a data object, wherever the data is written or its record declared. */
export function holdRecord(relations: Relations, data: EntityId, system: EntityId): Mutation {
  const writers = relations.writers(data);
  const declared = relations.effective('*', data, 'record').length > 0;
  const places = [...writers, ...(declared || writers.length === 0 ? ['*'] : [])];
  return together(
    'holdRecord',
    places.flatMap((step): readonly Mutation[] => {
      const named = relations.effective(step, data, 'record');
      if (named.length === 1 && named[0]?.system === system) return [];
      if (named.some((role) => role.system === system)) return [keepSystemOfRecord({ step, data, system })];
      return [
        assignSystemRole({ step, data, system, use: 'record' }),
        ...named
          .filter((role) => role.specific)
          .flatMap((role) => role.rows.map((row) => withdrawRow('role', row.key))),
      ];
    }),
  );
}

const isHome = (relations: Relations, data: EntityId, system: EntityId): boolean => {
  const homes = relations.systemsOfRecord(data);
  return homes.length === 1 && homes[0] === system;
};

/** Systems that have to do with a data object already, in any role at a step that writes or uses it. */
function systemsAround(board: Board, data: EntityId): ReadonlySet<EntityId> {
  const steps = new Set(board.relations.stepsOf(data).map(({ step }) => step));
  const around = new Set(board.relations.systemsOfRecord(data));
  for (const { parts } of board.rows('role'))
    if (steps.has(parts.step) && (parts.data === '*' || parts.data === data)) around.add(parts.system);
  for (const { parts } of board.rows('feed')) if (parts.data === data) around.add(parts.system);
  return around;
}

const NONE: Scenarios = { single: [], choices: null };

export function scenariosOf(board: Board, kind: TraceableKind, id: EntityId): Scenarios {
  switch (kind) {
    case 'system': {
      const system = board.entity('system', id);
      if (!system) return NONE;
      const name = system.name || m.common.unnamed;
      const retire = retireSystem(board, id);
      const isRetired = system.plannedAction === 'retire' && retire.interfaces === 0;
      const holds = board
        .entities('dataObject')
        .filter((data) => systemsAround(board, data.id).has(id) && !isHome(board.relations, data.id, id))
        .map((data) => ({
          id: `holds:${data.id}`,
          label: m.trace.whatIf.holds(name, data.label),
          choice: { label: data.label, title: data.title ?? m.common.unnamed },
          mutation: holdRecord(board.relations, data.id, id),
        }));
      return {
        single: isRetired
          ? []
          : [
              {
                id: 'retire',
                label: m.trace.whatIf.retireSystem(name, retire.interfaces),
                mutation: retire.mutation,
              },
            ],
        choices: holds.length > 0 ? { lead: m.trace.whatIf.holdsSome, of: holds } : null,
      };
    }
    case 'dataObject': {
      const label = board.entity('dataObject', id)?.label ?? '';
      const around = systemsAround(board, id);
      const held = board
        .entities('system')
        .filter((system) => around.has(system.id) && !isHome(board.relations, id, system.id))
        .map((system) => ({
          id: `held:${system.id}`,
          label: m.trace.whatIf.holds(system.name || m.common.unnamed, label),
          choice: { label: system.name || m.common.unnamed, title: '' },
          mutation: holdRecord(board.relations, id, system.id),
        }));
      return { single: [], choices: held.length > 0 ? { lead: m.trace.whatIf.heldBy, of: held } : null };
    }
    case 'interface': {
      const entity = board.entity('interface', id);
      if (!entity || entity.change === 'retire') return NONE;
      return {
        single: [
          {
            id: 'retire',
            label: m.trace.whatIf.retireInterface(entity.label),
            mutation: setField('interface', id, 'change', 'retire'),
          },
        ],
        choices: null,
      };
    }
    case 'step': {
      const label = board.entity('step', id)?.label ?? '';
      return {
        single: [{ id: 'goes', label: m.trace.whatIf.stepGoes(label), mutation: deleteEntity('step', id) }],
        choices: null,
      };
    }
    case 'person':
      return NONE;
  }
}
