/**
 * The records of all boards: what each comes to now, and the one way in which something is said. Commands of a board are
 * taken one at a time, so that each is checked against everything before it and entries are told in their order.
 */
import {
  type BoardRole,
  type Entry,
  may,
  type NewEntry,
  type Payload,
  RecordProjector,
  type RecordLog,
  type RecordProjection,
  type Ruling,
  sameContent,
  type Standing,
} from '@chartroom/record';
import type { Documents } from '../boards/documents.ts';
import type { BoardRow } from '../db/boards.ts';
import type { Actor, Principals } from '../db/principals.ts';
import { newId } from '../ids.ts';
import { check, threadOf } from './checks.ts';
import { actionOf, type Command, type CommandRefusal, refuse } from './command.ts';
import { newMember, renamedMember } from './membership.ts';

export type Saying =
  | { readonly ok: true; readonly entry: Entry; readonly isNew: boolean }
  | { readonly ok: false; readonly refusal: CommandRefusal };

export interface BoardRecords {
  /** Rejects with `RecordFailure`. */
  projection(board: string): Promise<RecordProjection>;
  /** Checks and stores a command in `actor`'s name. Rejects with `RecordFailure`, and `LogFailure` of the document. */
  say(board: Pick<BoardRow, 'id' | 'creatorId'>, actor: Actor, command: Command): Promise<Saying>;
}

export interface RecordParts {
  readonly record: RecordLog;
  readonly principals: Principals;
  readonly documents: Pick<Documents, 'read'>;
  nowMs(): number;
  /** Entries that are stored, in order, each once. */
  onAppended(board: string, entries: readonly Entry[]): void;
}

const PAGE = 1000;
/** Boards whose record stays in memory; the one that was used longest ago goes first. */
const KEPT = 64;

/** Brings a projector up to the stored record. Rejects with `RecordFailure`. */
export const follow = async (record: RecordLog, board: string, projector = new RecordProjector()) => {
  for (;;) {
    const entries = await record.since(board, projector.value.recordSeq, PAGE);
    projector.add(entries);
    if (entries.length < PAGE) return projector;
  }
};

const FORBIDDEN: Readonly<Record<Extract<Ruling, { ok: false }>['because'], string>> = {
  'not-a-member': 'You are not a member of this board any more. Ask its facilitator.',
  role: 'Your role on this board does not allow it. Ask its facilitator.',
  function: 'Only operations, quality and IT say this. Change your function if you belong to one of them.',
  guest: 'A guest does not do this. Come with an account.',
};

const standingOf = ({ role, function: fn, signer, guest }: Payload<'member'>): Standing | null =>
  role === null ? null : { role, function: fn, signer, guest: guest === true };

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

  /** What somebody is when the command is taken, and what has to be said about it first. */
  const membership = (
    actor: Actor,
    record: RecordProjection,
    role: BoardRole,
  ): { readonly standing: Standing | null; readonly first: Payload<'member'> | null } => {
    const known = record.members.get(actor.id);
    if (known === undefined && record.former.has(actor.id)) return { standing: null, first: null };
    const first = known === undefined ? newMember(actor, role) : renamedMember(known, actor);
    return { standing: first === null ? (known ?? null) : standingOf(first), first };
  };

  /** A member under the name and function that the server knows; as it was given for somebody it does not know. */
  const ownWords = async (command: Command): Promise<Command | CommandRefusal> => {
    if (command.kind !== 'member') return command;
    const about = await parts.principals.find(command.payload.principal);
    if (about === null || about.kind === 'server')
      return refuse('unknown', 'The server knows nobody with this id.', '/payload/principal');
    return { ...command, payload: { ...command.payload, name: about.name, function: about.function } };
  };

  const take = async (board: Pick<BoardRow, 'id' | 'creatorId'>, actor: Actor, given: Command): Promise<Saying> => {
    const command = await ownWords(given);
    if ('detail' in command) return { ok: false, refusal: command };
    const stored = await parts.record.find(board.id, command.id);
    if (stored !== null) {
      if (sameContent(stored, { ...command, actor: actor.id })) return { ok: true, entry: stored, isNew: false };
      return {
        ok: false,
        refusal: refuse(
          'conflict',
          `The id ${command.id} has said something else on this board. Take a new one.`,
          '/id',
        ),
      };
    }
    const projector = await current(board.id);
    const record = projector.value;
    const { standing, first } = membership(actor, record, board.creatorId === actor.id ? 'facilitator' : 'contributor');
    const ruling = may(standing, actionOf(command.kind, threadOf(command, record)?.author === actor.id));
    if (!ruling.ok || standing === null)
      return { ok: false, refusal: refuse('forbidden', FORBIDDEN[ruling.ok ? 'not-a-member' : ruling.because]) };
    const { snapshot } = await parts.documents.read(board.id);
    const refusal = check(command, { actor: actor.id, standing, record, snapshot });
    if (refusal !== null) return { ok: false, refusal };

    const at = new Date(parts.nowMs()).toISOString();
    const said: NewEntry = { id: command.id, kind: command.kind, actor: actor.id, at, payload: command.payload };
    const server = first === null ? null : await parts.principals.server(parts.nowMs());
    const before: readonly NewEntry[] =
      server === null ? [] : [{ id: newId(), kind: 'member', actor: server.id, at, payload: first }];
    const appended = await parts.record.append(board.id, [...before, said]);
    projector.add(appended);
    parts.onAppended(board.id, appended);
    return { ok: true, entry: appended.at(-1)!, isNew: true };
  };

  return {
    projection: (board) => inTurn(board, async () => (await current(board)).value),
    say: (board, actor, command) => inTurn(board.id, () => take(board, actor, command)),
  };
};
