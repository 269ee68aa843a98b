/**
 * What the compact text of a starter template does not say and a charter needs: trigger and end state, scope in and out,
 * the regimes, a site. Demo wording, true to each template.
 */
import type { Regime } from '../schema/vocabulary.ts';

export interface TemplateFrame {
  readonly site: string;
  readonly regimes: readonly Regime[];
  readonly trigger: string;
  readonly endState: string;
  /** Paragraphs separated by a newline. */
  readonly inScope: string;
  readonly outOfScope: string;
}

export const FRAMES = {
  t1: {
    site: 'Plant 2, solid dose',
    regimes: ['FDA_DRUG', 'EU_GMP'],
    trigger: 'Release of a process order to the line',
    endState: 'Lot released or rejected and its usable stock status posted',
    inScope:
      'Order release and effective limits, in-process checks, out-of-limit exceptions, finished-product testing, batch record review, lot disposition, stock status.',
    outOfScope: 'Supplier qualification, stability programme, packaging and serialization.',
  },
  t2: {
    site: 'Plant 5, device assembly',
    regimes: ['FDA_DEVICE'],
    trigger: 'A unit is found that does not conform',
    endState: 'Nonconformance closed, with a decision on corrective and preventive action',
    inScope:
      'Detection and tagging, segregation and stock block, evaluation, disposition, rework and re-verification, closure.',
    outOfScope: 'Complaint handling, field actions, carrying out of corrective and preventive actions.',
  },
  t3: {
    site: 'Plant 1, sterile products',
    regimes: ['EU_GMP', 'FDA_DRUG'],
    trigger: 'Last operation of the batch completed in MES',
    endState: 'Batch certified by the QP and its shipping block lifted, or rejected',
    inScope:
      'Closing of the executed batch record, exceptions and audit-trail extract, deviations, QC and environmental results, QA review, QP certification, shippable status.',
    outOfScope: 'Execution on the floor, laboratory testing itself, distribution.',
  },
  t4: {
    site: 'Plant 4, moulding',
    regimes: ['FDA_DEVICE'],
    trigger: 'A critical characteristic is put under statistical control at the cell',
    endState: 'Every signal has a recorded reaction, and capability is reported and reviewed',
    inScope:
      'Characteristics and limits, machine signals, subgroups, run rules, hold and reaction at the press, capability report.',
    outOfScope: 'Mould qualification, incoming inspection, final release of lots.',
  },
  t5: {
    site: 'Plant 3, API building 2',
    regimes: ['API'],
    trigger: 'A sample is taken from the batch',
    endState: 'Batch disposition decided and certificate of analysis issued',
    inScope:
      'Sample registration, analysis, reportable result, second-person review, out-of-specification investigation, batch disposition, certificate of analysis.',
    outOfScope: 'Method development and validation, stability samples, reference standards.',
  },
  t6: {
    site: 'Plant 6, actuator assembly',
    regimes: ['AERO'],
    trigger: 'Drawing or specification released for a new or changed part',
    endState: 'First article report approved, as-built configuration on record, changes watched for re-FAI',
    inScope:
      'Ballooned characteristics, FAI plan, build with serials and lots, measurement, certificates, FAIR approval, triggers of a new FAI.',
    outOfScope: 'Design, source approval of suppliers, serial production after the first article.',
  },
} as const satisfies Record<string, TemplateFrame>;
