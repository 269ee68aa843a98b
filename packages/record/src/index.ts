/**
 * The record: what people said, decided and signed, as ordered, hash-chained entries that only the server writes. Pure;
 * shared by server, board and offline verifier. What others may use; nothing else.
 */
export * from './entry.ts';
export * from './chain.ts';
export { canonicalJson, sameContent } from './canonical.ts';
export { createMemoryRecordLog, type MemoryRecordLog } from './memory-log.ts';
export * from './may.ts';
export * from './thread-rules.ts';
export {
  ACCESS_EVENTS,
  BOARD_ROLES,
  CHANGE_KINDS,
  COMMAND_KINDS,
  EDIT_SOURCES,
  ENTRY_KINDS,
  GROUND_KINDS,
  isEntryKind,
  isGroundKind,
  LIMITS as RECORD_LIMITS,
  OUTCOMES,
  REACTIONS,
  TRAIL_KINDS,
  THREAD_KINDS,
  type BoardRole,
  type CommandKind,
  type EditSource,
  type EntryKind,
  type Reaction,
} from './kinds/names.ts';
export { ENTRY_SCHEMAS, type KnownEntry, type Payload } from './kinds/index.ts';
export { isKnownEntry } from './kinds/known.ts';
export type { MemberState, Members } from './project/members.ts';
export type { Said, Verdicts } from './project/verdicts.ts';
export type { CommentState, Wording } from './project/comments.ts';
export type { ThreadState, Threads } from './project/threads.ts';
export { EMPTY_RECORD, projectAll, RecordProjector, type RecordProjection } from './project/projection.ts';
export { analysisInput } from './project/analysis-input.ts';
export { isAbout, noteOf, type EditNote, type GivenNote } from './trail/notes.ts';
export { explains, isReason, owesReason } from './trail/owing.ts';
export * from './duties/duties.ts';
export type { OwedReasons, StateWhy } from './duties/reasons.ts';
export * from './activity/activity.ts';
