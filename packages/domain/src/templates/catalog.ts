/**
 * The starter templates: what lists show of them, and their texts. The counts are checked against the texts by a test.
 */
import { FRAMES, type TemplateFrame } from './frames.ts';
import { T1 } from './t1.ts';
import { T2 } from './t2.ts';
import { T3 } from './t3.ts';
import { T4 } from './t4.ts';
import { T5 } from './t5.ts';
import { T6 } from './t6.ts';

export const TEMPLATE_IDS = ['t1', 't2', 't3', 't4', 't5', 't6', 'blank'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];
export const isTemplateId = (value: unknown): value is TemplateId =>
  (TEMPLATE_IDS as readonly unknown[]).includes(value);

export interface TemplateSummary {
  readonly id: TemplateId;
  /** The process, e.g. "In-process checking through lot release"; '' for `blank`. */
  readonly title: string;
  /** Product or line, e.g. "tablet family X"; '' for `blank`. */
  readonly scope: string;
  readonly regimes: readonly string[];
  readonly steps: number;
  readonly systems: number;
}

const summary = (
  id: Exclude<TemplateId, 'blank'>,
  title: string,
  scope: string,
  steps: number,
  systems: number,
): TemplateSummary => ({
  id,
  title,
  scope,
  regimes: FRAMES[id].regimes,
  steps,
  systems,
});

/** `blank` last. */
export const TEMPLATES: readonly TemplateSummary[] = [
  summary('t1', 'In-process checking through lot release', 'tablet family X', 7, 5),
  summary('t2', 'Nonconformance from detection to closure', 'line Y (device assembly)', 7, 4),
  summary('t3', 'Electronic batch record review and release', 'sterile product line', 7, 5),
  summary('t4', 'Equipment data to statistical process control', 'moulding cell Z', 6, 7),
  summary('t5', 'Laboratory result to certificate of analysis', 'API campaign', 7, 5),
  summary('t6', 'First article inspection and as-built genealogy', 'actuator assembly', 7, 5),
  { id: 'blank', title: '', scope: '', regimes: [], steps: 0, systems: 0 },
];

const TEXTS: Readonly<Record<Exclude<TemplateId, 'blank'>, string>> = {
  t1: T1,
  t2: T2,
  t3: T3,
  t4: T4,
  t5: T5,
  t6: T6,
};

export interface TemplateSource {
  readonly text: string;
  readonly frame: TemplateFrame;
}

/** Text and frame of a template; null for `blank`, which has neither. */
export const templateSource = (id: TemplateId): TemplateSource | null =>
  id === 'blank' ? null : { text: TEXTS[id], frame: FRAMES[id] };
