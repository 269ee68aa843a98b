import { describe, expect, it } from 'vitest';
import { typedAhead } from '../../src/lib/views/map/editors.ts';
import type { Editing } from '../../src/lib/views/map/editing.ts';
import { TestBoard } from './board.ts';

const board = TestBoard.of('t1');
const step = board.snapshot.entities.step[0]!.id;
const slot: Editing = { kind: 'slot', step, role: 'record', part: 0, seed: 'm' };

describe('an editor that is on its way', () => {
  it('MAP-32 has what was typed meanwhile', () => {
    const typed = ['E', 's'].reduce<Editing | null>((editing, key) => editing && typedAhead(editing, key), slot);
    expect(typed).toEqual({ ...slot, seed: 'mEs' });
    expect(typedAhead({ kind: 'data', step, direction: 'in' }, '4')).toMatchObject({ seed: '4' });
  });

  it('MAP-32 is given up with Esc, and takes other keys for nothing', () => {
    expect(typedAhead(slot, 'Escape')).toBeNull();
    expect(typedAhead(slot, 'ArrowRight')).toBe(slot);
    expect(typedAhead({ kind: 'owner', step }, 'a')).toEqual({ kind: 'owner', step });
  });
});
