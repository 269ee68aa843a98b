/** Words of the audit trail: every change as a sentence without its subject, filters, reasons. */
import { plural } from './words.ts';

const quoted = (text: string): string => `“${text}”`;
/** What somebody called it, where they did. */
const labelled = (label: string): string => (label === '' ? '' : ` ${quoted(label)}`);
const of = (what: string, record: string): string => `${what} of ${record}`;
/** "for D4", where it is not for all data. */
const forData = (data: string): string => (data === '' ? '' : ` for ${data}`);

export const history = {
  summary: (shown: number, more: boolean) =>
    shown === 0 ? '' : `${plural(shown, { one: '# entry', other: '# entries' })}${more ? ' and earlier ones' : ''}`,
  quoted,
  of,
  unknownRecord: 'a record that is gone',
  step: (number: string) => `step ${number}`,
  titled: (label: string, title: string) => (title === '' ? label : label === '' ? title : `${label}, ${title}`),
  board: 'the board',
  process: 'the process',
  position: 'position',
  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
  was: (sentence: string, old: string) => `${sentence} (was ${old})`,

  /** Each goes on after a name: "Priya Nair …". */
  change: {
    template: (title: string) => `started the board from the template ${quoted(title)}`,
    blank: 'started an empty board',
    created: (record: string) => `added ${record}`,
    removed: (record: string) => `took ${record} out of the board for good`,
    deleted: (record: string) => `deleted ${record}`,
    restored: (record: string) => `restored ${record}`,
    merged: (record: string, into: string) => `merged ${record} into ${into}`,
    unmerged: (record: string) => `took the merge of ${record} back`,
    moved: (record: string) => `moved ${record}`,
    set: (field: string, record: string, value: string) => `set ${of(field, record)} to ${value}`,
    cleared: (field: string, record: string) => `cleared ${of(field, record)}`,
    text: (field: string, record: string) => `rewrote ${of(field, record)}`,
    wrote: (field: string, record: string) => `wrote ${of(field, record)}`,
    other: (place: string) => `changed ${place}`,
  },
  rows: {
    role: {
      said: (system: string, use: string, step: string, data: string) =>
        `named ${system} as ${use} of ${step}${forData(data)}`,
      withdrawn: (system: string, use: string, step: string, data: string) =>
        `took ${system} back as ${use} of ${step}${forData(data)}`,
      replaced: (system: string, use: string, step: string, data: string) =>
        `set ${use} of ${step}${forData(data)} to ${system}`,
    },
    /** Uses of a system in the middle of a sentence. */
    uses: {
      collect: 'collecting system',
      record: 'system of record',
      review: 'review system',
      release: 'release system',
      audit: 'audit system',
    },
    today: (use: string) => `today’s ${use}`,
    anyStep: 'no step in particular',
    stepData: {
      said: (data: string, use: string, step: string) => `put ${data} into ${step} (${use})`,
      withdrawn: (data: string, use: string, step: string) => `took ${data} out of ${step} (${use})`,
    },
    flow: {
      said: (from: string, to: string, condition: string) =>
        `led ${from} to ${to}${condition === '' ? '' : ` ${quoted(condition)}`}`,
      withdrawn: (from: string, to: string) => `took the way from ${from} to ${to} back`,
      set: (from: string, to: string, condition: string) =>
        `set the condition from ${from} to ${to} to ${quoted(condition)}`,
    },
    resp: {
      said: (who: string, code: string, subject: string) => `named ${who} ${code} for ${subject}`,
      withdrawn: (who: string, code: string, subject: string) => `took ${who} back as ${code} for ${subject}`,
      replaced: (who: string, code: string, subject: string) => `made ${who} ${code} for ${subject}`,
    },
    codes: { A: 'accountable', R: 'responsible', C: 'consulted', I: 'informed', V: 'approver' },
    person: (name: string, fn: string) => `${name} (${fn})`,
    respNote: {
      said: (fn: string, area: string, text: string) => `said why ${fn} has nothing in ${area}: ${quoted(text)}`,
      withdrawn: (fn: string, area: string) => `took back why ${fn} has nothing in ${area}`,
    },
    feed: {
      said: (output: string, data: string, system: string) => `fed ${output} with ${data} from ${system}`,
      withdrawn: (output: string, data: string, system: string) =>
        `stopped feeding ${output} with ${data} from ${system}`,
    },
    approver: {
      said: (who: string, output: string, meaning: string) => `named ${who} to sign ${output}${meaning}`,
      withdrawn: (who: string, output: string, meaning: string) => `took ${who} back as signer of ${output}${meaning}`,
      replaced: (who: string, output: string, meaning: string) => `set the signer of ${output}${meaning} to ${who}`,
      meaning: (meaning: string) => ` for ${meaning}`,
    },
    citation: {
      said: (text: string, output: string) => `cited ${text} for ${output}`,
      withdrawn: (text: string, output: string) => `took the citation ${text} of ${output} back`,
    },
    regime: {
      said: (regime: string) => `put the process under ${regime}`,
      withdrawn: (regime: string) => `took the process out from under ${regime}`,
    },
    alias: {
      said: (name: string, system: string) => `noted ${quoted(name)} as another name of ${system}`,
      withdrawn: (name: string, system: string) => `took the other name ${quoted(name)} of ${system} back`,
    },
    logicData: {
      said: (data: string, logic: string) => `let ${logic} read ${data}`,
      withdrawn: (data: string, logic: string) => `took ${data} away from ${logic}`,
    },
    ifData: {
      said: (data: string, carrier: string) => `let ${carrier} carry ${data}`,
      withdrawn: (data: string, carrier: string) => `took ${data} off ${carrier}`,
    },
    ifScope: {
      said: (carrier: string, scope: string) => `put ${carrier} into the validation scope (${scope})`,
      withdrawn: (carrier: string, scope: string) => `took ${carrier} out of the validation scope (${scope})`,
    },
    part: {
      said: (part: string, whole: string) => `made ${part} a part of ${whole}`,
      withdrawn: (part: string, whole: string) => `took ${part} out of ${whole}`,
    },
    link: {
      said: (from: string, to: string) => `tied ${from} to ${to}`,
      withdrawn: (from: string, to: string) => `untied ${from} from ${to}`,
    },
  },

  /** Entries that are no change of the document. */
  said: {
    joined: (name: string, role: string) => `made ${name} ${role} of the board`,
    signer: (name: string, role: string) => `made ${name} ${role} and signer of the board`,
    left: (name: string) => `put ${name} off the board`,
    /** `email`: null for a link; `label`: empty when nobody gave it one. */
    invited: (email: string | null, role: string | null, label: string) =>
      `${email === null ? 'made an invitation link' : `invited ${email}`}${labelled(label)}${role === null ? '' : `, role ${role}`}`,
    'invitation-revoked': (label: string) => `revoked an invitation${labelled(label)}`,
    'invitation-used': (label: string) => `came by an invitation${labelled(label)}`,
    'read-link-made': (label: string) => `made a read-only link${labelled(label)}`,
    'read-link-revoked': (label: string) => `revoked a read-only link${labelled(label)}`,
    exported: (about: string) => `exported ${about}`,
    refused: (about: string) => `tried what the role does not allow (${about})`,
    thread: (kind: string, title: string) => `opened the ${kind} ${quoted(title)}`,
    'thread.edit': 'changed what a thread asks',
    'thread.claim': 'called a reply the answer',
    'thread.resolve': (text: string) => `closed a thread: ${quoted(text)}`,
    'thread.reopen': (text: string) => `reopened a thread: ${quoted(text)}`,
    'thread.apply': 'applied a proposed change',
    comment: (text: string) => `replied ${quoted(text)}`,
    'comment.edit': (text: string) => `reworded a comment: ${quoted(text)}`,
    reaction: 'reacted to a comment',
    answer: (question: string, text: string) => `answered ${question}: ${quoted(text)}`,
    assess: (risk: string, text: string) => `assessed ${risk}: ${quoted(text)}`,
    agreed: (decision: string) => `recorded ${decision} as agreed`,
    reversed: (decision: string) => `recorded ${decision} as reversed`,
    stance: { agree: 'agreed to', abstain: 'abstained on', dissent: 'dissented from' },
    stanceOn: (stance: string, decision: string) => `${stance} ${decision}`,
    accept: (rule: string, text: string) => `accepted finding ${rule}: ${quoted(text)}`,
    ready: 'declared the function ready',
    notReady: 'took back being ready',
    asks: (functionName: string) => `asks ${functionName}`,
    noDue: 'no due date any more',
    until: (day: string) => `until ${day}`,
    more: 'Show all of it',
    less: 'Show less',
    edit: 'said something of own edits',
    other: (kind: string) => `said something that this version does not know (${kind})`,
  },

  title: 'History',
  lead: 'Every change and everything said, newest first',
  modes: { label: 'Form', entries: 'All entries', activity: 'In short' },
  when: {
    today: 'Today',
    yesterday: 'Yesterday',
    between: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  },
  /** Said before parts of a text. */
  removed: 'removed:',
  inserted: 'inserted:',
  reason: 'Reason',
  purpose: 'Purpose',
  owed: {
    filter: 'Reason owed',
    line: (what: string) => `Reason owed: ${what}`,
    for: {
      regulated: 'regulated item',
      record: 'system of record',
      accountable: 'who is accountable',
      output: 'output',
    },
    none: {
      title: 'No reason is owed',
      text: 'Whoever changes something regulated, a system of record, who is accountable or an output says why. What waits for it appears here.',
    },
  },
  offline: (made: string, received: string) => `made offline ${made}, received ${received}`,
  by: {
    undo: 'by undo',
    redo: 'by redo',
    restore: 'by restoring',
    import: 'by import',
    template: 'by template',
  },
  updates: (from: number, to: number) => (from === to ? `update ${from}` : `updates ${from} to ${to}`),
  entry: (seq: number) => `entry ${seq}`,
  someone: 'Somebody',

  filter: {
    label: 'Choose what is shown',
    who: 'Who',
    everybody: 'Everybody',
    what: 'What',
    everything: 'Everything',
    kind: 'Kind',
    kinds: { change: 'Changes', said: 'What was said', access: 'Access and members' },
    when: 'When',
    anyTime: 'Any time',
    today: 'Today',
    week: 'Last 7 days',
    month: 'Last 30 days',
    days: 'From one day to another',
    from: 'From',
    to: 'To',
    search: 'Words in reasons, values and names',
    about: (record: string) => `About ${record}`,
    entry: (seq: number) => `Entry ${seq}`,
    removeEntry: (seq: number) => `Entry ${seq}: show the others as well`,
    clear: 'Show everything',
    roots: {
      records: 'Records',
      roles: 'Systems in their roles',
      owners: 'Owners and signers',
      data: 'Data and feeds',
      texts: 'Long texts',
      process: 'Process and board',
    },
    remove: (what: string) => `Stop filtering by ${what}`,
  },
  export: {
    label: 'Export',
    csv: 'As a table (CSV)',
    csvHint: 'One line an entry, with the filters of this list',
    json: 'With its chain of hashes (JSON)',
    jsonHint: 'The whole record, which can be verified without this server',
  },
  behind: (count: number) =>
    plural(count, { one: '# edit is still being told', other: '# edits are still being told' }),
  older: 'Show earlier',
  loadingOlder: 'Loading earlier entries',
  empty: {
    title: 'Nothing has happened here yet',
    text: 'Every edit and everything said stands here, with who, when and why.',
  },
  noneMatch: 'No entry fits these filters.',
  noneYet: 'Not found in the newest entries.',
  lookFurther: 'Look further back',
  failed: 'The history could not be read.',
  failedAway: 'The history comes from the server, which cannot be reached just now.',
  list: 'Entries, newest first. Arrow keys move between them, Enter opens the record.',
  open: (record: string) => `Open ${record}`,

  panel: {
    title: 'History',
    none: 'Not changed since the board was started',
    reading: 'Asking who touched it last',
    away: 'Known once the server is back',
    unfold: 'Show changes',
    fold: 'Hide changes',
    all: 'All in the history',
  },
};
