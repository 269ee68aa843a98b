import { describe, expect, it } from 'vitest';
import { addressOf, parseRecord, pathOf, recordOf } from '../src/lib/shell/address.ts';

describe('addresses', () => {
  it('BOARD-40 every view, record and field has an address that reads back', () => {
    for (const address of [
      { board: 'B1', view: 'map', record: null, field: null, state: 'to-be' },
      { board: 'B1', view: 'systems', record: 'step/01J', field: null, state: 'as-is' },
      { board: 'a/b', view: 'owners', record: 'dataObject/01J', field: 'kind', state: 'difference' },
    ] as const) {
      const url = new URL(pathOf(address), 'http://board.test');
      const [, , board, view] = url.pathname.split('/');
      expect(addressOf(decodeURIComponent(board ?? ''), view, url.searchParams)).toEqual(address);
    }
    expect(pathOf({ board: 'B1', view: 'map', record: 'step/01J', field: 'kind', state: 'to-be' })).toBe(
      '/b/B1/map?record=step/01J&field=kind',
    );
    expect(pathOf({ board: 'B1', view: 'map', record: null, field: null, state: 'as-is' })).toBe(
      '/b/B1/map?state=as-is',
    );
  });

  it('BOARD-43 the trace of a record has an address, also while another record is selected', () => {
    const own = {
      board: 'B1',
      view: 'outputs',
      record: 'output/01J',
      field: null,
      state: 'to-be',
      explain: 'output/01J',
    } as const;
    const kept = { ...own, view: 'map', record: 'step/2', field: 'kind', state: 'as-is' } as const;
    const alone = { ...own, view: 'map', record: null } as const;
    expect(pathOf(own)).toBe('/b/B1/outputs?record=output/01J&explain');
    expect(pathOf(kept)).toBe('/b/B1/map?record=step/2&field=kind&state=as-is&explain=output/01J');
    for (const address of [own, kept, alone])
      expect(addressOf('B1', address.view, new URL(pathOf(address), 'http://board.test').searchParams)).toEqual(
        address,
      );
    for (const query of ['explain', 'explain=planet/7', 'record=planet/7&explain'])
      expect(addressOf('B1', 'map', new URLSearchParams(query))).not.toHaveProperty('explain');
  });

  it('BOARD-40 a finding has an address in every view, and so has what the list of findings shows', () => {
    const key = 'M05 dataObject/01J system/01K';
    const list = {
      board: 'B1',
      view: 'findings',
      record: null,
      field: null,
      state: 'to-be',
      finding: key,
      show: 'blockers.QUA',
    } as const;
    expect(pathOf(list)).toBe('/b/B1/findings?finding=M05+dataObject/01J+system/01K&show=blockers.QUA');
    const place = { ...list, view: 'map', record: 'step/01J', field: 'role.record' } as const;
    for (const address of [list, place]) {
      const { searchParams } = new URL(pathOf(address), 'http://board.test');
      const back = addressOf('B1', address.view, searchParams);
      expect(back.finding).toBe(key);
      expect(back.show).toBe(address.view === 'findings' ? 'blockers.QUA' : undefined);
    }
    expect(addressOf('B1', 'map', new URLSearchParams('finding=&show=x'))).not.toHaveProperty('finding');
  });

  it('BOARD-41 an unknown view is the map, an unknown kind of record is none, an unknown state is to be', () => {
    const query = new URLSearchParams('record=planet/7&field=kind&state=someday');
    expect(addressOf('B1', 'nowhere', query)).toEqual({
      board: 'B1',
      view: 'map',
      record: null,
      field: null,
      state: 'to-be',
    });
    expect(parseRecord('step/')).toBeNull();
    expect(parseRecord('/x')).toBeNull();
    expect(parseRecord(null)).toBeNull();
    expect(parseRecord(recordOf('step', '01J'))).toEqual({ kind: 'step', id: '01J' });
  });
});
