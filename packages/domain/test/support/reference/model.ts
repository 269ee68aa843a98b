/**
 * An independent reading of DOMAIN sections 2 to 4, straight on the compact text: the oracle for the classification and
 * the findings. Plain on purpose; shares no rule with the code that it judges.
 */
import type { TemplateBoard } from '../../../src/index.ts';
import { classify, type Classification } from './classification.ts';
import { governanceRules, riskRules } from './duty-rules.ts';
import type { Finding } from './finding.ts';
import { mapRules } from './map-rules.ts';
import { interfaceRules, outputRules } from './output-rules.ts';
import { ownershipRules } from './ownership-rules.ts';

export type { Classification as ReferenceClassification } from './classification.ts';
export type { Finding as ReferenceFinding } from './finding.ts';

export interface Reference {
  findings: Finding[];
  classification: Classification;
}

export function reference(board: TemplateBoard): Reference {
  const classification = classify(board);
  const situation = { board, classification };
  const all = [mapRules, ownershipRules, outputRules, interfaceRules, riskRules, governanceRules].flatMap((rules) => [
    ...rules(situation),
  ]);
  const name = (finding: Finding): string => JSON.stringify([finding.rule, finding.subjects]);
  const findings = all.filter((finding, index) => all.findIndex((other) => name(other) === name(finding)) === index);
  return { findings, classification };
}
