/**
 * The strict reader of the compact text form of a board (DOMAIN section 8): every fault with its line and field, all of
 * them at once. Knows the format, not the document.
 */
import {
  AREAS,
  DATA_CATEGORIES,
  DOMAINS,
  LIFECYCLES,
  MECHANISMS,
  OUTPUT_KINDS,
  OWNING_FUNCTIONS,
  RECONCILIATIONS,
  RELEVANCES,
  REPORT_LOGIC,
  RISK_KINDS,
  SCOPES,
  STEP_KINDS,
  SYSTEM_KINDS,
  TRANSFORMATIONS,
  VALIDATED,
  type Area,
} from '../schema/vocabulary.ts';
import { CLASSES, PURPOSES, QUESTIONS, type Answer } from '../schema/scoping.ts';
import {
  RISK_STATES,
  type ParsedTemplate,
  type SystemFlag,
  type TemplateBoard,
  type TemplateData,
  type TemplateFault,
  type TemplateInput,
  type TemplateInterface,
  type TemplateMatrixRow,
  type TemplateOutput,
  type TemplateStep,
  type TemplateSystem,
  type TemplateVote,
} from './board.ts';
import {
  accountable,
  approvers,
  choice,
  citations,
  feeds,
  listOf,
  matrixCell,
  otherCodes,
  regulatedChanged,
  stepData,
  systemsFor,
  words,
  type Complain,
} from './cells.ts';
import { checkReferences, type Located } from './references.ts';

/** Fields of each kind of line; those after `*` may be left out. */
const LINES = {
  TTL: ['title'],
  CLS: ['class'],
  VOT: ['function', 'purpose', 'answers'],
  SYS: ['id', 'kind', 'domain', 'validated', '*', 'lifecycle', 'flags'],
  DAT: ['id', 'title', 'category', 'flags', 'accountable', '*', 'others', 'asis'],
  STP: [
    'number',
    'title',
    'kind',
    'flags',
    'driver',
    'collects',
    'record',
    'review',
    'accountable',
    '*',
    'others',
    'data',
  ],
  ITF: ['id', 'from', 'to', 'data', 'mechanism', 'transformation', 'scope', 'reconciliation', '*', 'changed'],
  OUT: [
    'id',
    'title',
    'kind',
    'relevance',
    'citation',
    'record system',
    'feeds',
    'approvers',
    'accountable',
    '*',
    'report logic',
  ],
  MTX: ['area', 'OPS', 'QUA', '*', 'IT'],
  RSK: ['kind', 'duty', 'state'],
} as const satisfies Record<string, readonly string[]>;
type LineKind = keyof typeof LINES;
const isLineKind = (text: string): text is LineKind => Object.hasOwn(LINES, text);

const SYSTEM_FLAGS: readonly SystemFlag[] = ['window', 'noreplace', 'replace', 'noaudit'];
/** How people write an id in the compact form: no separator of any field in it. */
const SHORT_ID = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** One line being read: its fields by name, and where to complain. */
class Line {
  readonly kind: LineKind;
  readonly number: number;
  readonly #values: ReadonlyMap<string, string>;
  readonly #faults: TemplateFault[];

  constructor(kind: LineKind, number: number, values: readonly string[], faults: TemplateFault[]) {
    this.kind = kind;
    this.number = number;
    this.#faults = faults;
    const names: readonly string[] = LINES[kind];
    const fields = names.filter((name) => name !== '*');
    const needed = names.includes('*') ? names.indexOf('*') : fields.length;
    this.#values = new Map(fields.map((name, index) => [name, (values[index] ?? '').trim()]));
    const missing = fields.slice(values.length, needed);
    if (missing.length > 0) this.complain(missing[0]!)(`is missing; ${kind} has ${needed} fields or more`);
    if (values.slice(fields.length).some((value) => value.trim() !== ''))
      this.complain(kind)(`has ${values.length} fields, ${fields.length} at most`);
  }

  complain(field: string): Complain {
    return (message) => this.#faults.push({ line: this.number, field, message });
  }

