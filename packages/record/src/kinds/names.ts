/**
 * The words of the record: kinds of entries and what their payloads choose from. Without the schemas, so that whoever
 * reads the record (a screen, a projection) takes no validator along.
 */
export const ENTRY_KINDS = [
  'member',
  'access',
  'thread',
  'thread.edit',
  'thread.claim',
  'thread.resolve',
  'thread.reopen',
  'thread.apply',
  'comment',
  'comment.edit',
  'reaction',
  'answer',
  'assess',
  'decide',
  'stance',
  'accept',
  'ready',
  'edit',
  'change',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const KINDS: ReadonlySet<string> = new Set(ENTRY_KINDS);
export const isEntryKind = (kind: string): kind is EntryKind => KINDS.has(kind);

/** Kinds that only the server writes. They make up the audit trail: no projection takes anything from them. */
export const TRAIL_KINDS = ['access', 'change'] as const;
const TRAIL: ReadonlySet<string> = new Set(TRAIL_KINDS);

/** Kinds that charter and findings stand on: who takes part, and what the functions say of the process. */
export const GROUND_KINDS = [
  'member',
  'answer',
  'assess',
  'decide',
  'stance',
  'accept',
  'ready',
] as const satisfies readonly EntryKind[];
const GROUND: ReadonlySet<string> = new Set(GROUND_KINDS);
export const isGroundKind = (kind: string): boolean => GROUND.has(kind);

export type CommandKind = Exclude<EntryKind, (typeof TRAIL_KINDS)[number]>;
/** What people send. */
export const COMMAND_KINDS = ENTRY_KINDS.filter((kind): kind is CommandKind => !TRAIL.has(kind));

export const BOARD_ROLES = ['facilitator', 'contributor', 'commenter', 'viewer'] as const;
export type BoardRole = (typeof BOARD_ROLES)[number];

export const ACCESS_EVENTS = [
  'invited',
  'invitation-revoked',
  'invitation-used',
  'read-link-made',
  'read-link-revoked',
  'exported',
  'refused',
] as const;

export { TRAIL_CHANGES as CHANGE_KINDS } from '@chartroom/domain';
/** How an edit came about where it was not just made; said by whoever made it, `template` by the server. */
export const EDIT_SOURCES = ['undo', 'redo', 'restore', 'import', 'template'] as const;
export type EditSource = (typeof EDIT_SOURCES)[number];

export const THREAD_KINDS = ['question', 'objection', 'proposal', 'decision', 'action'] as const;
export const OUTCOMES = ['answered', 'agreed', 'declined', 'done', 'withdrawn'] as const;
/** Signs of assent and doubt; no more, so that they can be counted and read out. */
export const REACTIONS = ['agree', 'thanks', 'seen', 'unsure'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** Of texts, in UTF-16 code units after trimming. */
export const LIMITS = {
  title: 200,
  body: 10_000,
  reason: 2_000,
  reference: 500,
  mentions: 30,
  /** Arguments of one proposed mutation, as JSON. */
  arguments: 20_000,
  /** A value in the audit trail: more than one update can carry, so that no change goes untold. */
  value: 300_000,
  /** A key or field in the audit trail: more than a document can have. */
  key: 4_200,
} as const;
