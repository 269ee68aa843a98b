/**
 * What a view may ask of the board's record: what people said, and the one way to say something. Reads are reactive, one
 * topic a list and one a thread. Views never touch HTTP or the socket.
 */
import type {
  Action,
  CommandKind,
  MemberState,
  Members,
  Payload,
  Ruling,
  Standing,
  ThreadState,
  Threads,
  Verdicts,
} from '@chartroom/record';
import type { Problem } from '@chartroom/server/api';
import type { Author } from './author.ts';

/** Something said at this screen that the server has not stored yet. Kept in this browser until it has. */
export interface PendingCommand<K extends CommandKind = CommandKind> {
  readonly id: string;
  readonly kind: K;
  readonly payload: Payload<K>;
  /** When it was said here, milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** `refused`: the server will not store it; it stays until the person sends it anew or discards it. */
  readonly state: 'waiting' | 'refused';
  readonly problem: Problem | null;
}

export type Said =
  | { readonly ok: true }
  /** Queued: the server is away; it goes out by itself. */
  | { readonly ok: 'later' }
  | { readonly ok: false; readonly problem: Problem };

export interface RecordStore {
  /** False until the record was read once, from this browser's copy or from the server. */
  readonly ready: boolean;
  /** Why nothing can be read now; null while all is well. */
  readonly failure: string | null;
  /** Last entry that is in what is shown. */
  readonly recordSeq: number;

  readonly members: Members;
  readonly former: Members;
  readonly threads: Threads;
  thread(id: string): ThreadState | undefined;
  /** Threads anchored to a record (`step/<id>`) or another subject, in the order in which they began. */
  threadsOn(subject: string): readonly ThreadState[];
  readonly verdicts: Verdicts;

  /** What the person at this screen is on this board; null while unknown or none. */
  readonly standing: Standing | null;
  /** Whether they may; for explaining only, the server decides. */
  may(action: Action): Ruling;
  /** Who a principal is: a member, a former one, or somebody unknown. */
  who(principal: string): Author | undefined;
  member(principal: string): MemberState | undefined;

  readonly pending: readonly PendingCommand[];
  /** Says something: kept here first, sent in order. Resolves when it is stored, refused, or known to wait. */
  say<K extends CommandKind>(kind: K, payload: Payload<K>): Promise<Said>;
  /** Sends a refused command again under a new id, or forgets it. */
  again(id: string): void;
  discard(id: string): void;
}
