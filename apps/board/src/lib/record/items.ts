/** The board's records as items of the pickers. Reads the board reactively; call in a `$derived`. */
import type { Entity, EntityKind } from '@chartroom/domain';
import { fieldLabel, kindName, m, term } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { PickItem } from '#lib/ui/edit/match.ts';
import type { DataItem, PersonItem, SystemItem } from '#lib/ui/edit/pick-items.ts';
import { titleOf } from './titles.ts';

export function systemItems(board: BoardStore): readonly SystemItem[] {
  const aliases = Map.groupBy(board.rows('alias'), (row) => row.parts.system);
  return board.entities('system').map((system) => ({
    id: system.id,
    label: system.name ?? m.common.unnamed,
    hint: [system.domain && term('domain', system.domain), system.kind && term('systemKind', system.kind)]
      .filter(Boolean)
      .join(', '),
    aliases: (aliases.get(system.id) ?? []).map((row) => row.parts.name),
  }));
}

export function personItems(board: BoardStore): readonly PersonItem[] {
  return board.entities('person').map((person) => ({
    id: person.id,
    label: person.name ?? m.common.unnamed,
    hint: person.jobTitle ?? '',
    aliases: [person.label],
    function: person.function ?? 'OTHER',
  }));
}

export function dataItems(board: BoardStore): readonly DataItem[] {
  return board.entities('dataObject').map((data) => ({
    id: data.id,
    label: data.title ?? m.common.unnamed,
    hint: data.category ? term('dataCategory', data.category) : '',
    number: data.label,
  }));
}

export function stepItems(board: BoardStore): readonly PickItem[] {
  return board.entities('step').map((step) => ({
    id: step.id,
    label: step.title ?? m.common.unnamed,
    hint: fieldLabel('step', 'order') + ` ${step.label}`,
    aliases: [step.label],
  }));
}

/** Everything that a constraint, a risk or a decision can be tied to. */
const LINKABLE: readonly EntityKind[] = [
  'step',
  'system',
  'dataObject',
  'output',
  'interface',
  'risk',
  'decision',
  'constraint',
];
export function linkItems(board: BoardStore, without: string): readonly PickItem[] {
  return LINKABLE.flatMap((kind) =>
    (board.entities(kind) as readonly Entity[]).map((entity) => ({
      id: entity.id,
      label: titleOf(entity),
      hint: `${kindName(kind)} ${kind === 'system' ? '' : entity.label}`.trim(),
      aliases: [entity.label],
    })),
  ).filter((item) => item.id !== without);
}