  text(field: string): string {
    return this.#values.get(field) ?? '';
  }

  /** A text that must not be empty. */
  needed(field: string): string {
    const text = this.text(field);
    if (text === '') this.complain(field)('is empty');
    return text;
  }

  id(field: string): string {
    const text = this.needed(field);
    if (text !== '' && !SHORT_ID.test(text))
      this.complain(field)(`"${text}" is not a short id of letters, digits, - and _`);
    return text;
  }

  /** An id of one letter and a number: D4, R1, I3. */
  numbered(letter: string): string {
    const text = this.needed('id');
    if (text !== '' && !new RegExp(`^${letter}[1-9]\\d{0,5}$`).test(text))
      this.complain('id')(`"${text}" is not ${letter} and a number`);
    return text;
  }

  one<T extends string>(field: string, values: readonly T[]): T {
    return choice(values, this.text(field), this.complain(field));
  }

  read<T>(field: string, reader: (text: string, complain: Complain) => T): T {
    return reader(this.text(field), this.complain(field));
  }

  flag(field: string, sign: string): boolean {
    const text = this.text(field);
    if (text !== '' && text !== sign) this.complain(field)(`"${text}" is not ${sign} or empty`);
    return text === sign;
  }
}

function system(line: Line): TemplateSystem {
  return {
    id: line.id('id'),
    kind: line.one('kind', SYSTEM_KINDS),
    domain: line.one('domain', DOMAINS),
    validated: line.one('validated', VALIDATED),
    lifecycle: line.text('lifecycle') === '' ? 'live' : line.one('lifecycle', LIFECYCLES),
    flags: line.read('flags', (text, complain) => listOf(SYSTEM_FLAGS, text, complain)),
  };
}

function dataObject(line: Line): TemplateData {
  const asIs = line.text('asis');
  if (asIs !== '' && !/^asis:[^:]+$/.test(asIs)) line.complain('asis')(`"${asIs}" is not asis:SYSTEM`);
  return {
    id: line.numbered('D'),
    title: line.needed('title'),
    category: line.one('category', DATA_CATEGORIES),
    ...line.read('flags', regulatedChanged),
    codes: [...line.read('accountable', accountable), ...line.read('others', otherCodes)],
    asIs: asIs === '' ? null : asIs.slice('asis:'.length),
  };
}

function step(line: Line): TemplateStep {
  const number = line.needed('number');
  if (number !== '' && !/^[1-9]\d{0,3}$/.test(number)) line.complain('number')(`"${number}" is not a step number`);
  const said = line.text('driver');
  const driver = said === 'none' || said === '-' || said === '' ? null : line.one('driver', OWNING_FUNCTIONS);
  const flags = line.read('flags', regulatedChanged);
  return {
    number: Number(number),
    title: line.needed('title'),
    kind: line.one('kind', STEP_KINDS),
    ...flags,
    driver,
    collects: line.read('collects', systemsFor),
    record: line.read('record', systemsFor),
    review: line.read('review', systemsFor),
    codes: [...line.read('accountable', accountable), ...line.read('others', otherCodes)],
    data: line.read('data', stepData),
  };
}

function interfaceOf(line: Line): TemplateInterface {
  const data = words(line.text('data'));
  return {
    id: line.numbered('I'),
    from: line.id('from'),
    to: line.id('to'),
    data,
    mechanism: line.one('mechanism', MECHANISMS),
    transformation: line.one('transformation', TRANSFORMATIONS),
    scopes: line.read('scope', (text, complain) => listOf(SCOPES, text, complain)),
    reconciliation: line.one('reconciliation', RECONCILIATIONS),
    changed: line.flag('changed', 'c'),
  };
}

function output(line: Line): TemplateOutput {
  const recordSystem = line.text('record system');
  return {
    id: line.numbered('R'),
    title: line.needed('title'),
    kind: line.one('kind', OUTPUT_KINDS),
    relevance: line.one('relevance', RELEVANCES),
    citations: citations(line.text('citation')),
    recordSystem: recordSystem === '' ? null : recordSystem,
    feeds: line.read('feeds', feeds),
    approvers: line.read('approvers', approvers),
    codes: line.read('accountable', accountable),
    reportLogic: line.text('report logic') === '' ? null : line.one('report logic', REPORT_LOGIC),
  };
}

