/** The items of the three common pickers: what a system, a person and a data object add to a plain item. */
import type { PlantFunction } from '@chartroom/domain';
import type { PickItem } from './match.ts';

/** `label` is the name, `hint` e.g. "quality, validated", `aliases` the other names of the system. */
export type SystemItem = PickItem;
export interface PersonItem extends PickItem {
  readonly function: PlantFunction;
}
/** `label` is the title; the number finds it too. */
export interface DataItem extends PickItem {
  /** "D4" */
  readonly number: string;
}
