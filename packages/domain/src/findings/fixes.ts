/**
 * Repairs that can be offered as one click: for a finding, the named mutations that would settle it. A fix is offered
 * only where what to write is certain from the board; where people have to choose or to say something, none is.
 */
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Fix, Fixers } from './fixes/fix.ts';
import { MASTER_DATA_FIXERS } from './fixes/master-data.ts';
import { OUTPUT_FIXERS } from './fixes/outputs.ts';
import { OWNERSHIP_FIXERS } from './fixes/ownership.ts';
import { RISK_FIXERS } from './fixes/risks.ts';

export { FIX_KINDS, type Fix, type FixKind } from './fixes/fix.ts';

const FIXERS: Fixers = { ...MASTER_DATA_FIXERS, ...OWNERSHIP_FIXERS, ...OUTPUT_FIXERS, ...RISK_FIXERS };

/** Fixes of a finding as the board stands; empty where people have to choose or to say something. */
export const fixesFor = (facts: Facts, finding: Finding): readonly Fix[] =>
  FIXERS[finding.rule]?.(facts, finding) ?? [];
