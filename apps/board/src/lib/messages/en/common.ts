/** Words that every area uses, and the words of the kit's own parts. */
import { plural } from './words.ts';

export const common = {
  product: 'Chartroom',

  // actions
  add: 'Add',
  apply: 'Apply',
  back: 'Back',
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  copyFailed: 'This browser does not let pages copy. It is selected: copy it with Ctrl C.',
  copyLink: 'Copy link',
  create: 'Create',
  delete: 'Delete',
  discard: 'Discard',
  dismiss: 'Dismiss',
  download: 'Download',
  edit: 'Edit',
  find: 'Find',
  keep: 'Keep',
  more: 'More',
  next: 'Next',
  open: 'Open',
  previous: 'Previous',
  redo: 'Redo',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  rename: 'Rename',
  restore: 'Restore',
  retry: 'Try again',
  save: 'Save',
  undo: 'Undo',
  useTheirs: 'Use theirs',

  // values
  yes: 'Yes',
  no: 'No',
  none: 'none',
  notSet: 'Not set',
  unnamed: 'Unnamed',
  loading: 'Loading',
  partFailed: 'This part of the page could not be loaded. Check the connection and try again.',
  optional: 'optional',
  unread: (count: number) => plural(count, { one: '# unread', other: '# unread' }),
  comments: (count: number) => plural(count, { zero: 'no comments', one: '# comment', other: '# comments' }),
  morePeople: (count: number) => plural(count, { one: '# more person', other: '# more people' }),

  // save state
  saved: 'Saved',
  saving: 'Saving',
  offline: 'Offline',
  offlineUnsent: (count: number) =>
    plural(count, { zero: 'Offline', one: 'Offline, # unsent', other: 'Offline, # unsent' }),
  readOnly: 'Read-only',
  readOnlyBecause: (reason: string) => `Read-only, ${reason}`,

  // severity
  blocker: 'Blocker',
  warning: 'Warning',
  info: 'Info',

  // people
  person: (name: string, functionName: string) => `${name}, ${functionName}`,
  away: 'away',
  peerHere: (name: string, functionName: string) => `${name}, ${functionName}, is here`,
  changedBy: (name: string) => `Changed by ${name}`,
  theirs: (name: string, value: string) => `${name} set “${value}”`,
  changedMeanwhile: (value: string) => `Changed meanwhile to “${value}”`,

  // a text that may not be written any more
  heldBecause: (sentence: string) => `Not saved. ${sentence}`,
  heldText: 'What you typed',
  heldReady: 'Not saved yet.',
  copyHeld: 'Copy what I typed',
  keptText: (label: string, text: string) => `${label} was not saved: “${text}”`,

  // fields and pickers
  label: (label: string, value: string) => `${label}: ${value}`,
  editField: (label: string) => `Edit ${label}`,
  enterDate: 'Enter a date as day, month, year',
  enterInteger: (min: number, max: number) => `Enter a whole number from ${min} to ${max}`,
  newItem: (kind: string, text: string) => `New ${kind} “${text}”`,
  noMatch: (text: string) => `Nothing matches “${text}”`,
  nothingToChoose: 'Nothing to choose from yet',
  alsoMatches: (alias: string) => `also matches “${alias}”`,
  matches: (count: number) => plural(count, { zero: 'No match', one: '# match', other: '# matches' }),
  editorFailed: 'The editor did not load. Reload the page when you are online',
  openList: 'Open list',
  typeToChoose: 'Type to choose',
  enterKey: 'Enter',
  createKey: 'Ctrl Enter',

  // slots
  slot: {
    /** "System of record: MES" */
    one: (role: string, system: string) => `${role}: ${system}`,
    many: (role: string, systems: string) => `${role}: ${systems}, each for its own data`,
    forData: (system: string, data: string) => `${system} for ${data}`,
    empty: (role: string) => `${role}, empty, blocker`,
    open: (role: string) => `${role}, not asked for yet`,
    proposed: (role: string, system: string) => `${role}: ${system}, proposed`,
    conflict: (role: string, sides: string) => `${role}, conflict, blocker: ${sides}`,
    side: (system: string, functionName: string) => `${system} said by ${functionName}`,
    sideUnknown: (system: string) => system,
    nameOne: 'Name one',
  },

  // page states
  errorTitle: 'This did not work',
  reference: (id: string) => `Reference ${id}`,
};
