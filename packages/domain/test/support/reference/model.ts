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
import { asItStands, madeJoint, NO_TALK, type Talk } from './talk.ts';
import { talkRules } from './talk-rules.ts';

export type { Classification as ReferenceClassification } from './classification.ts';
export type { Finding as ReferenceFinding } from './finding.ts';

export interface Reference {
  findings: Finding[];
  classification: Classification;
}

export function reference(text: TemplateBoard, talk: Talk = NO_TALK): Reference {
  const board = asItStands(text, talk);
  const voted = classify(board);
  // The one way in which the class is overridden.
  const classification = madeJoint(talk) ? { ...voted, result: 'JOINT' as const } : voted;
  const situation = { board, classification, talk };
  const rules = [mapRules, ownershipRules, outputRules, interfaceRules, riskRules, governanceRules, talkRules];
  const all = rules.flatMap((one) => [...one(situation)]);
  const name = (finding: Finding): string => JSON.stringify([finding.rule, finding.subjects]);
  const findings = all.filter((finding, index) => all.findIndex((other) => name(other) === name(finding)) === index);
  return { findings, classification };
}
