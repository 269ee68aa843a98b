import { describe, expect, it } from 'vitest';
import type { PickItem } from '#lib/ui/edit/match.ts';
import { Picking, type PickingOptions } from '#lib/ui/edit/picking.svelte.ts';

const systems: readonly PickItem[] = [
  { id: 'mes', label: 'MES' },
  { id: 'qms', label: 'QMS' },
  { id: 'lims', label: 'LIMS', aliases: ['QC lab'] },
  { id: 'old', label: 'LIMA', off: 'Removed from the board' },
];
function picker(chosen: string | null, options: Partial<PickingOptions<PickItem>> = {}) {
  const state = { chosen, created: [] as string[], cleared: 0, drafts: [] as (string | null)[] };
  const picking = new Picking<PickItem>({
    items: () => systems,
    label: () => systems.find((item) => item.id === state.chosen)?.label ?? '',
    chosen: () => state.chosen,
    pick: (item) => (state.chosen = item.id),
    create: (text) => state.created.push(text),
    draft: (text) => state.drafts.push(text),
    ...options,
  });
  return { picking, state };
}

describe('choosing by typing', () => {
  it('UI-25 Enter takes the first match', () => {
    const { picking, state } = picker('mes');
    picking.type('li');
    expect(picking.grey).toBe('MS');
    expect(picking.confirm()).toBe('picked');
    expect(state.chosen).toBe('lims');
    expect(picking.open).toBe(false);
    expect(picking.text).toBe('LIMS');
  });

  it('UI-25 Enter without typing changes nothing', () => {
    const { picking, state } = picker('mes');
    expect(picking.confirm()).toBe('unchanged');
    picking.show();
    expect(picking.confirm()).toBe('unchanged');
    expect(state.chosen).toBe('mes');
  });

  it('UI-26 arrows go through the lines and round, and open at what is chosen', () => {
    const { picking, state } = picker('qms');
    picking.move(1);
    expect(picking.open).toBe(true);
    expect(picking.active).toBe(1);
    picking.move(-1);
    picking.move(-1);
    expect(picking.active).toBe(3);
    expect(picking.confirm()).toBe('stay');
    picking.move(1);
    expect(picking.confirm()).toBe('picked');
    expect(state.chosen).toBe('mes');
  });

  it('UI-27 Ctrl+Enter makes a new item of what was typed, though an old one fits', () => {
    const { picking, state } = picker(null);
    picking.type('  LI  2 ');
    expect(picking.create()).toBe('created');
    expect(state.created).toEqual(['LI 2']);
    expect(state.chosen).toBeNull();
  });

  it('UI-27 offers no second item of the same name, and Enter makes a new one where nothing fits', () => {
    const { picking, state } = picker(null);
    picking.type('qc LAB');
    expect(picking.creatable).toBe(false);
    expect(picking.create()).toBe('stay');
    picking.type('Historian');
    expect(picking.count).toBe(1);
    expect(picking.confirm()).toBe('created');
    expect(state.created).toEqual(['Historian']);
  });

  it('UI-28 Esc and leaving change nothing', () => {
    const { picking, state } = picker('mes');
    picking.type('q');
    picking.leave();
    expect(state.chosen).toBe('mes');
    expect(picking.text).toBe('MES');
    expect(state.drafts).toEqual(['q', null]);
  });

  it('UI-29 deleting the text and confirming clears where clearing is allowed, else changes nothing', () => {
    const allowed = picker('mes', { clear: () => undefined });
    allowed.picking.type('');
    expect(allowed.picking.confirm()).toBe('cleared');
    const forbidden = picker('mes');
    forbidden.picking.type('');
    expect(forbidden.picking.confirm()).toBe('unchanged');
    expect(forbidden.state.chosen).toBe('mes');
  });

  it('UI-25 never takes an item that is off', () => {
    const { picking, state } = picker(null, { create: undefined });
    picking.type('lima');
    expect(picking.confirm()).toBe('stay');
    expect(state.chosen).toBeNull();
  });
});
