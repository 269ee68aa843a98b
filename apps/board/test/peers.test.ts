import { describe, expect, it } from 'vitest';
import type { Author, Place } from '../src/lib/state/contract.ts';
import { peersOf, samePeers, type Presence } from '../src/lib/state/peers.ts';

const me: Author = { id: 'me', name: 'Tomás Brandt', function: 'OPS', kind: 'visitor' };
const here: Place = { view: 'map', record: null, field: null };
const at = (record: string | null, field: string | null = null): Place => ({ view: 'map', record, field });
const tab = (
  clientId: number,
  id: string,
  name: string,
  place: Place,
  heardAtMs: number,
  draft: string | null = null,
): Presence => ({
  clientId,
  heardAtMs,
  state: { user: { id, name, function: 'QUA', kind: 'visitor' }, place, draft },
});

describe('peers', () => {
  it('BOARD-30 shows one entry a principal, at the place of the tab heard last', () => {
    const peers = peersOf(
      [
        tab(1, 'p', 'Priya Nair', at('step/A'), 10),
        tab(2, 'p', 'Priya Nair', at('step/B', 'kind'), 20),
        tab(3, 'h', 'Hana Kovács', at(null), 5),
      ],
      me,
      here,
      null,
    );
    expect(peers.map((peer) => peer.principal.name)).toEqual(['Tomás Brandt', 'Hana Kovács', 'Priya Nair']);
    expect(peers[2]?.place).toEqual(at('step/B', 'kind'));
    expect(peers[0]).toEqual({ principal: me, place: here, self: true, draft: null });
  });

  it('BOARD-31 keeps a draft typed in an older tab', () => {
    for (const order of [1, -1]) {
      const tabs = [
        tab(1, 'p', 'Priya Nair', at('step/A', 'title'), 10, 'Hold'),
        tab(2, 'p', 'Priya Nair', at(null), 20),
      ];
      const peers = peersOf(order === 1 ? tabs : tabs.toReversed(), me, here, null);
      expect(peers[1]?.draft).toBe('Hold');
      expect(peers[1]?.place).toEqual(at(null));
    }
  });

  it('BOARD-32 one person in two tabs is one person, the self too', () => {
    const peers = peersOf([tab(9, 'me', 'Tomás Brandt', at('step/A'), 10)], me, here, 'x');
    expect(peers).toHaveLength(1);
    expect(peers[0]?.draft).toBe('x');
  });

  it('BOARD-33 leaves out what the server has not stamped and survives nonsense', () => {
    const nonsense: unknown[] = [
      null,
      4,
      'x',
      {},
      { user: { id: 3, name: 'x' } },
      { user: null },
      { place: 7, draft: {} },
    ];
    expect(
      peersOf(
        nonsense.map((state, clientId) => ({ clientId, heardAtMs: 0, state })),
        me,
        here,
        null,
      ),
    ).toHaveLength(1);
    const odd = peersOf(
      [{ clientId: 1, heardAtMs: 0, state: { user: { id: 'x', name: 'X', function: 'BOSS' }, place: 3 } }],
      me,
      here,
      null,
    );
    expect(odd[1]).toEqual({
      principal: { id: 'x', name: 'X', function: 'OTHER', kind: 'visitor' },
      place: here,
      self: false,
      draft: null,
    });
  });

  it('BOARD-34 a keep-alive that says nothing new is not news', () => {
    const before = peersOf([tab(1, 'p', 'Priya Nair', at('step/A'), 10)], me, here, null);
    expect(samePeers(before, peersOf([tab(1, 'p', 'Priya Nair', at('step/A'), 99)], me, here, null))).toBe(true);
    expect(samePeers(before, peersOf([tab(1, 'p', 'Priya Nair', at('step/B'), 99)], me, here, null))).toBe(false);
    expect(samePeers(before, peersOf([], me, here, null))).toBe(false);
  });
});
