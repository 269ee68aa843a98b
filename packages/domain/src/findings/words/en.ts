/** English words of the findings. Clauses with our own paraphrase only; `confirm` where the text was not checked. */
import type { Finding } from '../finding.ts';
import type { Basis, FindingWords, RuleWords } from './words.ts';

const checked = (clause: string, says: string): Basis => ({ clause, says, confirm: false });
const toConfirm = (clause: string, says: string): Basis => ({ clause, says, confirm: true });
/** Our own proposal: no clause asks for it. */
const practice = (says: string): Basis => ({ clause: 'Good practice', says, confirm: false });

const words = (
  title: string,
  message: string | RuleWords['message'],
  todo: string,
  ...basis: readonly Basis[]
): RuleWords => ({
  title,
  message: typeof message === 'string' ? () => message : message,
  todo,
  basis,
});
const some = (finding: Finding, detail: string): boolean => (finding.details[detail] ?? []).length > 0;

const A11_FLOW = toConfirm(
  'EU GMP Annex 11 §4',
  'A description of the system with its arrangements, data flows and interfaces is kept up.',
);
const A11_EXCHANGE = toConfirm(
  'EU GMP Annex 11 §5',
  'Data exchanged between systems is checked, built in, for correct and secure entry.',
);
const RACI = practice('One function answers for a thing; others do it, refuse it, are asked or are told.');
const ANNEX11_ROLES = toConfirm(
  'EU GMP Annex 11 §2 and §3',
  'Process owner, system owner, QP and IT work together with defined responsibilities; IT departments have theirs stated.',
);

