/**
 * The record: what people said, decided and signed, as ordered, hash-chained entries that only the server writes. Pure;
 * shared by server, board and offline verifier. What others may use; nothing else.
 */
export * from './entry.ts';
export * from './chain.ts';
export { canonicalJson, sameContent } from './canonical.ts';
export { createMemoryRecordLog, type MemoryRecordLog } from './memory-log.ts';
export * from './may.ts';
export {
  COMMAND_KINDS,
  ENTRY_KINDS,
  ENTRY_SCHEMAS,
  isEntryKind,
  isKnownEntry,
  type CommandKind,
  type EntryKind,
  type KnownEntry,
  type Payload,
} from './kinds/index.ts';
export { LIMITS as RECORD_LIMITS } from './kinds/common.ts';
export { ACCESS_EVENTS, BOARD_ROLES, type BoardRole } from './kinds/membership.ts';
export { CHANGE_KINDS } from './kinds/change.ts';
export { OUTCOMES, REACTIONS, THREAD_KINDS, type Reaction } from './kinds/discussion.ts';
export type { MemberState, Members } from './project/members.ts';
export type { Said, Verdicts } from './project/verdicts.ts';
export type { CommentState, Wording } from './project/comments.ts';
export type { ThreadState, Threads } from './project/threads.ts';
export { EMPTY_RECORD, projectAll, RecordProjector, type RecordProjection } from './project/projection.ts';
export { analysisInput } from './project/analysis-input.ts';
