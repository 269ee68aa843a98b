/** Rules R and G of section 4: risks and duties, agreement. What only people say is in `talk-rules.ts`. */
import type { TemplateBoard } from '../../../src/index.ts';
import { median } from './classification.ts';
import { FUNCTIONS, isAssessed, systemOf, systemsOfRecord, uses } from './derived.ts';
import { blocks, informs, warns, type Finding, type Situation } from './finding.ts';
import { OPERATORS_WORK } from './ownership-rules.ts';
import { agreedOn } from './talk.ts';

export function* riskRules({ board, classification, talk }: Situation): Generator<Finding> {
  for (const { id, flags } of board.systems) {
    if (flags.includes('replace') && flags.includes('noreplace')) yield blocks('R01', id);
    if (flags.includes('replace') && !agreedOn(talk, id)) yield warns('R08', id);
  }

  for (const step of board.steps) {
    const window = board.systems.some((system) => system.flags.includes('window') && uses(step, system.id));
    if (step.changed && window && !isAssessed(board, 'downtime', FUNCTIONS)) yield warns('R02', String(step.number));
  }

  const changesOperators = board.steps.some(
    (step) => step.changed && step.driver === 'QUA' && OPERATORS_WORK.includes(step.kind),
  );
  if (classification.result === 'QUALITY_LED' || changesOperators)
    for (const kind of ['downtime', 'integration', 'performance'])
      if (!isAssessed(board, kind, ['OPS', 'IT'])) yield blocks('R03', kind);

  for (const { id, category, changed } of board.data)
    if (
      changed &&
      ['test_method', 'sampling_plan', 'batch_record'].includes(category) &&
      !isAssessed(board, category, ['QUA'])
    )
      yield blocks('R04', id);

  for (const data of board.data) {
    if (!data.regulated) continue;
    const homes = systemsOfRecord(board, data.id).map((system) => systemOf(board, system));
    // Of a record on borrowed time something has to be decided; whether it was agreed is not asked.
    const isOpen = (home: string): boolean => !talk.decisions.some((decision) => decision.about === home);
    if (homes.some((home) => home.lifecycle === 'retiring' && isOpen(home.id))) yield warns('R05', data.id);
    if (homes.some((home) => home.validated === 'no' || home.validated === 'unknown')) yield warns('R06', data.id);
  }

  if (FUNCTIONS.some((fn) => (median(board, 'S3', fn) ?? 0) >= 2)) {
    if (!isAssessed(board, 'batch_record', ['QUA'])) yield blocks('R07', 'batch_record');
    if (!isAssessed(board, 'integration', ['OPS', 'IT'])) yield blocks('R07', 'integration');
  }
}

const KINDS_IN_TITLES =
  'MES ERP QMS LIMS PLM EDMS SCADA PLC historian SPC CDS EMS instrument CMMS WMS middleware spreadsheet paper';
const PROJECT_WORDS = 'upgrade upgrades implementation implementations rollout rollouts roll-out roll-outs';

function namesSoftware(title: string): boolean {
  return `${KINDS_IN_TITLES} ${PROJECT_WORDS}`
    .split(' ')
    .some((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu').test(title));
}

const hasSomethingToOwn = (board: TemplateBoard): boolean =>
  board.steps.length > 0 && board.outputs.some((output) => output.relevance !== 'internal');

export function* governanceRules({ board, classification, talk }: Situation): Generator<Finding> {
  if (classification.provisional.length > 0) yield blocks('G02');
  for (const question of classification.contested) if (!agreedOn(talk, question)) yield warns('G03', question);
  if (!hasSomethingToOwn(board)) yield blocks('G07');
  if (namesSoftware(board.title)) yield informs('G08');
}
