/**
 * The charter as one value: the payload that is hashed and signed, and the envelope around it (DOMAIN sections 5, 6).
 * The single source of every format; renderers work from `present(charter)` and never from the document.
 */
import type { Awaiting, OwningFunction } from './model/common.ts';
import type { Findings, OutputTraceLine } from './model/findings.ts';
import type { Classification, Participants, Purpose, Scope, TitleBlock } from './model/framing.ts';
import type { ChangeControl, Decisions, ImpactDuties, OpenItems } from './model/governance.ts';
import type { ProcessMap } from './model/process-map.ts';
import type { Readiness } from './model/said.ts';
import type { DataObjectLine, Interfaces, OutputLine, Responsibilities } from './model/registers.ts';

export type * from './model/common.ts';
export type * from './model/findings.ts';
export type * from './model/framing.ts';
export type * from './model/process-map.ts';
export type * from './model/registers.ts';
export type * from './model/governance.ts';
export type * from './model/said.ts';

/** Names the shape of the payload; a verifier or a diff of a later version can tell what it holds. */
export const PAYLOAD_FORMAT = 'chartroom.charter/1';

/** Sections 1 to 14, without state, hash and page numbers: what is hashed and signed. */
export interface CharterPayload {
  readonly format: typeof PAYLOAD_FORMAT;
  readonly ruleset: number;
  /** Position in the board's update log that this was composed at. */
  readonly docSeq: number;
  /** Last entry of the board's record that anything said here comes from; null while the board has none. */
  readonly recordSeq: number | null;
  readonly titleBlock: TitleBlock;
  readonly purpose: Purpose;
  readonly scope: Scope;
  readonly participants: Participants;
  readonly classification: Classification;
  readonly processMap: ProcessMap;
  readonly dataObjects: readonly DataObjectLine[];
  readonly outputs: readonly OutputLine[];
  readonly responsibilities: Responsibilities;
  readonly interfaces: Interfaces;
  readonly impactDuties: ImpactDuties;
  readonly decisions: Decisions;
  readonly openItems: OpenItems;
  readonly changeControl: ChangeControl;
  readonly findings: Findings;
  /** Of the outputs that must be shown to somebody, in the order of their numbers. */
  readonly traces: readonly OutputTraceLine[];
}

/** Section 15: one place a function, in the order in which they sign (quality last). */
export interface SignaturePlace {
  readonly function: OwningFunction;
  readonly meaning: 'approval';
  /** The function's last word on being ready for review; null while it has given none. */
  readonly ready: Readiness | null;
  readonly signature: Awaiting<'signing'>;
}

/** Section 17: how the payload became bytes, and how many. */
export interface IntegrityAnnex {
  readonly canonicalization: 'RFC 8785';
  readonly hashAlgorithm: 'SHA-256';
  /** Lower-case hex of the canonical payload. */
  readonly payloadHash: string;
  /** Length of the canonical payload in UTF-8 bytes. */
  readonly payloadBytes: number;
  readonly auditTrailExtract: Awaiting<'signing'>;
}

/** What stands around the payload and may change without touching what was signed. */
export interface CharterEnvelope {
  readonly state: 'draft';
  readonly charterNo: string;
  readonly boardId: string;
  readonly boardNumber: number;
  /** ISO 8601 UTC. */
  readonly composedAt: string;
  readonly signatures: readonly SignaturePlace[];
  /** Section 16. */
  readonly revisionHistory: Awaiting<'signing'>;
  readonly integrity: IntegrityAnnex;
}

export interface Charter {
  readonly payload: CharterPayload;
  readonly envelope: CharterEnvelope;
}
