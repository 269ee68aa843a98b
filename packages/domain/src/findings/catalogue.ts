/** Every rule of DOMAIN section 4, by scope. */
import { GOVERNANCE_RULES } from './rules/governance.ts';
import { INTERFACE_RULES } from './rules/interfaces.ts';
import { MASTER_DATA_RULES } from './rules/master-data.ts';
import { OUTPUT_RULES } from './rules/outputs.ts';
import { OWNERSHIP_RULES } from './rules/ownership.ts';
import { RISK_RULES } from './rules/risks.ts';
import type { Rule, Scope } from './rule.ts';

/** One entry a rule and scope: M10, O01 to O03 are asked of several kinds of record. */
export const RULES: readonly Rule[] = [
  ...MASTER_DATA_RULES,
  ...OWNERSHIP_RULES,
  ...OUTPUT_RULES,
  ...INTERFACE_RULES,
  ...RISK_RULES,
  ...GOVERNANCE_RULES,
];

export const RULES_BY_SCOPE: ReadonlyMap<Scope, readonly Rule[]> = Map.groupBy(RULES, (rule) => rule.scope);
