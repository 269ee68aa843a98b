import { describe, expect, it } from 'vitest';
import { isOfRecord, severityOfWay } from '../../src/lib/views/map/way-findings.ts';
import { finding } from '../findings/board.ts';

describe('findings at missing ways', () => {
  it('MAP-14 a missing way blocks where a finding says so of data that it should carry, else it warns', () => {
    const captured = finding({ rule: 'M05', subjects: ['dataObject/D1', 'system/Y1'] });
    const reviewed = finding({ rule: 'M06', subjects: ['step/S1', 'dataObject/D2'] });
    const other = finding({ rule: 'O01', subjects: ['dataObject/D3'] });
    const at = [captured, reviewed, other];
    expect(severityOfWay(at, ['D1'])).toBe('blocker');
    expect(severityOfWay(at, ['D3', 'D2'])).toBe('blocker');
    expect(severityOfWay(at, ['D3'])).toBe('warning');
    expect(severityOfWay([], ['D1'])).toBe('warning');
    expect([captured, finding({ rule: 'M02' }), finding({ rule: 'M01' })].map(isOfRecord)).toEqual([false, true, true]);
  });
});
