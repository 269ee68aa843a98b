/** Where threads of the inbox are read. */
import type { InboxItem } from '@chartroom/server/api';
import { pathOf, type ViewName } from '#lib/shell/address.ts';

const AT = { record: null, field: null, state: 'to-be' } as const;

/** The thread in its board's discussion. */
export const hrefOf = ({ board, thread }: Pick<InboxItem, 'board' | 'thread'>): string =>
  pathOf({ ...AT, board: board.id, view: 'discussion', thread });

export const boardHref = (board: string, view: ViewName = 'map'): string => pathOf({ ...AT, board, view });

/** What is unread on a board. */
export const unreadHref = (board: string): string => pathOf({ ...AT, board, view: 'discussion', show: 'unread' });
