/**
 * The records of all boards: what each comes to now, and the two ways in which something is added, what people say and
 * what the server itself has to note. Additions to a board are taken one at a time, so that each is checked against
 * everything before it and entries are told in their order.
 */
import {
  type Entry,
  type EntryKind,
  type NewEntry,
  type Payload,
  RecordProjector,
  type RecordLog,
  type RecordProjection,
  sameContent,
} from '@chartroom/record';
import { type Access, type BoardStanding, FORBIDDEN, ruling } from '../access/access.ts';
import type { Documents } from '../boards/documents.ts';
import type { Config } from '../config.ts';
import type { BoardMembers } from '../db/board-members.ts';
import type { BoardRow } from '../db/boards.ts';
import type { Actor, Principals } from '../db/principals.ts';
import { newId } from '../ids.ts';
import { check, threadOf } from './checks.ts';
import { actionOf, type Command, type CommandRefusal, refuse } from './command.ts';
import { dueNaming, type MemberPayload, statedMember } from './membership.ts';

export type Saying =
  | { readonly ok: true; readonly entry: Entry; readonly isNew: boolean }
  | { readonly ok: false; readonly refusal: CommandRefusal };

/** An entry that the server writes; `actor` is the principal who caused it, the server itself unless said. */
export type Note = {
  readonly [K in EntryKind]: { readonly kind: K; readonly payload: Payload<K>; readonly actor?: string };
}[EntryKind];

/** What there is to note, given the record as it stands. */
export type Noting = (record: RecordProjection) => readonly Note[] | Promise<readonly Note[]>;

export interface BoardRecords {
  /** Rejects with `RecordFailure`. */
  projection(board: string): Promise<RecordProjection>;
  /** Checks and stores a command in `actor`'s name. Rejects with `RecordFailure`, and `LogFailure` of the document. */
  say(board: Pick<BoardRow, 'id'>, actor: Actor, command: Command): Promise<Saying>;
  /**
   * Stores what the server itself has to say. `notes` runs once everything that was asked before is stored, and nothing
   * else is added to the board until it has answered. Rejects with what it throws, and with `RecordFailure`.
   */
  state(board: string, notes: Noting): Promise<readonly Entry[]>;
  /** Lets `store` add entries in the board's turn, by a transaction of its own; it answers those that are new. */
  append(board: string, store: () => Promise<readonly Entry[]>): Promise<readonly Entry[]>;
}

export interface RecordParts {
  readonly record: RecordLog;
  readonly access: Access;
  readonly mode: Config['access'];
  readonly principals: Principals;
  readonly members: Pick<BoardMembers, 'find'>;
  readonly documents: Pick<Documents, 'read'>;
  nowMs(): number;
  /** Entries that are stored, in order, each once. */
  onAppended(board: string, entries: readonly Entry[]): void;
}

/** No principal: what is no change was made by nobody who could say why. */
const NOBODY = '';
const noteAt = (command: Command): string =>
  command.kind === 'edit' && command.payload.entry !== undefined ? '/payload/entry' : '/payload/client';

const PAGE = 1000;
/** Boards whose record stays in memory; the one that was used longest ago goes first. */
const KEPT = 64;

/** The name of a member is the server's word: who is called otherwise by now was still named by the same command. */
const named = (command: Command, stored: unknown): Command =>
  command.kind === 'member'
    ? { ...command, payload: { ...command.payload, name: (stored as Partial<Payload<'member'>>).name ?? '' } }
    : command;

/** Brings a projector up to the stored record. Rejects with `RecordFailure`. */
export const follow = async (record: RecordLog, board: string, projector = new RecordProjector()) => {
  for (;;) {
    const entries = await record.since(board, projector.value.recordSeq, PAGE);
    projector.add(entries);
    if (entries.length < PAGE) return projector;
  }
};

