import { dependentsOf, type SubjectRef } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { reasonsOf, type DependentList } from '../../src/lib/trace/reasons.ts';
import { TestBoard } from '../map/board.ts';
import { analyst } from './support.ts';

function reasons(
  of: readonly ['system' | 'dataObject' | 'interface' | 'step', string],
  list: DependentList,
  label: string,
) {
  const board = TestBoard.of('t1');
  const { entities } = board.snapshot;
  const all = Object.values(entities).flat();
  const nameOf = (ref: SubjectRef): string =>
    all.find((one) => one.id === ref.slice(ref.indexOf('/') + 1))?.label ?? '?';
  const ref = `${of[0]}/${board.idOf(of[0], of[1])}`;
  const found = dependentsOf(analyst(board), ref)[list].find((one) => nameOf(one.ref) === label);
  return found ? reasonsOf(found, list, ref, nameOf) : null;
}

describe('why something depends on a record', () => {
  it('TUI-20 is said once a reason, with the data in between', () => {
    expect(reasons(['system', 'MES'], 'outputs', 'R1')).toEqual([
      'is kept there',
      'takes D2, D3, D5 and D6 from it, and from nowhere else',
      'rests on D3 and D6, held there',
    ]);
    expect(reasons(['step', '2'], 'outputs', 'R1')).toEqual(['rests on D3 and D6, held there and written there']);
    expect(reasons(['system', 'MES'], 'interfaces', 'I3')).toEqual(['begins or ends there']);
    expect(reasons(['system', 'QMS'], 'systems', 'ERP')).toEqual(['is linked to it by I5']);
    expect(reasons(['dataObject', 'D5'], 'outputs', 'R1')?.[0]).toMatch(/^is fed with it from MES/);
    expect(reasons(['dataObject', 'D5'], 'steps', '4')).toEqual(['writes it']);
    expect(reasons(['dataObject', 'D5'], 'steps', '5')).toEqual(['uses it']);
  });

  it('TUI-20 names nobody it does not depend on', () => {
    expect(reasons(['system', 'EDMS'], 'outputs', 'R4')).toBeNull();
  });

  it('TUI-21 says where there is no other way', () => {
    expect(reasons(['interface', 'I2'], 'outputs', 'R1')).toEqual(['gets D2 over it, and from nowhere else']);
  });

  it('TUI-20 has a word for every reason that the domain gives', () => {
    const board = TestBoard.of('t5');
    const source = analyst(board);
    const { entities } = board.snapshot;
    const lists = ['outputs', 'interfaces', 'steps', 'data', 'systems', 'logic', 'areas', 'persons'] as const;
    for (const kind of ['system', 'dataObject', 'interface', 'step', 'person'] as const)
      for (const { id } of entities[kind]) {
        const found = dependentsOf(source, `${kind}/${id}`);
        for (const list of lists)
          for (const dependent of found[list]) {
            const whys = new Set(dependent.because.map(({ why, via }) => `${why} ${via.length > 0}`));
            const told = reasonsOf(dependent, list, found.of, (ref) => ref);
            expect(told.join(), `${kind} ${list} ${[...whys].join()}`).not.toBe('');
            expect(told.length).toBeLessThanOrEqual(whys.size);
          }
      }
  });
});
