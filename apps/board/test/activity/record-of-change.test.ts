import type { Snapshot } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { recordOfChange } from '../../src/lib/activity/record-of-change.ts';

const id = (number: number): string => `01${String(number).padStart(24, '0')}`;
const [STEP, DATA, SYSTEM] = [id(1), id(2), id(3)] as const;
const entities = new Proxy({} as Snapshot['entities'], {
  get: (_, kind) =>
    ({ step: [{ id: STEP }], dataObject: [{ id: DATA }], system: [{ id: SYSTEM }] })[kind as string] ?? [],
});
const of = (root: string, key: string) => recordOfChange({ entities }, root, key);

describe('the record that a change is about', () => {
  it('ACT-4 is the entity, or the single, itself', () => {
    expect(of('step', STEP)).toBe(`step/${STEP}`);
    expect(of('process', 'process')).toBe('process');
    expect(of('board', 'board')).toBe('board');
  });

  it('ACT-4 is the record that carries a row', () => {
    expect(of('role', `${STEP}|*|${SYSTEM}|record`)).toBe(`step/${STEP}`);
    expect(of('resp', `${DATA}|QUA|A|-`)).toBe(`dataObject/${DATA}`);
    expect(of('resp', 'area.validation|QUA|A|-')).toBe('area/area.validation');
    expect(of('regime', 'FDA_DRUG')).toBe('process');
  });

  it('ACT-4 is the owner of a long text', () => {
    expect(of('text', `${STEP}:note`)).toBe(`step/${STEP}`);
    expect(of('text', 'process:purpose')).toBe('process');
    expect(of('text', `${id(9)}:note`)).toBeNull();
  });
});
