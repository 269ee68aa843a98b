/** English words of the trace. */
import type { Meaning, PlantFunction, RoleUse } from '../schema/vocabulary.ts';
import { listed, phrase, type Phrase } from './phrase.ts';
import type {
  DataCategory,
  Mechanism,
  OutputKind,
  Reconciliation,
  Relevance,
  Transformation,
  ValidationStatus,
} from './trace.ts';
import type { InterfaceSaid, SaidPerson, TraceWords } from './words.ts';

const between = (index: number, count: number): string => (index === count - 2 ? ' and ' : ', ');
const list = (items: readonly Phrase[]): Phrase => listed(items, between);
const words = (items: readonly string[]): Phrase => list(items.map((text) => [{ kind: 'text', text }]));
/** Interfaces in the order in which the data passes them. */
const inTurn = (items: readonly Phrase[]): Phrase => listed(items, () => ', then ');
const steps = (items: readonly Phrase[]): Phrase => phrase`${items.length === 1 ? 'step' : 'steps'} ${list(items)}`;

const FUNCTIONS: Readonly<Record<PlantFunction, string>> = {
  OPS: 'operations',
  QUA: 'quality',
  IT: 'IT',
  OTHER: 'another function',
};
const RELEVANCE: Readonly<Record<Relevance, string>> = {
  required: 'required',
  supports: 'supports what is required',
  contract: 'owed by contract',
  internal: 'internal',
};
const MEANING: Readonly<Record<Meaning, string>> = {
  review: 'signs as reviewer',
  approval: 'approves it',
  responsibility: 'signs as responsible',
  authorship: 'signs as author',
};
const REVIEWED: Readonly<Record<RoleUse, string>> = {
  collect: 'collected',
  record: 'recorded',
  review: 'reviewed',
  release: 'released',
  audit: 'shown to auditors',
};
/** What a reader of the output would see of data that nothing feeds. */
const SHOWN: Readonly<Record<DataCategory, string>> = {
  order: 'an order',
  specification: 'limits',
  sampling_plan: 'limits',
  test_method: 'a method',
  procedure: 'instructions',
  raw: 'readings',
  result: 'results',
  nonconformance: 'a nonconformance',
  decision: 'a decision',
  status: 'a status',
  batch_record: 'batch data',
  genealogy: 'a genealogy',
  certificate: 'a certificate',
  audit: 'an audit trail',
  other: 'data',
};
const thisOutput = (kind: OutputKind): string => `this ${kind}`;

const who = ({ function: said, person, stands }: SaidPerson): Phrase => {
  if (person === null) return phrase`${FUNCTIONS[said]}, without a name`;
  return stands
    ? phrase`${person} (${FUNCTIONS[said]})`
    : phrase`${person} (for ${FUNCTIONS[said]}, who is not there as such)`;
};

const MECHANISM: Readonly<Record<Mechanism, string>> = {
  api: 'by API',
  message: 'by message',
  file: 'by file',
  db: 'through a database',
  opcua: 'by OPC UA',
  manual: 'typed by hand',
  paper: 'on paper',
};
const STATUS: Readonly<Record<ValidationStatus, string>> = {
  unassessed: 'not assessed yet',
  planned: 'validation planned',
  validated: 'validated',
  not_required: 'validation not required',
};
const RECONCILED: Readonly<Record<Reconciliation, string>> = {
  none: 'not reconciled',
  count: 'reconciled by count',
  checksum: 'reconciled by checksum',
  value: 'reconciled by value',
};
const SCOPE = { interface: 'interface', transformation: 'transformation', reporting: 'reporting logic' } as const;
const CONVERTED: Readonly<Record<Transformation, string>> = {
  none: 'unchanged',
  unit: 'with units converted',
  mapping: 'with values mapped',
  calculation: 'with a calculation',
  aggregation: 'aggregated',
};

