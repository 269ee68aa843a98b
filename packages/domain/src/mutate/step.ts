/**
 * Steps and their order: add one at a place, move one.
 */
import type * as Y from 'yjs';
import type { Random } from '../order/order-key.ts';
import { compareOrdered, place, type Ordered } from '../order/placement.ts';
import type { Fields } from '../schema/fields.ts';
import type { Mutation } from './change.ts';
import { systemIds, type IdSource } from './ids.ts';
import { entitiesIn, leavingOf } from './lookup.ts';
import { mutation, refuse, unknownEntity, type Write } from './perform.ts';
import { checkFields } from './value.ts';

interface OrderedStep extends Ordered {
  readonly onBoard: boolean;
}

/** All steps in process order, those that are not on the board too: they keep their place for a restore. */
function stepsIn(doc: Y.Doc): readonly OrderedStep[] {
  const steps = entitiesIn(doc, 'step').map((step) => ({
    id: step.id,
    order: (step.fields['order'] as string | undefined) ?? null,
    onBoard: !step.deleted && step.mergedInto === null,
  }));
  return steps.sort(compareOrdered);
}

const rekeyWrites = (rekeyed: ReadonlyMap<string, string>): readonly Write[] =>
  [...rekeyed].map(([id, order]) => ({ kind: 'field', entity: 'step', id, field: 'order', value: order }));

function placeAt(
  steps: readonly OrderedStep[],
  index: number,
  random: Random,
): { readonly order: { readonly order: string }; readonly rekeyed: readonly Write[] } {
  const placement = place(steps, index, random);
  return { order: { order: placement.order }, rekeyed: rekeyWrites(placement.rekeyed) };
}

export function endOfSteps(doc: Y.Doc, random: Random): ReturnType<typeof placeAt> {
  const steps = stepsIn(doc);
  return placeAt(steps, steps.length, random);
}

export interface CreateStepInput extends Omit<Fields<'step'>, 'order'> {
  /** The step to come after; null for the beginning, left out for the end. */
  readonly after?: string | null;
}

/** Adds a step at a place. The new id is `performed.created[0]`. */
export function createStep(input: CreateStepInput, options: { readonly ids?: IdSource } = {}): Mutation {
  return mutation('create.step', (doc) => {
    const ids = options.ids ?? systemIds;
    const { after, ...fields } = input;
    const checked = checkFields(doc, 'step', fields);
    if (!checked.ok) return refuse(checked.refusal);
    const steps = stepsIn(doc);
    const index =
      after === undefined ? steps.length : after === null ? 0 : steps.findIndex((step) => step.id === after) + 1;
    if (index === 0 && typeof after === 'string') return unknownEntity('step', after);
    const placed = placeAt(steps, index, ids.random);
    const create: Write = {
      kind: 'create',
      entity: 'step',
      id: ids.next(),
      fields: { ...placed.order, ...checked.value },
    };
    return { writes: [create, ...placed.rekeyed] };
  });
}

/** Where a step goes: directly after or before another one; `after: null` is the beginning, `before: null` the end. */
export type Place = { readonly after: string | null } | { readonly before: string | null };

/** Moves a step. Refuses as unchanged when it is there already. */
export function moveStep(id: string, to: Place, options: { readonly ids?: IdSource } = {}): Mutation {
  return mutation('move.step', (doc) => {
    if (leavingOf(doc, 'step', id) === null) return unknownEntity('step', id);
    const all = stepsIn(doc);
    const steps = all.filter((step) => step.id !== id);
    const anchor = 'after' in to ? to.after : to.before;
    if (anchor === id) return { writes: [] };
    const at = anchor === null ? -1 : steps.findIndex((step) => step.id === anchor);
    if (anchor !== null && at === -1) return unknownEntity('step', anchor);
    const index = 'after' in to ? at + 1 : anchor === null ? steps.length : at;
    const visible = (list: readonly OrderedStep[]): string =>
      list
        .filter((step) => step.onBoard || step.id === id)
        .map((step) => step.id)
        .join('|');
    const moved = all.find((step) => step.id === id)!;
    if (moved.order !== null && visible(steps.toSpliced(index, 0, moved)) === visible(all)) return { writes: [] };
    const placed = placeAt(steps, index, (options.ids ?? systemIds).random);
    return {
      writes: [{ kind: 'field', entity: 'step', id, field: 'order', value: placed.order.order }, ...placed.rekeyed],
    };
  });
}
