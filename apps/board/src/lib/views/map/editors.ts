/** The editors of the map, which come when something is edited, or before. The title of a step is typed in its node. */
import type { Component } from 'svelte';
import { later, type Later } from '#lib/later/later.svelte.ts';
import type { Editing } from './editing.ts';
import type { Column } from './layout.ts';

type Kind = Exclude<Editing['kind'], 'title'>;
export type EditorOf<K extends Kind> = Component<{ column: Column; editing: Extract<Editing, { kind: K }> }>;

export const EDITORS: { readonly [K in Kind]: Later<EditorOf<K>> } = {
  slot: later(() => import('./SlotEditor.svelte')),
  data: later(() => import('./DataEditor.svelte')),
  owner: later(() => import('./OwnerCard.svelte')),
};

/**
 * What a key does while the editor that was opened is on its way: a letter is typed into it, Esc gives it up.
 * @returns what is edited then; null for nothing any more
 */
export function typedAhead(editing: Editing, key: string): Editing | null {
  if (key === 'Escape') return null;
  if (editing.kind === 'owner' || [...key].length !== 1) return editing;
  return { ...editing, seed: (editing.seed ?? '') + key };
}
