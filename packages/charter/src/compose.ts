/**
 * `compose`: a board becomes a charter. Pure and deterministic: the same snapshot, record and positions give the same
 * payload on every machine. It takes no clock, no locale and no database; what only the record can know, it leaves open.
 */
import { RULESET, type Analyst, type Snapshot } from '@chartroom/domain';
import type { RecordProjection } from '@chartroom/record';
import { digest, wellFormed } from './canonical.ts';
import { composeClassification, composeDataObjects } from './compose/data-objects.ts';
import { composeParticipants, composePurpose, composeScope, composeTitleBlock } from './compose/framing.ts';
import { composeChangeControl, composeDecisions, composeImpactDuties, composeOpenItems } from './compose/governance.ts';
import { composeFindings } from './compose/findings.ts';
import { composeInterfaces } from './compose/interfaces.ts';
import { composeOutputs } from './compose/outputs.ts';
import { composeProcessMap } from './compose/process-map.ts';
import { composeResponsibilities } from './compose/responsibilities.ts';
import { source } from './compose/source.ts';
import { composeTraces } from './compose/traces.ts';
import type { Charter, CharterEnvelope, CharterPayload } from './model.ts';
import { PAYLOAD_FORMAT } from './model.ts';

export interface ComposeInput {
  readonly snapshot: Snapshot;
  /** Over the same snapshot and what people said. */
  readonly analyst: Analyst;
  /** null while the board has no record: the parts that need it stay open. */
  readonly record: RecordProjection | null;
  readonly board: { readonly id: string; readonly number: number };
  /** Position in the board's update log that the snapshot was taken at. */
  readonly docSeq: number;
  /** ISO 8601 UTC; stands in the envelope only. */
  readonly composedAt: string;
}

export const compose = ({ snapshot, analyst, record, board, docSeq, composedAt }: ComposeInput): Charter => {
  const from = source(snapshot, analyst.relations, analyst.analysis);
  const payload: CharterPayload = wellFormed({
    format: PAYLOAD_FORMAT,
    ruleset: RULESET,
    docSeq,
    // What came after changes nothing of what is said here, so the same content keeps its hash.
    recordSeq: record?.groundSeq ?? null,
    titleBlock: composeTitleBlock(from, board.number),
    purpose: composePurpose(from),
    scope: composeScope(from),
    participants: composeParticipants(from),
    classification: composeClassification(from),
    processMap: composeProcessMap(from),
    dataObjects: composeDataObjects(from),
    outputs: composeOutputs(from),
    responsibilities: composeResponsibilities(from),
    interfaces: composeInterfaces(from),
    impactDuties: composeImpactDuties(from),
    decisions: composeDecisions(from),
    openItems: composeOpenItems(from),
    changeControl: composeChangeControl(from),
    findings: composeFindings(from),
    traces: composeTraces(from, analyst),
  } as const);
  const { hash, bytes } = digest(payload);
  const envelope: CharterEnvelope = {
    state: 'draft',
    charterNo: payload.titleBlock.charterNo,
    boardId: board.id,
    boardNumber: board.number,
    composedAt,
    signatures: (['OPS', 'IT', 'QUA'] as const).map((fn) => ({
      function: fn,
      meaning: 'approval',
      signature: { awaits: 'record' },
    })),
    revisionHistory: { awaits: 'record' },
    integrity: {
      canonicalization: 'RFC 8785',
      hashAlgorithm: 'SHA-256',
      payloadHash: hash,
      payloadBytes: bytes,
      auditTrailExtract: { awaits: 'record' },
    },
  };
  return { payload, envelope };
};
