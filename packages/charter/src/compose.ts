/**
 * `compose`: a board becomes a charter. Pure and deterministic: the same snapshot, record and positions give the same
 * payload on every machine. It takes no clock, no locale and no database; what comes with sessions and signing is left open.
 */
import { RULESET, type Analyst, type Snapshot } from '@chartroom/domain';
import type { RecordProjection } from '@chartroom/record';
import { digest, wellFormed } from './canonical.ts';
import { composeClassification, composeDataObjects } from './compose/data-objects.ts';
import { composePurpose, composeScope, composeTitleBlock } from './compose/framing.ts';
import { composeChangeControl, composeDecisions, composeImpactDuties, composeOpenItems } from './compose/governance.ts';
import { composeFindings } from './compose/findings.ts';
import { composeInterfaces } from './compose/interfaces.ts';
import type { MemberEntry } from './compose/member-entries.ts';
import { composeOutputs } from './compose/outputs.ts';
import { composeParticipants } from './compose/participants.ts';
import { composeProcessMap } from './compose/process-map.ts';
import { recordSource } from './compose/record-source.ts';
import { composeResponsibilities } from './compose/responsibilities.ts';
import { source } from './compose/source.ts';
import { composeTraces } from './compose/traces.ts';
import { readinessOf } from './compose/verdicts.ts';
import type { Charter, CharterEnvelope, CharterPayload } from './model.ts';
import { PAYLOAD_FORMAT } from './model.ts';

export interface ComposeInput {
  readonly snapshot: Snapshot;
  /** Over the same snapshot and what people said. */
  readonly analyst: Analyst;
  /** null while the board has no record: nobody has said anything. */
  readonly record: RecordProjection | null;
  /** The `member` entries of that record, in order: where somebody was named, and as what they spoke. Later ones are left out. */
  readonly memberEntries: readonly MemberEntry[];
  readonly board: { readonly id: string; readonly number: number };
  /** Position in the board's update log that the snapshot was taken at. */
  readonly docSeq: number;
  /** ISO 8601 UTC; stands in the envelope only. */
  readonly composedAt: string;
}

export const compose = ({
  snapshot,
  analyst,
  record,
  memberEntries,
  board,
  docSeq,
  composedAt,
}: ComposeInput): Charter => {
  const from = source(snapshot, analyst.relations, analyst.analysis);
  const said = recordSource(record, memberEntries);
  const content = {
    titleBlock: composeTitleBlock(from, board.number),
    purpose: composePurpose(from),
    scope: composeScope(from),
    participants: composeParticipants(from, said),
    classification: composeClassification(from, said),
    processMap: composeProcessMap(from),
    dataObjects: composeDataObjects(from),
    outputs: composeOutputs(from),
    responsibilities: composeResponsibilities(from),
    interfaces: composeInterfaces(from),
    impactDuties: composeImpactDuties(from, said),
    decisions: composeDecisions(from, said),
    openItems: composeOpenItems(from, said),
    changeControl: composeChangeControl(from),
    findings: composeFindings(from, said),
    traces: composeTraces(from, analyst),
  };
  const payload: CharterPayload = wellFormed({
    format: PAYLOAD_FORMAT,
    ruleset: RULESET,
    docSeq,
    // What came after changes nothing of what is said here, so the same content keeps its hash.
    recordSeq: said.lastSaidIn(content),
    ...content,
  } as const);
  const { hash, bytes } = digest(payload);
  const envelope: CharterEnvelope = {
    state: 'draft',
    charterNo: payload.titleBlock.charterNo,
    boardId: board.id,
    boardNumber: board.number,
    composedAt,
    signatures: wellFormed(
      (['OPS', 'IT', 'QUA'] as const).map((fn) => ({
        function: fn,
        meaning: 'approval',
        ready: readinessOf(said, fn),
        signature: { awaits: 'signing' },
      })),
    ),
    revisionHistory: { awaits: 'signing' },
    integrity: {
      canonicalization: 'RFC 8785',
      hashAlgorithm: 'SHA-256',
      payloadHash: hash,
      payloadBytes: bytes,
      auditTrailExtract: { awaits: 'signing' },
    },
  };
  return { payload, envelope };
};
