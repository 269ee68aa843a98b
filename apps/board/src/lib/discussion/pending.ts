/** What was said at this screen and is not in the record yet, in the shape of what is: so that it is shown in its place. */
import type { CommentState, ThreadState } from '@chartroom/record';
import type { Author } from '#lib/state/contract.ts';
import type { PendingCommand } from '#lib/state/record-contract.ts';

/** After everything that is in the record. */
const LAST = Number.MAX_SAFE_INTEGER;

const isOf =
  <K extends PendingCommand['kind']>(kind: K) =>
  (command: PendingCommand): command is PendingCommand<K> =>
    command.kind === kind;

function messageOf(
  command: PendingCommand<'thread'> | PendingCommand<'comment'>,
  id: string,
  me: Author,
): CommentState {
  const { body, mentions, change } = command.payload;
  return {
    id,
    author: me.id,
    function: me.function,
    at: new Date(command.atMs).toISOString(),
    seq: LAST,
    body,
    earlier: [],
    mentions: mentions ?? [],
    change: change ?? null,
    applied: null,
    reactions: {},
  };
}

export interface PendingMessage {
  readonly command: PendingCommand;
  readonly message: CommentState;
}

/** Messages that wait for a thread, in the order in which they were said. */
export const pendingMessages = (
  pending: readonly PendingCommand[],
  thread: ThreadState,
  me: Author,
): readonly PendingMessage[] =>
  pending
    .filter(isOf('comment'))
    .filter(({ payload }) => payload.thread === thread.id && !thread.comments.some((one) => one.id === payload.comment))
    .map((command) => ({ command, message: messageOf(command, command.payload.comment, me) }));

export interface PendingThread {
  readonly command: PendingCommand;
  readonly thread: ThreadState;
}

/** Threads that wait, without those that the record has meanwhile. */
export const pendingThreads = (
  pending: readonly PendingCommand[],
  known: ReadonlyMap<string, ThreadState>,
  me: Author,
): readonly PendingThread[] =>
  pending
    .filter(isOf('thread'))
    .filter(({ payload }) => !known.has(payload.thread))
    .map((command) => {
      const { thread, anchor, kind, title, to, due } = command.payload;
      const message = messageOf(command, thread, me);
      return {
        command,
        thread: {
          id: thread,
          anchor,
          kind,
          title,
          to: to ?? null,
          due: due ?? null,
          author: me.id,
          at: message.at,
          comments: [message],
          claimed: null,
          state: 'open',
          outcome: null,
          lastSeq: LAST,
          lastAt: message.at,
        },
      };
    });
