/** Words of the activity feed: what a person did in one sitting, as one sentence. */
import { list, plural } from './words.ts';

export const activity = {
  title: 'Activity',
  /** Clauses of "Priya Nair added step 3, changed D4 and asked Quality." */
  added: (records: string) => `added ${records}`,
  deleted: (records: string) => `deleted ${records}`,
  restored: (records: string) => `restored ${records}`,
  changed: (records: string) => `changed ${records}`,
  records: (names: readonly string[], more: number) =>
    list([...names, ...(more > 0 ? [plural(more, { one: '# more record', other: '# more records' })] : [])]),
  withFields: (record: string, fields: readonly string[], more: number) =>
    `${record} (${[...fields, ...(more > 0 ? [`${more} more`] : [])].join(', ')})`,
  template: 'started the board from its template',
  clauses: (clauses: readonly string[]) => list(clauses),
  board: 'the board',
  process: 'the process',
  gone: 'a record that is gone',
  asked: (kind: string, title: string, to: string) =>
    to === '' ? `opened the ${kind} “${title}”` : `asked ${to} “${title}”`,
  replied: (count: number) => plural(count, { one: 'replied once', other: 'replied # times' }),
  answeredThread: (count: number) =>
    plural(count, { one: 'called # reply the answer', other: 'called # replies answers' }),
  closed: (count: number) => plural(count, { one: 'closed # thread', other: 'closed # threads' }),
  reopened: (count: number) => plural(count, { one: 'reopened # thread', other: 'reopened # threads' }),
  applied: (count: number) => plural(count, { one: 'applied # proposal', other: 'applied # proposals' }),
  edited: (count: number) => plural(count, { one: 'reworded # comment', other: 'reworded # comments' }),
  reacted: (count: number) => plural(count, { one: 'reacted once', other: 'reacted # times' }),
  answered: (count: number) => plural(count, { one: 'answered # question', other: 'answered # questions' }),
  assessed: (count: number) => plural(count, { one: 'assessed # risk', other: 'assessed # risks' }),
  decided: (count: number) => plural(count, { one: 'recorded # decision', other: 'recorded # decisions' }),
  stance: (count: number) =>
    plural(count, { one: 'took a stance on # decision', other: 'took a stance on # decisions' }),
  accepted: (count: number) => plural(count, { one: 'accepted # finding', other: 'accepted # findings' }),
  ready: 'declared the function ready',
  notReady: 'took back being ready',
  joined: (names: readonly string[]) => `let in or changed ${list(names)}`,
  left: (names: readonly string[]) => `removed ${list(names)}`,
  access: (count: number) => plural(count, { one: 'changed access once', other: 'changed access # times' }),
  /** What a change of a row is about. */
  rows: {
    regime: 'regimes',
    alias: 'other names',
    citation: 'citations',
    logicData: 'data of the logic',
    link: 'links',
    role: 'systems',
    roleAsIs: 'systems of today',
    stepData: 'data',
    flow: 'flow',
    resp: 'owners',
    respNote: 'reason of an empty cell',
    feed: 'feeds',
    approver: 'approvers',
    ifData: 'data carried',
    ifScope: 'validation scope',
    part: 'parts',
  },
  longText: 'text',
  threadKinds: {
    question: 'question',
    objection: 'objection',
    proposal: 'proposal',
    decision: 'decision',
    action: 'action',
  },
  unknown: 'Somebody',
  empty: {
    title: 'Nothing has happened here yet',
    text: 'What people change and say appears here, one line a sitting.',
  },
  older: 'Show earlier',
  failed: 'The activity could not be read.',
  allChanges: 'All entries',
  since: (when: string) => `Since ${when}`,
};
