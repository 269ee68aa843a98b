/** What goes into and comes out of a step, for its two cells of the strip. Pure. */
import { WRITING_USES, type DataUse, type EntityId, type Relations } from '@chartroom/domain';
import { DATA_LINE_PX, lineCount, ROW } from './geometry.ts';

export interface DataEntry {
  readonly data: EntityId;
  /** The writing uses that the title alone does not say: update and decide. Creating is what coming out means. */
  readonly uses: readonly DataUse[];
}

export interface DataCells {
  readonly in: readonly DataEntry[];
  readonly out: readonly DataEntry[];
}

const isWriting = (use: DataUse): boolean => (WRITING_USES as readonly DataUse[]).includes(use);

export function dataCells(relations: Relations, step: EntityId): DataCells {
  const at = relations.dataAt(step);
  return {
    in: at.filter((entry) => entry.uses.includes('use')).map((entry) => ({ data: entry.data, uses: [] })),
    out: at.flatMap((entry) => {
      const writing = entry.uses.filter(isWriting);
      return writing.length === 0 ? [] : [{ data: entry.data, uses: writing.filter((use) => use !== 'create') }];
    }),
  };
}

const TEXT_WIDTH_PX = 98;

/** Least height of a data cell, from the lines its titles take. */
export function dataCellHeight(
  entries: readonly DataEntry[],
  least: typeof ROW.dataIn | typeof ROW.dataOut,
  say: (entry: DataEntry) => string,
): number {
  const lines = entries.reduce((sum, entry) => sum + lineCount(say(entry), 11.5, TEXT_WIDTH_PX), 0);
  return Math.max(least, 5 + lines * DATA_LINE_PX + Math.max(0, entries.length - 1) * 2 + 6);
}
