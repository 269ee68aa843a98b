/** Words of the process map and its strip. */
import { list, plural } from './words.ts';

export const map = {
  title: 'Process map',
  /** A word of a vocabulary inside a node or sentence. */
  inline: (word: string) => word.toLowerCase(),
  lanes: {
    OPS: { short: 'OPS', long: 'Operations and MES' },
    QUA: { short: 'QUA', long: 'Quality unit' },
    IT: { short: 'IT', long: 'Plant IT' },
    unassigned: { short: 'No owner', long: 'Name who is accountable' },
  },
  interfaces: 'Interfaces',
  accountable: 'A',
  nobody: 'nobody',
  rows: {
    step: 'Step',
    collect: 'Collects',
    record: 'System of record',
    review: 'Review, release, audit',
    dataIn: 'Data in',
    dataOut: 'Data out',
  },
  grid: 'Process map: steps from left to right, their system roles and data below each',
  howToMove: 'Arrows move, Enter edits, Alt with left or right moves a step, N adds one, Delete removes one.',
  steps: 'Steps',
  untitled: 'Untitled step',
  verbAndObject: 'A verb and its object',
  writes: { update: 'updates', decide: 'decides' } as Readonly<Record<string, string>>,
  dataWithUses: (title: string, uses: string) => (uses === '' ? title : `${title} ${uses}`),
  rest: 'rest',

  forms: { label: 'Form of the view', map: 'Map', outline: 'Outline' },

  // what a screen reader says
  node: (position: number, count: number, title: string) => `Step ${position} of ${count}: ${title}`,
  nodeKind: (kind: string) => `kind ${kind}`,
  nodeOwner: (name: string, functionName: string) => `accountable ${name}, ${functionName}`,
  nodeNoOwner: 'nobody accountable',
  nodeTwoOwners: 'more than one accountable',
  nodeChange: (change: string, driver: string) => (driver === '' ? change : `${change}, driven by ${driver}`),
  nodeGone: 'removed meanwhile',
  cell: {
    fromTemplate: 'from the template',
    data: (step: string, direction: string, items: string) => `Step ${step}, ${direction}: ${items}`,
    noData: (step: string, direction: string) => `Step ${step}, ${direction}, empty`,
    path: (from: string, ids: string) => `from ${from} by ${ids}`,
    noPath: (from: string, to: string) => `no path from ${from} to ${to}`,
  },
  interfaceLabel: (id: string, from: string, to: string, data: string) =>
    `Interface ${id}, ${from} to ${to}${data === '' ? '' : `, carries ${data}`}`,
  interfaceRetired: 'removed by the initiative',
  interfaceUnused: 'used by no step',
  missingInterface: (from: string, to: string, data: string) => `No path from ${from} to ${to} for ${data}`,
  addInterface: (from: string, to: string) => `Add interface ${from} to ${to}`,
  interfaceAdded: (from: string, to: string) => `Interface ${from} to ${to} added`,

  // edits
  addStep: 'Step',
  newStep: 'New step',
  rename: 'Rename',
  chooseSystem: (role: string, step: string) => `${role} of step ${step}`,
  addSystem: 'Add a second system',
  addAnother: 'Add another system',
  addFirst: 'Name a system',
  onlyFor: 'Only for',
  allShort: 'all data',
  contributesOnly: 'contributes, is never accountable',
  noPeople: 'No people on the board yet. Name them under People.',
  usesOf: (system: string) => `What ${system} is used for`,
  keep: 'Keep',
  keepOnly: (system: string) => `Keep ${system}`,
  kept: (system: string, data: string) => (data === '' ? `Kept ${system}` : `Kept ${system} as record of ${data}`),
  conflictLead: (data: string) =>
    data === ''
      ? 'Two systems of record. Keep one; the other becomes a copy.'
      : `Two systems of record for ${data}. Keep one; the other becomes a copy.`,
  removeSystem: (system: string) => `Remove ${system}`,
  typeData: 'Type a data object',
  removeData: (id: string) => `Remove ${id} from this step`,
  useOf: (id: string) => `What the step does with ${id}`,
  moved: (title: string, position: number, count: number) => `${title} is now step ${position} of ${count}`,
  cannotMove: (title: string) => `${title} stays where it is`,
  deleted: (title: string) => `Step “${title}” removed`,
  stepsAdded: (count: number) => plural(count, { one: '# step added', other: '# steps added' }),
  orderChanged: 'The order changed meanwhile',
  showOrder: 'Show',
  chooseOwner: 'Who is accountable',

  // the bar of gaps
  gaps: {
    title: 'Gaps on the map',
    none: 'No gaps on the map',
    nothing: 'Nothing to check yet',
    conflict: (count: number) => plural(count, { zero: 'no conflict', one: '# conflict', other: '# conflicts' }),
    'no-record': (count: number) =>
      plural(count, { zero: 'every record named', one: '# no record', other: '# no record' }),
    'no-path': (count: number) => plural(count, { zero: 'every path there', one: '# no path', other: '# no path' }),
    'no-owner': (count: number) =>
      plural(count, { zero: 'everybody accountable', one: '# nobody accountable', other: '# nobody accountable' }),
    'two-owners': (count: number) => plural(count, { zero: '', one: '# two accountable', other: '# two accountable' }),
    go: (words: string) => `${words}: show the next one`,
    next: 'Next gap',
  },
  gap: {
    conflict: (data: string, systems: readonly string[]) =>
      `Conflicting systems of record for ${data}: ${list(systems)}`,
    'no-record': 'No system of record named',
    'no-path': (from: string, to: string, data: string) => `No path from ${from} to ${to} for ${data}`,
    'no-owner': 'Nobody accountable',
    'two-owners': 'More than one accountable',
  },

  // empty
  empty: {
    lead: 'Start with what starts the process.',
    text: 'Follow one lot to the point where someone may use it.',
    strip:
      'Under each step: what collects the data, which system is the authority when copies differ, and where it is reviewed.',
    enter: 'next step',
    tab: 'owner',
    paste: 'Pasted lines become steps.',
    nothing: 'No steps yet',
  },
};
