/**
 * The code of views and of the record panel, loaded when it is first needed. Once a board is open the rest follows
 * while the browser is idle, so that every view still opens when the server has gone away.
 */
import type { EntityKind } from '@chartroom/domain';
import type { Component } from 'svelte';
import type { ViewName } from './address.ts';

type Loader<C> = () => Promise<{ readonly default: C }>;
export type PanelComponent = Component<{ kind: EntityKind; id: string; field: string | null }>;

/** The map and its outline come with the frame: they are what a board opens with. */
export const VIEW_CODE: Readonly<Record<Exclude<ViewName, 'map'>, Loader<Component>>> = {
  systems: () => import('#lib/views/systems/SystemsView.svelte'),
  data: () => import('#lib/views/data/DataView.svelte'),
  outputs: () => import('#lib/views/outputs/OutputsView.svelte'),
  interfaces: () => import('#lib/views/interfaces/InterfacesView.svelte'),
  owners: () => import('#lib/views/owners/OwnersView.svelte'),
  people: () => import('#lib/views/people/PeopleView.svelte'),
  process: () => import('#lib/views/process/ProcessView.svelte'),
  findings: () => import('#lib/views/findings/FindingsView.svelte'),
  discussion: () => import('#lib/views/discussion/DiscussionView.svelte'),
  todo: () => import('#lib/views/todo/TodoView.svelte'),
  history: () => import('#lib/views/history/HistoryView.svelte'),
  charter: () => import('#lib/views/charter/CharterView.svelte'),
};

export const PANEL_CODE: Loader<PanelComponent> = () => import('#lib/panel/RecordPanel.svelte');
export const EXPLAIN_CODE: Loader<Component<{ id: string }>> = () => import('#lib/trace/ExplainPanel.svelte');
export const SHARE_CODE: Loader<Component> = () => import('#lib/sharing/SharePanel.svelte');

const IDLE_WITHIN_MS = 4_000;

/** Loads what is not loaded yet, one after the other; returns the function that stops. What fails is tried again when needed. */
export function loadRest(): () => void {
  const rest: readonly Loader<unknown>[] = [PANEL_CODE, EXPLAIN_CODE, SHARE_CODE, ...Object.values(VIEW_CODE)];
  let stopped = false;
  const whenIdle = (task: () => void): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: IDLE_WITHIN_MS });
    else setTimeout(task, IDLE_WITHIN_MS / 4);
  };
  const next = (index: number): void => {
    const loader = rest[index];
    if (stopped || !loader) return;
    const onward = (): void => whenIdle(() => next(index + 1));
    loader().then(onward, onward);
  };
  whenIdle(() => next(0));
  return () => (stopped = true);
}