export const createBoardRecords = (parts: RecordParts): BoardRecords => {
  const projectors = new Map<string, RecordProjector>();
  const queues = new Map<string, Promise<unknown>>();

  /** Runs after everything that was asked of this board before. */
  const inTurn = <T>(board: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(board) ?? Promise.resolve()).then(work, work);
    queues.set(board, turn);
    const leave = (): void => {
      if (queues.get(board) === turn) queues.delete(board);
    };
    turn.then(leave, leave);
    return turn;
  };

  const current = async (board: string): Promise<RecordProjector> => {
    const projector = await follow(parts.record, board, projectors.get(board));
    projectors.delete(board);
    projectors.set(board, projector);
    for (const oldest of projectors.keys()) {
      if (projectors.size <= KEPT) break;
      projectors.delete(oldest);
    }
    return projector;
  };

  const tell = (board: string, appended: readonly Entry[]): readonly Entry[] => {
    if (appended.length === 0) return appended;
    const projector = projectors.get(board);
    // One that is behind follows when it is asked for: it must not have a hole.
    if (projector?.value.recordSeq === (appended[0]?.seq ?? 0) - 1) projector.add(appended);
    parts.onAppended(board, appended);
    return appended;
  };
  const add = async (board: string, entries: readonly NewEntry[]): Promise<readonly Entry[]> =>
    tell(board, await parts.record.append(board, entries));

  /** Whether a facilitator has said for which function somebody takes part; asked only where it makes a difference. */
  const isFunctionStated = async (board: string, actor: Actor): Promise<boolean> => {
    const member = parts.mode === 'open' ? await parts.members.find(board, actor.id) : null;
    if (member === null || member.function === actor.function) return false;
    const [said] = await parts.record.since(board, member.seq - 1, 1);
    return said !== undefined && said.actor !== (await parts.principals.server(parts.nowMs())).id;
  };

  /** A member under the name that the server knows; everything else as it was given by whoever may say so. */
  const asStored = async (
    command: Command,
    record: RecordProjection,
    standing: BoardStanding | null,
  ): Promise<Command | CommandRefusal> => {
    if (command.kind !== 'member') return command;
    const { payload } = command;
    const about = await parts.principals.find(payload.principal);
    if (about === null || about.kind === 'server')
      return refuse('unknown', 'The server knows nobody with this id.', '/payload/principal');
    const stated = statedMember({
      payload,
      about,
      before: record.members.get(about.id) ?? record.former.get(about.id),
      mayState: ruling(standing, 'manage-members').ok,
      access: parts.mode,
    });
    return 'detail' in stated ? stated : { ...command, payload: stated };
  };

  /** Why this person may not say it, whatever it is about. */
  const barred = (
    command: Command,
    actor: Actor,
    standing: BoardStanding | null,
    record: RecordProjection,
  ): CommandRefusal | null => {
    const leaves = command.kind === 'member' && command.payload.principal === actor.id && command.payload.role === null;
    const action = leaves ? 'read' : actionOf(command.kind, threadOf(command, record)?.author === actor.id);
    const ruled = ruling(standing, action);
    if (ruled.ok) return null;
    const refusal = refuse('forbidden', FORBIDDEN[ruled.because]);
    if (standing === null) return { ...refusal, outside: true };
    return ruled.because === 'function' ? refusal : { ...refusal, beyond: action };
  };

  /** What outlives a token and is more than it may itself: only a person gives it to anybody. */
  const isBeyondProgram = (command: Command, actor: Actor, record: RecordProjection): boolean => {
    if (actor.kind !== 'token' || command.kind !== 'member') return false;
    const { principal, role, signer } = command.payload;
    const before = record.members.get(principal);
    return (role === 'facilitator' && before?.role !== 'facilitator') || (signer && before?.signer !== true);
  };

  /** Who made the edits that a note is about; null where nobody has, under a client id that is not in use yet. */
  const writerOf = async (board: string, { client, entry }: Payload<'edit'>): Promise<string | null> => {
    if (client !== undefined) return await parts.principals.writerOf(board, client);
    const [told] = entry === undefined ? [] : await parts.record.since(board, entry - 1, 1);
    return told?.kind === 'change' ? told.actor : NOBODY;
  };

  /** A note on edits that somebody else made. Under a client id that nobody has used it may come before its edits. */
  const isForeignNote = async (board: string, actor: Actor, command: Command): Promise<boolean> => {
    if (command.kind !== 'edit') return false;
    const writer = await writerOf(board, command.payload);
    return writer !== null && writer !== actor.id && (await parts.principals.linkedTo(writer)) !== actor.id;
  };

  /** Says first who somebody is, where the record does not say it yet. */
  const naming = async (
    first: MemberPayload | null,
    actor: Actor,
    isStated: boolean,
    at: string,
  ): Promise<readonly NewEntry[]> => {
    if (first === null) return [];
    // Where a facilitator has said the function, it stays told apart from what the server took over.
    const by = isStated ? actor : await parts.principals.server(parts.nowMs());
    return [{ id: newId(), kind: 'member', actor: by.id, at, payload: first }];
  };

  const take = async (board: string, actor: Actor, given: Command): Promise<Saying> => {
    const record = (await current(board)).value;
    const standing = await parts.access.standing(board, actor);
    const command = await asStored(given, record, standing);
    const stored = await parts.record.find(board, given.id);
    if (stored !== null) {
      const isSame =
        !('detail' in command) && sameContent(stored, { ...named(command, stored.payload), actor: actor.id });
      if (isSame) return { ok: true, entry: stored, isNew: false };
      return {
        ok: false,
        refusal: refuse('conflict', `The id ${given.id} has said something else on this board. Take a new one.`, '/id'),
      };
    }
    const bar = barred(given, actor, standing, record);
    if (bar !== null || standing === null)
      return { ok: false, refusal: bar ?? refuse('forbidden', FORBIDDEN['not-a-member']) };
    if ('detail' in command) return { ok: false, refusal: command };
    if (isBeyondProgram(command, actor, record))
      return {
        ok: false,
        refusal: refuse('forbidden', 'A program names no facilitator and no signer. Do it yourself.'),
      };
    const functionStated = await isFunctionStated(board, actor);
    const known = record.members.get(actor.id);
    const first = dueNaming({ actor, standing, known, access: parts.mode, functionStated });
    const { snapshot } = await parts.documents.read(board);
    const now = first === null ? standing : { ...standing, function: first.function };
    const refusal = (await isForeignNote(board, actor, command))
      ? refuse('forbidden', 'These edits are somebody else’s. Only who made an edit says why.', noteAt(command))
      : check(command, {
          actor: actor.id,
          standing: now,
          role: first?.role ?? known?.role ?? now.role,
          record,
          snapshot,
        });
    if (refusal !== null) return { ok: false, refusal };

    const at = new Date(parts.nowMs()).toISOString();
    const said: NewEntry = { id: command.id, kind: command.kind, actor: actor.id, at, payload: command.payload };
    const appended = await add(board, [...(await naming(first, actor, functionStated, at)), said]);
    return { ok: true, entry: appended.at(-1)!, isNew: true };
  };

  const write = async (board: string, notes: Noting) => {
    const noted = await notes((await current(board)).value);
    if (noted.length === 0) return [];
    const server = await parts.principals.server(parts.nowMs());
    const at = new Date(parts.nowMs()).toISOString();
    return add(
      board,
      noted.map(({ kind, payload, actor }) => ({ id: newId(), kind, actor: actor ?? server.id, at, payload })),
    );
  };

  return {
    projection: (board) => inTurn(board, async () => (await current(board)).value),
    say: (board, actor, command) => inTurn(board.id, () => take(board.id, actor, command)),
    state: (board, notes) => inTurn(board, () => write(board, notes)),
    append: (board, store) => inTurn(board, async () => tell(board, await store())),
  };
};
