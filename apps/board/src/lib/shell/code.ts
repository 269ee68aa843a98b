/**
 * The code of views and of what stands beside them, loaded when it is first needed; the rest follows while the browser is
 * idle (`lib/later`), so that every view still opens when the server has gone away.
 */
import type { EntityKind } from '@chartroom/domain';
import type { Component } from 'svelte';
import { later, type Later } from '#lib/later/later.svelte.ts';
import type { ViewName } from './address.ts';
import { screen } from './screen.svelte.ts';

export type PanelComponent = Component<{ kind: EntityKind; id: string; field: string | null }>;

export const PANEL_CODE: Later<PanelComponent> = later(() => import('#lib/panel/RecordPanel.svelte'));
export const EXPLAIN_CODE: Later<Component<{ id: string }>> = later(() => import('#lib/trace/ExplainPanel.svelte'));
export const SHARE_CODE: Later<Component> = later(() => import('#lib/sharing/SharePanel.svelte'));

/** The map comes with the frame: it is what a board opens with. On a phone that is the outline. */
const VIEWS: Readonly<Record<Exclude<ViewName, 'map'>, Later<Component>>> = {
  findings: later(() => import('#lib/views/findings/FindingsView.svelte')),
  systems: later(() => import('#lib/views/systems/SystemsView.svelte')),
  data: later(() => import('#lib/views/data/DataView.svelte')),
  outputs: later(() => import('#lib/views/outputs/OutputsView.svelte')),
  interfaces: later(() => import('#lib/views/interfaces/InterfacesView.svelte')),
  owners: later(() => import('#lib/views/owners/OwnersView.svelte')),
  people: later(() => import('#lib/views/people/PeopleView.svelte')),
  process: later(() => import('#lib/views/process/ProcessView.svelte')),
  discussion: later(() => import('#lib/views/discussion/DiscussionView.svelte')),
  todo: later(() => import('#lib/views/todo/TodoView.svelte')),
  history: later(() => import('#lib/views/history/HistoryView.svelte')),
  charter: later(() => import('#lib/views/charter/CharterView.svelte')),
};
const OUTLINE: Later<Component> = later(() => import('#lib/views/outline/OutlineView.svelte'));
export const BOTTOM_NAV: Later<Component> = later(() => import('./BottomNav.svelte'));

/** What shows a view; null for the map. */
export const viewCode = (view: ViewName, phone: boolean): Later<Component> | null =>
  view !== 'map' ? VIEWS[view] : phone ? OUTLINE : null;

/** Begins to load what the first screen of this view needs besides, without waiting for the board. */
export function expectView(view: ViewName): void {
  const parts: readonly (Later<Component> | null)[] = [viewCode(view, screen.phone), screen.phone ? BOTTOM_NAV : null];
  // What fails is loaded again, and said, when it is to be shown.
  for (const part of parts) void part?.load().catch(() => {});
}
