/** Every case of the rules: what `rules.test.ts` and the mutation test run. */
import type { Case } from '../bench.ts';
import { FINGERPRINT_CASES } from './fingerprints.ts';
import { GOVERNANCE_CASES } from './governance.ts';
import { INTERFACE_CASES } from './interfaces.ts';
import { MASTER_DATA_CASES } from './master-data.ts';
import { OUTPUT_CASES } from './outputs.ts';
import { OWNERSHIP_CASES } from './ownership.ts';
import { RISK_CASES } from './risks.ts';

export const RULE_CASES: readonly Case[] = [
  ...MASTER_DATA_CASES,
  ...OWNERSHIP_CASES,
  ...OUTPUT_CASES,
  ...INTERFACE_CASES,
  ...RISK_CASES,
  ...GOVERNANCE_CASES,
];
export { FINGERPRINT_CASES };
