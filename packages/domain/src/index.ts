/** The document of a board: schema, readers, relations, mutations, templates. What others may use; nothing else. */
export * from './schema/vocabulary.ts';
export * from './schema/fields.ts';
export * from './schema/rows.ts';
export * from './schema/roots.ts';
export { isEntityId, namesEntity, parseRowKey, partKinds, partSpecs, rowKey, type ParsedKey } from './schema/key.ts';
export {
  entityFields,
  fieldSpec,
  readField,
  singleFields,
  type FieldVerdict,
  type Scalar,
} from './schema/field-value.ts';
export * from './read/snapshot.ts';
export * from './read/relations.ts';
export { readSnapshot, SnapshotSource, type SnapshotChange, type SnapshotListener } from './read/source.ts';
export { relate } from './read/relate.ts';
export * from './compare/state-comparison.ts';
export { compareStates } from './compare/compare-states.ts';
export * from './schema/scoping.ts';
export * from './classification/classification.ts';
export { classify } from './classification/classify.ts';
export { countMap, type PlacedObject, type SystemDomain } from './classification/map-count.ts';
export * from './classification/sensitivity.ts';
export * from './findings/finding.ts';
export * from './findings/input.ts';
export { decisionFingerprint, questionFingerprint, riskFingerprint } from './findings/wording-fingerprint.ts';
export { decidesClass } from './findings/class-decision.ts';
export { fits, wordingIn, type WordedKind } from './findings/wording.ts';
export { FIX_KINDS, fixesFor, type Fix, type FixKind } from './findings/fixes.ts';
export {
  segmentsOf,
  tell,
  wordOf,
  type Basis,
  type FindingWords,
  type RuleWords,
  type Segment,
} from './findings/words/words.ts';
export { FINDINGS_EN } from './findings/words/en.ts';
export type { Facts } from './findings/facts.ts';
export { analyse, Analyst, type Analysis, type Checks } from './findings/analyst.ts';
export * from './trace/trace.ts';
export { traceOutput } from './trace/trace-output.ts';
export type { TraceSource } from './trace/source.ts';
export * from './trace/weakness.ts';
export * from './trace/dependents.ts';
export { dependentsOf } from './trace/depend.ts';
export { touches } from './trace/touches.ts';
export { whatIf, whatIfMany, WhatIfSession, type SeverityChange, type WhatIf } from './trace/what-if.ts';
export { traceText, type TraceLine, type TraceLineKind } from './trace/trace-text.ts';
export { plainText, type Phrase, type TraceSegment } from './trace/phrase.ts';
export type { TraceWords } from './trace/words.ts';
export { TRACE_EN } from './trace/words-en.ts';
export { foldName } from './findings/rules/master-data.ts';
export { lastWriter } from './read/writer.ts';
export { longText } from './read/long-text.ts';
export * from './mutate/change.ts';
export {
  createEntity,
  deleteEntity,
  mergeEntities,
  restoreEntity,
  setField,
  setSingleField,
  unmergeEntity,
  type CreateOptions,
  type FieldInput,
} from './mutate/entity.ts';
export { createStep, moveStep, type CreateStepInput, type Place } from './mutate/step.ts';
export * from './mutate/statement.ts';
export { copyRolesToAsIs } from './mutate/today.ts';
export { nameAccountable, setSystemRole, type AccountableStatement, type RolePlace } from './mutate/exactly.ts';
export type { Argument, Arguments } from './mutate/arguments.ts';
export {
  call,
  MUTATION_NAMES,
  readMutation,
  type ArgumentsOf,
  type Call,
  type MutationName,
  type NamedMutation,
  type ReadMutation,
  type Standing,
  type Unreadable,
} from './mutate/by-name.ts';
export { proposalOn, type Obstacle, type Proposal } from './mutate/proposal.ts';
export { withdrawRow } from './mutate/row.ts';
export { replaceLongText } from './mutate/long-text.ts';
export { together } from './mutate/perform.ts';
export { LIMITS } from './mutate/value.ts';
export { undo } from './mutate/undo.ts';
export { EditHistory } from './mutate/history.ts';
export { idSource, seededIds, systemIds, type IdSource } from './mutate/ids.ts';
export {
  BOARD_FORMAT,
  BOARD_VERSION,
  boardJson,
  type BoardJson,
  type EntityJson,
  type RowJson,
} from './exchange/board-json.ts';
export { readBoardJson, type BoardFault, type ReadBoard } from './exchange/read-board.ts';
export {
  kindOfChange,
  SEED,
  TEXT as TRAIL_TEXT,
  TRAIL_CHANGES,
  type Cut,
  type FieldValues,
  type Place as TrailPlace,
  type TrailChange,
  type TrailChangeKind,
  type TrailValue,
} from './trail/change.ts';
export { TrailFollower, type Difference, type ItemRange } from './trail/follow.ts';
export { replay } from './trail/replay.ts';
export { TrailState } from './trail/state.ts';
export { subjectsOf } from './trail/subjects.ts';
export { tellRecord, tellValue } from './trail/tell.ts';
export { WEIGHTIES, type Alteration, type Board as WeighedBoard, type Weighty } from './why/weighty.ts';
export { weighEdit } from './why/asks-why.ts';
export { boardBefore } from './why/board-before.ts';
export { asksBeforeLeaving, weighPerformed } from './why/weigh-performed.ts';
export { weighDifferences, type StoodAt } from './why/weigh-differences.ts';
export * from './templates/index.ts';
