import type { TemplateBoard } from '../../../src/index.ts';
import type { Classification } from './classification.ts';
import type { Talk } from './talk.ts';

export interface Finding {
  rule: string;
  severity: 'B' | 'W' | 'I';
  subjects: string[];
}

/** What a rule may look at. */
export interface Situation {
  readonly board: TemplateBoard;
  readonly classification: Classification;
  readonly talk: Talk;
}

export const blocks = (rule: string, ...subjects: string[]): Finding => ({ rule, severity: 'B', subjects });
export const warns = (rule: string, ...subjects: string[]): Finding => ({ rule, severity: 'W', subjects });
export const informs = (rule: string, ...subjects: string[]): Finding => ({ rule, severity: 'I', subjects });