function interfaceLine(said: InterfaceSaid): Phrase {
  const scopes = said.scopes.map((scope) => SCOPE[scope]);
  const inScope =
    scopes.length === 0 ? phrase`in no validation scope` : phrase`${words(scopes)} in the validation scope`;
  const facts: readonly Phrase[] = [
    phrase`${said.mechanism === null ? 'by means not stated' : MECHANISM[said.mechanism]}`,
    phrase`${said.transformation === null ? 'conversion not stated' : CONVERTED[said.transformation]}`,
    inScope,
    phrase`${STATUS[said.status]}`,
    phrase`${RECONCILED[said.reconciliation ?? 'none']}`,
    said.owners.length === 0
      ? phrase`nobody answers for it`
      : phrase`${list(said.owners.map(who))} ${said.owners.length === 1 ? 'answers' : 'answer'} for it`,
  ];
  return phrase`${said.interface}, ${said.from} to ${said.to}: ${listed(facts, () => ', ')}.`;
}

const areOrIs = (items: readonly unknown[]): string => (items.length === 1 ? 'is' : 'are');
const rest = (items: readonly Phrase[]): readonly Phrase[] => items.slice(1);
const first = (items: readonly Phrase[]): Phrase => items[0] ?? [];

export const TRACE_EN: TraceWords = {
  lang: 'en',
  gone: '(no longer on the board)',
  step: (step) => phrase`step ${step}`,
  functions: FUNCTIONS,
  output: (output, { relevance, citations, recordSystem }) => {
    const cited = citations.length === 0 ? phrase`` : phrase` by ${words(citations)}`;
    const why = relevance === null ? phrase`relevance not stated` : phrase`${RELEVANCE[relevance]}${cited}`;
    const kept = recordSystem === null ? phrase`kept in no stated system` : phrase`kept in ${recordSystem}`;
    return phrase`${output}: ${why}, ${kept}.`;
  },
  owners: (owned, owners) =>
    owners.length === 0
      ? phrase`Nobody answers for ${owned}.`
      : phrase`${list(owners.map(who))} ${owners.length === 1 ? 'answers' : 'answer'} for ${owned}.`,
  approver: (said) =>
    phrase`${who(said)} ${said.meaning === null ? 'signs without a meaning' : MEANING[said.meaning]}.`,
  noFeed: (kind) => phrase`Nothing is named that ${thisOutput(kind)} is built from.`,
  feed: (data, written, held) => phrase`${data}: ${listed([...written, held], () => ', ')}`,
  feedGone: (data, system) => phrase`${data} from ${system}: one of them is no longer on the board.`,
  written: (use, at) =>
    phrase`${use === 'create' ? 'begun' : use === 'update' ? 'updated' : 'decided'} at ${steps(at)}`,
  held: {
    itself: (system) => phrase`held in ${system} itself.`,
    carried: (home, interfaces, system) => phrase`held in ${home}, carried to ${system} by ${inTurn(interfaces)}.`,
    unfed: (home, system, kind, category) =>
      phrase`held in ${home}. No interface carries it to ${system}, so ${thisOutput(kind)} would show ${SHOWN[category]} that nothing feeds.`,
    nowhere: (kind, category) =>
      phrase`held nowhere. No system of record is named, so nobody can say whether ${thisOutput(kind)} shows the right ${SHOWN[category].replace(/^an? /, '')}.`,
    several: (homes) => phrase`held in ${list(homes)}, and the board does not say which of them counts.`,
    parts: (homes, system) => phrase`held in parts in ${list(homes)}, shown from ${system}.`,
  },
  onward: (data, system, interfaces, recordSystem) =>
    phrase`From ${system}, ${data} goes on to ${recordSystem} by ${inTurn(interfaces)}.`,
  cutOff: (data, system, recordSystem, kind) =>
    phrase`No interface carries ${data} from ${system} on to ${recordSystem}, where ${thisOutput(kind)} is kept.`,
  capture: (step, system, interfaces, record) =>
    phrase`At step ${step} it is collected in ${system} and comes to ${record} by ${inTurn(interfaces)}.`,
  notCaptured: (step, system, record) =>
    phrase`At step ${step} it is collected in ${system} and never reaches ${record}.`,
  review: (step, system, uses) =>
    phrase`At step ${step} it is ${words(uses.map((use) => REVIEWED[use]))} in ${system}.`,
  interface: interfaceLine,
  sound: (output) => phrase`Nothing on the way to ${output} is weak.`,
  weakest: (weakness) => phrase`Weakest link: ${weakness}`,
  also: (weakness) => phrase`Also: ${weakness}`,
  weaknesses: {
    no_feed: ({ output }) => phrase`nothing feeds ${output}.`,
    gone: ({ owned }) => phrase`${owned} names a record that is no longer on the board.`,
    no_record: ({ data }) => phrase`no system holds the record of ${data}.`,
    off_map: ({ systems }) => phrase`${list(systems)} feeds it and stands nowhere on the map.`,
    unfed: ({ data, systems }) =>
      phrase`nothing carries ${data} from ${list(rest(systems))} to ${first(systems)}, which feeds the output.`,
    cut_off: ({ data, systems }) =>
      phrase`nothing carries ${data} from ${first(systems)} on to ${list(rest(systems))}.`,
    part_unfed: ({ data, systems }) =>
      phrase`the part of ${data} in ${first(systems)} never reaches ${list(rest(systems))}.`,
    not_captured: ({ data, systems }) =>
      systems.length > 1
        ? phrase`${data} is collected in ${first(systems)} and never reaches ${list(rest(systems))}.`
        : phrase`${data} is collected in ${first(systems)}, and no system of record receives it.`,
    step_without_record: ({ steps: at }) => phrase`${steps(at)} writes data and has no system of record.`,
    several_records: ({ data, systems }) =>
      phrase`${list(systems)} are ${systems.length === 2 ? 'both' : 'all'} named as system of record of ${data}.`,
    blind_review: ({ data, steps: at }) => phrase`at ${steps(at)}, ${data} is reviewed where nothing feeds it.`,
    no_quality_approval: ({ output }) => phrase`nobody of quality approves ${output}.`,
    void_approval: ({ output, function: said }) =>
      phrase`an approval of ${output} for ${said} lacks its person or its meaning.`,
    no_rule_cited: ({ output }) => phrase`${output} is required, and no rule is cited.`,
    nobody_accountable: ({ owned }) => phrase`nobody answers for ${owned}.`,
    several_accountable: ({ owned }) => phrase`several answer for ${owned}.`,
    nobody_named: ({ owned, function: said }) => phrase`${said} answers for ${owned}, but no person does.`,
    unvalidated_interface: ({ interface: one }) => phrase`${one} is in no validation scope.`,
    untested_conversion: ({ interface: one }) =>
      phrase`${one} converts data, and the conversion is in no validation scope.`,
    transcription: ({ interface: one }) => phrase`${one} is a transcription by hand.`,
    entered_twice: ({ data, systems }) => phrase`${data} is entered in ${list(systems)}, with no way between.`,
    weak_record: ({ systems }) =>
      phrase`${list(systems)} ${areOrIs(systems)} paper, a spreadsheet or without an audit trail.`,
    untrusted_system: ({ systems }) => phrase`${list(systems)} ${areOrIs(systems)} not known to be validated.`,
    record_retiring: ({ data, systems }) => phrase`the record of ${data} is in ${list(systems)}, which goes.`,
    migration_open: ({ data }) => phrase`the record of ${data} moves, and nobody has assessed the migration.`,
    no_reconciliation: ({ interface: one }) => phrase`nobody would see what ${one} loses.`,
    never_reviewed: ({ data }) => phrase`${data} is reviewed nowhere.`,
    report_logic_open: ({ output }) => phrase`nobody has said whether the logic of ${output} is validated.`,
    unassessed_interface: ({ interface: one }) => phrase`the validation of ${one} is not planned yet.`,
    planned_interface: ({ interface: one }) => phrase`${one} is to be validated and is not yet.`,
    partly_validated: ({ systems }) => phrase`${list(systems)} is validated in part.`,
  },
};