export const FINDINGS_EN: FindingWords = {
  lang: 'en',
  list: (items) =>
    items.map((item, at) => (at === 0 ? item : (at === items.length - 1 ? ' and ' : ', ') + item)).join(''),
  between: (index, count) => (index === count - 2 ? ' and ' : ', '),
  rules: {
    M01: words(
      'Nothing is authoritative for this step',
      'No system of record is named at {0}.',
      'Name the system of record',
      A11_FLOW,
      toConfirm('PI 041-1 §5', 'Where data comes from, goes and is held is understood over its life.'),
    ),
    M02: words(
      'Conflicting master data',
      (finding) =>
        `{systems} are ${(finding.details['systems'] ?? []).length === 2 ? 'both' : 'all'} named as system of record for {0}.`,
      'Keep one; the others hold copies',
      practice('One system is the authority where copies differ; consistent data is attributable data.'),
    ),
    M03: words(
      'No home for this data',
      'No system is named that holds the record of {0}.',
      'Name the system of record',
      toConfirm('21 CFR 211.68(b)', 'Input to and output from the systems that hold records is controlled and kept.'),
    ),
    M04: words(
      'Entered twice',
      '{0} is collected in {systems}, and nothing passes it on between them.',
      'Capture it once and pass it on by an interface',
      A11_EXCHANGE,
      practice('The first durable capture is the original; a second entry is a second original.'),
    ),
    M05: words(
      'Captured, but never reaches its record',
      (finding) =>
        some(finding, 'systems')
          ? '{0} is captured in {1} and never reaches {systems}.'
          : '{0} is captured in {1}, and no system of record is there to receive it.',
      'Add an interface, or record it where it is captured',
      toConfirm('21 CFR 211.188', 'The batch record is complete: it holds the information of each significant step.'),
    ),
    M06: words(
      'Reviewers judge a copy that nothing feeds',
      (finding) =>
        some(finding, 'sources')
          ? 'At {0}, {1} is reviewed in {systems}, which nothing feeds from {sources}.'
          : 'At {0}, {1} is reviewed in {systems}, and no system holds its record.',
      'Add an interface, or review in the system of record',
      checked('21 CFR 211.192', 'The quality unit reviews production and control records before release.'),
    ),
    M07: words(
      'Never reviewed',
      '{0} is regulated, and no step reviews, releases or audits it.',
      'Name where it is reviewed, or say that it is not regulated',
      toConfirm('EU GMP Annex 11 §9', 'Audit trails of relevant data can be read and are reviewed.'),
      toConfirm('PI 041-1', 'Data that decisions rest on is reviewed.'),
    ),
    M08: words(
      'Weak record',
      'The record of {0} lies in {systems}, on paper, in a spreadsheet or without an audit trail.',
      'Move the record, or state the controls and accept',
      checked('21 CFR 11.10(e)', 'Changes to electronic records are recorded by time-stamped audit trails.'),
      toConfirm('MHRA GXP data integrity guidance', 'Spreadsheets and paper need controls of their own.'),
    ),
    M09: words(
      'Transcription by hand',
      '{0} carries {data} by hand or on paper.',
      'Automate it, or have a second person check it',
      toConfirm('EU GMP Annex 11 §6', 'Critical data entered by hand has an additional check.'),
    ),
    M10: words(
      'Broken link',
      (finding) =>
        finding.subjects.length > 1
          ? '{0} points to {1}, which is not on the board.'
          : '{0} points to something that is not on the board.',
      'Link it again, or take the link away',
      toConfirm('21 CFR 11.10(a)', 'Systems are validated to tell invalid or altered records.'),
    ),
    M11: words(
      'Probably the same',
      (finding) =>
        `${finding.subjects
          .map((_, at) => `{${at}}`)
          .slice(0, 9)
          .join(', ')} have the same name.`,
      'Merge them, or give them different names',
      practice('A thing with two entries is described half in each.'),
    ),
    O01: words(
      'Nobody accountable',
      'Nobody is accountable for {0}.',
      'Name one accountable function and person',
      checked('PI 041-1 §5.2.1', 'Data has an owner over its whole life.'),
      RACI,
    ),
    O02: words(
      'Two accountable',
      (finding) =>
        (finding.details['functions'] ?? []).length > 1
          ? '{functions} are each named accountable for {0}.'
          : '{persons} are each named accountable for {0}.',
      'Keep one; give the others a V or an R',
      RACI,
    ),
    O03: words(
      'No name behind a code',
      (finding) =>
        some(finding, 'persons')
          ? '{1} holds {2} on {0} through somebody who is not on the board or belongs to another function.'
          : '{1} holds {2} on {0} without a person.',
      'Name a person of that function',
      practice('An act is attributable when one knows who answers for it.'),
    ),
    O04: words(
      'An area without exactly one accountable',
      (finding) =>
        some(finding, 'functions') ? '{functions} are accountable for {0}.' : 'Nobody is accountable for {0}.',
      'Name exactly one',
      RACI,
    ),
    O05: words(
      'Quality cannot refuse',
      'Quality holds neither A nor V on {0}, although regulated outputs are in scope.',
      'Give quality a V',
      checked('21 CFR 211.22', 'The quality unit has the authority to approve or reject, in writing.'),
      checked(
        '21 CFR 211.100(a)',
        'Procedures are drafted and reviewed by the appropriate units, and reviewed and approved by the quality unit.',
      ),
      checked('21 CFR 211.160(a)', 'So are specifications, sampling plans and test procedures.'),
    ),
    O06: words(
      'Joint in name only',
      '{1} holds neither A nor V on {0}, although the initiative is governed jointly.',
      'Give it a V',
      practice('Whoever governs jointly can refuse in every area.'),
    ),
    O07: words(
      'Interface work without IT',
      'IT neither does nor answers for anything in {0}, although interfaces change.',
      'Give IT an R',
      ANNEX11_ROLES,
    ),
    O08: words(
      'Self-approval',
      '{1} does or answers for {0} and may also refuse it.',
      'Split the two between persons',
      practice('Whoever checks has not made what is checked.'),
    ),
    O09: words(
      'Operations changes a regulated step without quality',
      'Operations drives the change of {0}; quality has no part in it.',
      'Give quality a part',
      checked('21 CFR 211.100(a)', 'Changes to procedures are reviewed and approved by the quality unit.'),
    ),
    O10: words(
      "Quality changes operators' work without operations",
      'Quality drives the change of {0}; operations has no part in it.',
      'Give operations a part',
      ANNEX11_ROLES,
    ),
    O11: words(
      'A function without a stated part',
      '{1} has no stated part in {0}.',
      'Give a code, or write down why there is none',
      practice('An empty cell is a decision or an oversight; only a note tells which.'),
    ),
    P01: words(
      'No quality approver',
      'Nobody of quality approves {0}.',
      'Add an approver of quality',
      checked('21 CFR 211.22', 'The quality unit approves or rejects.'),
      checked('ISO 13485 8.2.6', 'Release is recorded with the person who authorised it.'),
    ),
    P02: words(
      'From nowhere',
      'Nothing feeds {0}.',
      'Say which system feeds it with which data',
      toConfirm('21 CFR 211.68(b)', 'Output of the systems that hold records is checked for accuracy.'),
    ),
    P03: words(
      'Fed by a system that is not on the map',
      '{0} is fed from {1}, which has no role at any step and no interface.',
      'Put the system on the map',
      toConfirm('EU GMP Annex 11 §4', 'An inventory of systems is up to date.'),
    ),
    P04: words(
      'Built from a copy that nothing feeds',
      '{0} takes {2} from {1}; its record lies in {sources}, and no interface carries it there.',
      'Feed it from the system of record, or add an interface',
      practice('A report is as good as the record behind it: complete, consistent, accurate.'),
    ),
    P05: words(
      'Which rule',
      '{0} is required, and no rule is cited.',
      'Cite the rule that requires it',
      toConfirm(
        'FDA guidance on Part 11, scope and application (2003)',
        'Part 11 applies to records that a predicate rule requires.',
      ),
    ),
    P06: words(
      'Regulated data that evidences nothing',
      '{0} is regulated and feeds no output.',
      'Link it to an output, or say that it is not regulated',
      practice('What is regulated is shown to somebody.'),
    ),
    P07: words(
      'A signature without person or meaning',
      (finding) => {
        if (!(finding.details['lacks'] ?? []).includes('lacks/person'))
          return 'The approval of {0} by {2} has no meaning.';
        return finding.subjects.includes('person/-')
          ? 'The approver of {0} for {1} is not named.'
          : '{2} approves {0} for {1}, but is not on the board or belongs to another function.';
      },
      'Name the person and what the signature means',
      checked('21 CFR 11.50', 'A signature shows name, time and meaning.'),
    ),
    P08: words(
      'Report logic not considered',
      'Nobody has said whether the logic of {0} is in the validation scope.',
      'Decide: in scope, or not applicable',
      toConfirm('FDA CSA guidance; GAMP 5', 'Reporting logic is assured by its risk.'),
    ),
    I01: words(
      'Unvalidated path',
      '{0} carries {data} and is in no validation scope.',
      'Set the scope, or state why none is required',
      toConfirm('21 CFR 211.68(b)', 'Systems that hold records are checked; so is what moves the data.'),
      checked('ISPE and VDI/VDE 3516', 'Interfaces are a validation object of their own.'),
    ),
    I02: words(
      'Conversion untested',
      '{0} converts what it carries, and the conversion is not in the validation scope.',
      'Put the transformation into the scope',
      toConfirm('21 CFR 211.68(b)', 'Calculations made by a system are verified.'),
    ),
    I03: words(
      'Loss would go unseen',
      '{0} carries {data}, and nobody compares both ends.',
      'Reconcile: count, checksum or value',
      A11_EXCHANGE,
    ),
    I04: words(
      'Record moves, no migration plan',
      (finding) =>
        some(finding, 'systems')
          ? 'The record of {0} moves from {from} to {systems}; no risk of data migration is entered.'
          : 'The record of {0} leaves {from}; no risk of data migration is entered.',
      'Enter and assess a data migration risk',
      toConfirm('EU GMP Annex 11 §4.8', 'Migrated data keeps value and meaning.'),
    ),
    R01: words(
      'Plan contradicts a constraint',
      '{0} is to be replaced, and a constraint says that it stays.',
      'Change the plan or the constraint',
      practice('Brownfield facts come before plans.'),
    ),
    R02: words(
      'Downtime window ignored',
      '{0} changes and uses {systems}, which may be down only in agreed windows; no downtime risk is assessed.',
      'Assess the downtime risk',
      toConfirm('EU GMP Annex 11 §16', 'Continuity is planned for systems that a process depends on.'),
    ),
    R03: words(
      'Operations and IT impact open',
      'No assessment of {0} by operations or IT.',
      'Assess it',
      toConfirm('ICH Q9(R1)', 'Risk is assessed by those who know the process.'),
    ),
    R04: words(
      'Quality impact open',
      '{0} changes; quality has not assessed the impact on {riskKinds}.',
      'Assess it',
      checked(
        '21 CFR 211.160(a)',
        'Changes to specifications, sampling plans and test procedures are approved by the quality unit.',
      ),
    ),
    R05: words(
      'Record on borrowed time',
      'The record of {0} lies in {systems}, which retires or is no longer supported.',
      'Decide what becomes of the record',
      toConfirm('EU GMP Annex 11 §17', 'Archived data stays accessible and readable.'),
    ),
    R06: words(
      'Trust not shown',
      'The record of {0} lies in {systems}, which is not shown to be validated.',
      'Assess the system',
      toConfirm('21 CFR 11.10(a)', 'Systems that hold electronic records are validated.'),
      checked('ISO 13485 4.1.6', 'Software used in the quality system is validated before use.'),
    ),
    R07: words(
      'Capture changes on both sides',
      'The way data is recorded changes; {0} has not been assessed.',
      'Assess it',
      checked('21 CFR 211.188', 'The batch record is complete and accurate.'),
    ),
    R08: words(
      'Replacement without a decision',
      '{0} is to be replaced; no agreed decision weighs validation burden, lifecycle and integration.',
      'Decide, with the reasons',
      practice('Replacing a validated system is a decision of its own.'),
    ),
    G01: words(
      'Name one signer',
      '{0} has no signer, or more than one.',
      'Name exactly one signer',
      practice('Each function signs with one voice.'),
    ),
    G02: words(
      'Not decided yet',
      (finding) =>
        some(finding, 'functions')
          ? some(finding, 'reasons')
            ? 'The classification is provisional: {functions} lacks a full answer, and too many changed data objects have no single system of record.'
            : 'The classification is provisional: nobody of {functions} has answered enough questions.'
          : 'The classification is provisional: too many changed regulated data objects have no single system of record.',
      'Complete the answers and the map',
      practice('A class that may still change decides nothing.'),
    ),
    G03: words(
      'Functions disagree',
      'The functions disagree on {0}, and no agreed decision settles it.',
      'Decide, and tie the decision to the question',
      checked('ICH Q9(R1)', 'Subjectivity in risk work is recognised and managed.'),
    ),
    G04: words(
      'Open question',
      '{0} is not answered.',
      'Answer it, or accept it as open in all three functions',
      practice('What is open is known to everybody who signs.'),
    ),
    G05: words(
      'Unexplained or blocking dissent',
      (finding) =>
        some(finding, 'blocks')
          ? 'Quality dissents on {0}, which concerns a regulated output or validation.'
          : (finding.details['lacks'] ?? []).includes('lacks/rationale')
            ? '{0} is agreed without a rationale.'
            : 'The dissent of {functions} on {0} gives no reason.',
      'Write down the reason, or settle the dissent',
      checked('21 CFR 211.22', 'What the quality unit rejects stays rejected.'),
    ),
    G06: words(
      'Said but not mapped',
      'The answer to {0} has nothing on the map that stands for it.',
      'Enter what was said, or answer again',
      practice('What people know belongs on the map.'),
    ),
    G07: words(
      'Nothing to own',
      (finding) =>
        (finding.details['lacks'] ?? []).length > 1
          ? 'The process has no step and no output that must be shown to anybody.'
          : (finding.details['lacks'] ?? []).includes('lacks/step')
            ? 'The process has no step.'
            : 'The process has no output that must be shown to anybody.',
      'Add what the process does and what it must show',
      practice('A charter is about steps and outputs.'),
    ),
    G08: words(
      'Name the process, not the software',
      'The title names a system or a software project.',
      'Name the process from its trigger to its end',
      practice('A process outlives its systems.'),
    ),
    G09: words(
      'Two functions for one person',
      (finding) =>
        finding.severity === 'B'
          ? '{0} is named for {named} and signs for {functions}.'
          : '{0} is named for {named} and takes part for {functions}.',
      'Correct one of the two functions, or tie the member to somebody else',
      practice('Who speaks, votes or signs for a function belongs to it, on the board as in the charter.'),
    ),
  },
  terms: {
    'area/area.requirements': 'requirements',
    'area/area.data_models': 'data models',
    'area/area.validation': 'validation',
    'area/area.change_control': 'change control',
    'function/OPS': 'Operations',
    'function/QUA': 'Quality',
    'function/IT': 'IT',
    'function/OTHER': 'Another function',
    'code/A': 'A (accountable)',
    'code/V': 'V (may refuse)',
    'riskKind/downtime': 'downtime',
    'riskKind/integration': 'integration',
    'riskKind/performance': 'performance',
    'riskKind/test_method': 'test methods',
    'riskKind/sampling_plan': 'sampling plans',
    'riskKind/batch_record': 'the batch record',
    'riskKind/data_migration': 'data migration',
    'riskKind/data_integrity': 'data integrity',
    'riskKind/other': 'other risks',
    'scoping/P': 'what would justify the spend',
    'scoping/E1': 'E1, how work is scheduled, released or handed to stations',
    'scoping/E2': 'E2, what the system lets an operator do next',
    'scoping/E3': 'E3, how in-progress material, people or machines are seen or assigned',
    'scoping/E4': 'E4, consumption or production messages with ERP',
    'scoping/Q1': 'Q1, how a nonconformity or deviation is raised, contained, dispositioned',
    'scoping/Q2': 'Q2, how investigations or CAPA are triggered or linked',
    'scoping/Q3': 'Q3, how batch or unit evidence is reviewed, or release decided',
    'scoping/Q4': 'Q4, how holds, approvals or controlled documents are governed',
    'scoping/S1': 'S1, how specifications, control or sampling plans are authored, versioned, delivered',
    'scoping/S2': 'S2, how test or inspection results are produced, calculated, moved, judged',
    'scoping/S3': 'S3, how people or equipment record data kept as evidence',
    'scoping/S4': 'S4, what a batch, device or as-built record contains or how it is compiled',
    'scoping/K1': 'K1, a validated system is touched',
    'scoping/K2': 'K2, a system must stay',
    'scoping/K3': 'K3, downtime is restricted',
    'scoping/K4': 'K4, an interface is new or changes',
    'scoping/K5': 'K5, data is migrated',
    'scoping/K6': 'K6, several sites are concerned',
    'scoping/K7': 'K7, a third party hosts',
    'person/-': 'nobody',
  },
};
