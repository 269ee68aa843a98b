/**
 * A draft, the file of edits that a server refused, as an exported board: its `content` is a snapshot. Lists keep their
 * order, so that a fault is found again at its place in the draft. What is wrong with it is the reader's business.
 */
import { BOARD_FORMAT, BOARD_VERSION } from './board-json.ts';
import { isObject, type JsonObject } from './reading.ts';

const DRAFT_KIND = 'chartroom.draft';

export const isDraft = (value: JsonObject): boolean => value['kind'] === DRAFT_KIND;

const eachOf = (value: unknown, change: (item: JsonObject) => unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([kind, list]) => [
          kind,
          Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? change(item) : item)) : list,
        ]),
      )
    : value;

export function boardOfDraft(draft: JsonObject): unknown {
  const { content } = draft;
  if (!isObject(content)) return content;
  const { board, process, entities, rows, texts } = content;
  return {
    format: BOARD_FORMAT,
    version: BOARD_VERSION,
    board,
    process,
    entities: eachOf(entities, (item) => {
      const { entity: _, state, ...rest } = item;
      return state === 'deleted' ? { ...rest, deleted: true } : rest;
    }),
    rows: eachOf(rows, ({ key, text }) => (text === '' || text === undefined ? { key } : { key, text })),
    texts,
  };
}