function matrixRow(line: Line): TemplateMatrixRow {
  const short = AREAS.map((area) => area.slice('area.'.length));
  const area = `area.${line.one('area', short)}` as Area;
  return {
    area,
    codes: OWNING_FUNCTIONS.flatMap((said) => line.read(said, (text, complain) => matrixCell(said, text, complain))),
  };
}

function vote(line: Line): TemplateVote {
  const text = line.text('answers').replaceAll(/\s+/g, '');
  if (!/^[0-3-]{12}$/.test(text)) line.complain('answers')(`"${line.text('answers')}" is not twelve of 0 1 2 3 -`);
  const answers = Object.fromEntries(
    QUESTIONS.map((question, index) => [
      question,
      /[0-3]/.test(text.charAt(index)) ? (Number(text.charAt(index)) as Answer) : null,
    ]),
  );
  return {
    function: line.one('function', OWNING_FUNCTIONS),
    purpose: line.one('purpose', PURPOSES),
    answers: answers as TemplateVote['answers'],
  };
}

function lines(text: string, faults: TemplateFault[]): readonly Line[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) return [];
    const [kind = '', ...values] = content.split('|');
    if (isLineKind(kind)) return [new Line(kind, index + 1, values, faults)];
    faults.push({
      line: index + 1,
      field: 'line',
      message: `"${kind}" is not one of ${Object.keys(LINES).join(', ')}`,
    });
    return [];
  });
}

/** Reads a board from its compact text; on any fault all faults, in line order. Lines that begin with # are comments. */
export function parseTemplate(text: string): ParsedTemplate {
  const faults: TemplateFault[] = [];
  const all = lines(text, faults);
  const of = <T>(kind: LineKind, reader: (line: Line) => T): readonly Located<T>[] =>
    all.filter((line) => line.kind === kind).map((line) => ({ line: line.number, value: reader(line) }));

  const titles = of('TTL', (line) => line.needed('title'));
  const classes = of('CLS', (line) => line.one('class', CLASSES));
  const read = {
    systems: of('SYS', system),
    data: of('DAT', dataObject),
    steps: of('STP', step),
    interfaces: of('ITF', interfaceOf),
    outputs: of('OUT', output),
    matrix: of('MTX', matrixRow),
    risks: of('RSK', (line): TemplateInput['risks'][number] => ({
      kind: line.one('kind', RISK_KINDS),
      dutyFunction: line.one('duty', OWNING_FUNCTIONS),
      state: line.one('state', RISK_STATES),
    })),
    votes: of('VOT', vote),
  };
  if (titles.length === 0)
    faults.push({ line: 0, field: 'TTL', message: 'is missing; the first line names the process' });
  for (const extra of [...titles.slice(1), ...classes.slice(1)])
    faults.push({ line: extra.line, field: 'line', message: 'stands there twice' });
  checkReferences(read, (line, field, message) => faults.push({ line, field, message }));
  if (faults.length > 0) return { ok: false, faults: faults.sort((a, b) => a.line - b.line) };

  const values = <T>(located: readonly Located<T>[]): readonly T[] => located.map(({ value }) => value);
  const [title = '', ...scope] = titles[0]!.value.split(' - ');
  const board: TemplateBoard = {
    title: title.trim(),
    productScope: scope.join(' - ').trim(),
    systems: values(read.systems),
    data: values(read.data),
    steps: [...values(read.steps)].sort((a, b) => a.number - b.number),
    interfaces: values(read.interfaces),
    outputs: values(read.outputs),
    matrix: values(read.matrix),
    risks: values(read.risks).map(({ kind, dutyFunction }) => ({ kind, dutyFunction })),
    input: { expectedClass: classes[0]?.value ?? null, votes: values(read.votes), risks: values(read.risks) },
  };
  return { ok: true, board };
}
