import { describe, expect, it } from 'vitest';
import { addressOf, parseRecord, pathOf, recordOf } from '../src/lib/shell/address.ts';

describe('addresses', () => {
  it('BOARD-40 every view, record and field has an address that reads back', () => {
    for (const address of [
      { board: 'B1', view: 'map', record: null, field: null },
      { board: 'B1', view: 'systems', record: 'step/01J', field: null },
      { board: 'a/b', view: 'owners', record: 'dataObject/01J', field: 'kind' },
    ] as const) {
      const url = new URL(pathOf(address), 'http://board.test');
      const [, , board, view] = url.pathname.split('/');
      expect(addressOf(decodeURIComponent(board ?? ''), view, url.searchParams)).toEqual(address);
    }
    expect(pathOf({ board: 'B1', view: 'map', record: 'step/01J', field: 'kind' })).toBe(
      '/b/B1/map?record=step/01J&field=kind',
    );
  });

  it('BOARD-41 an unknown view is the map, an unknown kind of record is none', () => {
    const query = new URLSearchParams('record=planet/7&field=kind');
    expect(addressOf('B1', 'nowhere', query)).toEqual({ board: 'B1', view: 'map', record: null, field: null });
    expect(parseRecord('step/')).toBeNull();
    expect(parseRecord('/x')).toBeNull();
    expect(parseRecord(null)).toBeNull();
    expect(parseRecord(recordOf('step', '01J'))).toEqual({ kind: 'step', id: '01J' });
  });
});
