/** Words of findings on screen: readiness, the list, fixes and what they would do, the classification. */
import type { FixKind } from '@chartroom/domain';
import { list, plural } from './words.ts';

const blockers = (count: number) => plural(count, { zero: 'no blockers', one: '# blocker', other: '# blockers' });
const warnings = (count: number) => plural(count, { zero: 'no warnings', one: '# warning', other: '# warnings' });
const infos = (count: number) => plural(count, { zero: 'no notes', one: '# note', other: '# notes' });
const name = (names: readonly string[], at = 0): string => names[at] ?? '';

/** What a fix offers; `names` are the records in the order of the fix. */
const fixes: Readonly<Record<FixKind, (names: readonly string[]) => string>> = {
  'name-record': (names) => `Name ${name(names)} as system of record`,
  'keep-record': (names) => `Keep ${name(names)}`,
  'add-interface': (names) => `Interface ${name(names)} to ${name(names, 1)} for ${name(names, 2)}`,
  'carry-data': (names) => `Carry ${name(names, 1)} by ${name(names)}`,
  'review-in-record': (names) => `Review in ${name(names)} at ${name(names, 1)}`,
  unlink: () => 'Take the link away',
  'clear-field': () => 'Clear the field',
  merge: (names) => `Merge into ${name(names)}`,
  'keep-accountable': (names) => `Keep ${name(names)}`,
  'name-person': (names) => `Name ${name(names)}`,
  'give-code': (names) => `Give ${name(names)} ${name(names, 1)}${names.length > 2 ? `: ${name(names, 2)}` : ''}`,
  'add-approver': (names) => `Add ${name(names)} as approver`,
  'feed-from-record': (names) => `Feed ${name(names, 1)} from ${name(names)}`,
  'name-approver': (names) => `Name ${name(names)}`,
  'set-meaning': (names) => `${name(names)} signs for ${name(names, 1)}`,
  'report-in-scope': () => 'In scope',
  'report-not-applicable': () => 'Not applicable',
  'scope-interface': () => 'Put the interface into scope',
  'scope-transformation': () => 'Put the transformation into scope',
  reconcile: (names) => `Reconcile by ${name(names).toLowerCase()}`,
  'enter-risk': (names) => `Enter the risk: ${name(names)}, duty of ${name(names, 1)}`,
  'keep-system': (names) => `Keep ${name(names)}`,
  'enter-decision': (names) => `Enter a decision on ${name(names)}`,
};

/** What was done, for the notice; `subject` is what the finding was about. */
const done: Readonly<Record<FixKind, (names: readonly string[], subject: string) => string>> = {
  'name-record': (names, subject) => `Named ${name(names)} as record of ${subject}`,
  'keep-record': (names, subject) => `Kept ${name(names)} as record of ${subject}`,
  'add-interface': (names) => `Interface ${name(names)} to ${name(names, 1)} added`,
  'carry-data': (names) => `${name(names)} now carries ${name(names, 1)}`,
  'review-in-record': (names) => `Reviewed in ${name(names)} at ${name(names, 1)}`,
  unlink: (_, subject: string) => `Link of ${subject} taken away`,
  'clear-field': (_, subject: string) => `Field of ${subject} cleared`,
  merge: (names) => `Merged into ${name(names)}`,
  'keep-accountable': (names, subject) => `Kept ${name(names)} as accountable for ${subject}`,
  'name-person': (names, subject) => `Named ${name(names)} for ${subject}`,
  'give-code': (names, subject) => `${name(names)} has ${name(names, 1)} on ${subject}`,
  'add-approver': (names, subject) => `${name(names)} approves ${subject}`,
  'feed-from-record': (names, subject) => `${subject} takes ${name(names, 1)} from ${name(names)}`,
  'name-approver': (names, subject) => `${name(names)} approves ${subject}`,
  'set-meaning': (names, subject) => `${name(names)} signs ${subject} for ${name(names, 1)}`,
  'report-in-scope': (_, subject: string) => `Logic of ${subject} is in scope`,
  'report-not-applicable': (_, subject: string) => `Logic of ${subject} is not applicable`,
  'scope-interface': (_, subject: string) => `${subject} is in the validation scope`,
  'scope-transformation': (_, subject: string) => `Transformation of ${subject} is in scope`,
  reconcile: (names, subject) => `${subject} is reconciled by ${name(names).toLowerCase()}`,
  'enter-risk': (names) => `Risk entered: ${name(names)}`,
  'keep-system': (names) => `${name(names)} is kept`,
  'enter-decision': (names) => `Decision on ${name(names)} entered`,
};

export const findings = {
  // naming
  step: (number: string) => `step ${number}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  notHere: (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`,
  rulesFor: (rules: readonly string[], subject: string) => `${list(rules)} for ${subject}`,
  newOne: (kind: string) => `the new ${kind}`,

  counts: { blockers, warnings, infos },
  severities: { B: 'Blockers', W: 'Warnings', I: 'Notes', accepted: 'Accepted' },
  severity: { B: 'Blocker', W: 'Warning', I: 'Note' },
  severityHints: {
    B: 'A charter cannot be reviewed with one',
    W: 'Fixed, or accepted by all three functions',
    I: 'Worth a look, holds nothing up',
    accepted: 'Accepted by operations, quality and IT, with reasons',
  },

  readiness: {
    title: 'Readiness',
    nothing: 'Nothing to check yet',
    bar: (percent: number, passed: number, asked: number) =>
      `${percent} % of the checks pass: ${passed} of ${asked}. A check is one rule asked of one record.`,
    settled: 'No blockers',
    opens: 'Review opens at 0 blockers',
    open: 'Nothing blocks a review',
    next: 'Next blocker',
    nextWarning: 'Next warning',
    accepted: (count: number) => `${count} accepted`,
    owed: (functionName: string, count: number) => `${functionName} ${count}`,
    owes: (functionName: string, count: number) => `${functionName} owes ${blockers(count)}: show them`,
    show: (what: string) => `${what}: show them`,
    new: (count: number) => `${count} new`,
    solved: (count: number) => `${count} solved`,
  },

  summary: (b: number, w: number) => `${blockers(b)}, ${warnings(w)}`,
  none: 'No findings: every step, data object, interface and output is settled by the rules.',
  blank: 'Nothing to check yet. Findings begin with the first step on the map.',
  toMap: 'Go to the map',
  noneMatch: 'No finding matches what is shown here.',
  showAll: 'Show all',
  showAllOf: (count: number) => `Show all ${count}`,
  list: 'Findings',
  howToMove: 'Arrows move, Enter goes to the cause, E explains, A applies the first fix.',
  filters: {
    label: 'Which findings',
    mine: 'Mine',
    mineHint: (functionName: string) => `What ${functionName} owes`,
    noFunction: 'Your function owes nothing: only operations, quality and IT do',
    severity: 'Severity',
    all: 'All',
    owes: 'Owed by',
    anybody: 'Anybody',
    new: 'New',
    accepted: 'Accepted',
    group: 'Grouped',
    byRule: 'By rule',
    byFunction: 'By function',
    menu: 'Filter',
  },
  owes: (functionName: string, count: number) =>
    count === 0 ? `${functionName} owes nothing` : `${functionName} owes ${count}`,
  owedBy: (functions: readonly string[]) => `Owed by ${list(functions)}`,
  row: (parts: {
    readonly severity: string;
    readonly isNew: boolean;
    readonly accepted: boolean;
    readonly told: string;
    readonly owes: readonly string[];
    readonly rule: string;
  }) =>
    `${parts.severity}${parts.accepted ? ', accepted' : ''}${parts.isNew ? ', new' : ''}: ${parts.told} Owed by ${list(parts.owes)}. Rule ${parts.rule}.`,
  goTo: 'Go to the cause',
  new: 'new',
  explain: 'What it rests on',
  explainOf: (rule: string) => `Explain ${rule}`,
  todo: 'What to do',
  basis: 'Basis',
  toConfirm: 'to be confirmed by the site',
  copyLink: 'Copy the link to this finding',
  noFix: 'People have to choose here; there is no repair in one click.',

  solvedSince: (when: string) => `Solved since ${when}`,
  solvedAll: (count: number) => `Show all ${count} solved`,

  keys: { apply: 'Apply the first fix of a finding', explain: 'Explain a finding', next: 'Next blocker' },

  fixes,
  done,
  preview: {
    label: 'What it would do',
    working: 'Trying it out',
    clears: (items: readonly string[]) => `clears ${list(items)}`,
    remains: 'does not clear this one by itself',
    opens: (items: readonly string[]) => `opens ${list(items)}`,
    opensNothing: 'opens nothing new',
    eases: (items: readonly string[]) => `eases ${list(items)}`,
    worsens: (items: readonly string[]) => `makes ${list(items)} weigh more`,
    lapses: (items: readonly string[]) => `acceptance of ${list(items)} lapses`,
    becomes: (label: string) => `the class becomes “${label}”`,
    more: (count: number) => `${count} more`,
    refused: 'It cannot be done any more: the board has changed.',
  },

  classification: {
    title: (ruleset: number) => `Classification, rule set ${ruleset}`,
    final: 'Final',
    provisional: 'Provisional',
    classes: {
      MES_LED: 'MES-led with quality impact',
      QUALITY_LED: 'Quality-led with MES impact',
      JOINT: 'Governed jointly',
    },
    means: {
      MES_LED: 'Operations leads. Quality can refuse in requirements, validation and change control. All three sign.',
      QUALITY_LED: 'Quality leads. Operations and IT assess downtime, integration and performance. All three sign.',
      JOINT: 'Operations and quality lead together. Each holds A or V in all four areas; IT signs too.',
    },
    axes: { E: 'Execution', Q: 'Quality', S: 'Shared' },
    score: (axis: string, score: number) => `${axis}: ${score} of 100`,
    nobody:
      'Nobody has answered the scoping questions yet; until somebody does, the scores are 0 and the work counts as joint.',
    answered: (counts: string) => `Answers: ${counts}`,
    rules: 'Rules that fired',
    noRule: 'None: purpose and scores lead.',
    notFired: (rules: readonly string[]) => `Did not fire: ${list(rules)}`,
    words: {
      T1: 'A function puts S1 or S2 at 2 or more',
      T2: 'The purpose is shared',
      T3: 'Execution and quality are both at 50 or more',
      T4: 'Execution and quality are within 15',
      T5: 'The purpose and the higher score disagree',
      B0: 'Too few changed regulated data objects have one system of record',
      B1: 'Many records lie in the domain of the other function',
      B2: 'A data object is recorded in two domains',
      B3: 'Most records lie in the domain of the purpose',
    },
    details: {
      T1: (functions: readonly string[]) => list(functions),
      T2: (functions: readonly string[]) => (functions.length === 0 ? 'Nobody has chosen a purpose' : list(functions)),
      scores: (execution: number, quality: number) => `${execution} and ${quality}`,
      settled: (settled: number, objects: number) => `${settled} of ${objects}; 70 % are needed`,
      domains: (count: number, objects: number) => `${count} of ${objects}`,
      across: (names: readonly string[]) => list(names),
    },
    purposes: { EXEC: 'execution', QUAL: 'quality', SHARED: 'shared' },
    purposeOf: (functionName: string, purpose: string) => `${functionName}: ${purpose}`,
    why: 'What makes it provisional',
    reasonFunction: (functions: readonly string[]) =>
      `Nobody of ${list(functions)} has chosen a purpose and answered 10 of 12 questions.`,
    reasonMap: (settled: number, objects: number) =>
      `${settled} of ${objects} changed regulated data objects have exactly one system of record; 70 % are needed.`,
    contested: 'Contested',
    contestedLead: 'The functions are 2 or more apart.',
    medians: (said: readonly string[]) => said.join(', '),
    captureChanges: 'Somebody says that recording changes: treat recording as joint.',
    madeJoint: 'Made joint by an agreed decision.',
    firmness: 'How firm is this',
    firm: 'Firm: no single answer, purpose or data object changes it.',
    nearAnswers: (count: number) =>
      plural(count, { one: '# single answer would change it', other: '# single answers would change it' }),
    nearPurposes: (count: number) =>
      plural(count, { one: '# choice of purpose would change it', other: '# choices of purpose would change it' }),
    nearMap: (names: readonly string[]) => `The record of ${list(names)} decides it`,
    notFirm: (parts: readonly string[]) => `Not firm: ${list(parts)}.`,
    unknownYet: 'Said once the functions have answered.',
    show: 'Show classification',
    hide: 'Hide classification',
  },

  signs: {
    more: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
    show: (count: number) => plural(count, { one: 'Show the finding', other: 'Show # findings' }),
    badge: (b: number, w: number) => (b > 0 ? blockers(b) : warnings(w)),
  },
  section: {
    title: 'Findings',
    none: 'No findings',
  },
};
