/** Words of the inbox, of the mail about it, and of what is new since somebody was on a board last. */
import { list, number, plural } from './words.ts';

const people = (names: readonly string[]): string => list(names);

export const inbox = {
  title: 'Inbox',
  filters: {
    label: 'Threads',
    unread: 'Unread',
    concerns: 'Concerns me',
    asked: (functionName: string) => `Asked of ${functionName}`,
    all: 'All',
  },
  /** The heading of a board's threads. */
  ofBoard: (title: string) => `Threads on ${title}`,
  unreadOn: (count: number) => plural(count, { zero: 'read', one: '# unread', other: '# unread' }),
  list: 'Threads over all boards, newest first',
  howToMove: 'Arrow keys, or J and K, move through the threads. Enter opens one, E marks it read.',
  keys: { next: 'Next thread', previous: 'Previous thread', read: 'Mark read' },
  markRead: 'Mark read',
  markReadOf: (title: string) => `Mark “${title}” read`,
  notMarked: (title: string, reason: string) => `“${title}” was not marked read. ${reason}`,
  unreachable: 'The server does not answer.',
  by: (name: string, text: string) => `${name}: ${text}`,
  to: (name: string) => `to ${name}`,
  you: 'you',
  row: (parts: readonly string[]) => parts.filter((part) => part !== '').join(', '),
  why: {
    named: 'names you',
    'function-named': 'names your function',
    asked: 'asks you',
    'function-asked': 'asks your function',
    spoke: 'you spoke here',
    watched: 'you watch this',
  },
  answered: 'answered, to be closed',
  closed: 'closed',
  showMore: 'Show earlier',
  showNew: 'Show what is new',
  none: {
    unread: 'You have read everything.',
    concerns: 'Nothing concerns you yet. What names you, asks your function or answers you appears here.',
    asked: 'No open thread asks you or your function.',
    all: 'Nobody has asked anything yet on your boards.',
  },
  showAll: 'Show all',
  boards: 'Boards',
  failedTitle: 'The inbox could not be read',
  failed: 'The server does not answer. Check that it runs, then try again.',
  stale: (since: string) => `The server does not answer. This is the inbox as of ${since}.`,

  mail: {
    label: 'Mail',
    heading: (email: string) => `Mail about what concerns me, to ${email}`,
    when: { once: 'at once', daily: 'in the morning', never: 'never' },
    choice: { once: 'At once, two minutes later', daily: 'In the morning', never: 'Never' },
    off: 'This server sends no mail. Ask its administrator.',
    notSet: (reason: string) => `The server did not take it. ${reason}`,
  },

  cards: {
    label: 'What waits for you',
    unread: (count: number) => plural(count, { zero: 'Nothing unread', one: '# unread', other: '# unread' }),
    inBoards: (count: number) => plural(count, { one: 'in # board', other: 'in # boards' }),
    allRead: 'You have read everything',
    only: (title: string) => `All on ${title}`,
    latest: (title: string) => `Most on ${title}`,
    concerns: (count: number) =>
      plural(count, { zero: 'Nothing new concerns you', one: '# concerns you', other: '# concern you' }),
    concernsLead: 'They name, ask or answer you',
    concernsNone: 'What names, asks or answers you',
    asked: (count: number, functionName: string) =>
      count === 0 ? `Nothing asked of ${functionName}` : `${number(count)} asked of ${functionName}`,
    askedNone: 'Open questions appear here',
    due: (count: number) => plural(count, { one: '# is due today or late', other: '# are due today or late' }),
    notDue: 'None is due today',
  },
  unread: 'Unread',
  unreadOfBoard: (count: number, own: number) =>
    own === 0
      ? plural(count, { one: '# unread', other: '# unread' })
      : `${plural(count, { one: '# unread', other: '# unread' })}, ${plural(own, {
          one: '# concerns you',
          other: '# concern you',
        })}`,

  since: {
    title: (when: string) => `Since you were here ${when}`,
    /** "2 ask Quality, 1 names you, 14 changes" */
    counts: (parts: readonly string[]) => parts.join(', '),
    asked: (count: number, functionName: string) =>
      plural(count, { one: `# asks ${functionName}`, other: `# ask ${functionName}` }),
    mentions: (count: number) => plural(count, { one: '# names you', other: '# name you' }),
    messages: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
    decisions: (count: number) => plural(count, { one: '# decision', other: '# decisions' }),
    dissents: (count: number) => plural(count, { one: 'dissent from # decision', other: 'dissent from # decisions' }),
    lapsed: (count: number) => plural(count, { one: '# acceptance lapsed', other: '# acceptances lapsed' }),
    joined: (count: number) => plural(count, { one: '# person joined', other: '# people joined' }),
    changes: (count: number) => plural(count, { one: '# change', other: '# changes' }),
    show: 'Show',
    hide: 'Hide',
    dismiss: 'Dismiss what is new',
    items: 'What is new, the most important first',
    item: {
      asked: (name: string, title: string) => `${name} asks “${title}”`,
      mention: (name: string, title: string) => `${name} names you in “${title}”`,
      reply: (name: string, title: string) => `${name} replied in “${title}”`,
      closed: (name: string, title: string) => `${name} closed “${title}”`,
      agreed: (name: string, decision: string) => `${name} recorded that ${decision} is agreed`,
      reversed: (name: string, decision: string) => `${name} recorded that ${decision} is reversed`,
      stance: {
        agree: (name: string, functionName: string, decision: string) =>
          `${name}, ${functionName}, agrees to ${decision}`,
        abstain: (name: string, functionName: string, decision: string) =>
          `${name}, ${functionName}, abstains from ${decision}`,
        dissent: (name: string, functionName: string, decision: string) =>
          `${name}, ${functionName}, dissents from ${decision}`,
      },
      accepted: (name: string, functionName: string, finding: string) =>
        `${name} accepted for ${functionName}: ${finding}`,
      lapsed: (functionName: string, rule: string) => `What ${functionName} accepted by ${rule} has changed`,
      answered: (name: string, question: string) => `${name} answered ${question}`,
      assessed: (name: string, risk: string) => `${name} assessed ${risk}`,
      ready: (functionName: string, name: string) => `${functionName} is ready, says ${name}`,
      notReady: (functionName: string, name: string) => `${functionName} is not ready any more, says ${name}`,
      joined: (name: string, functionName: string) => `${name}, ${functionName}, joined`,
      left: (name: string) => `${name} left`,
      changed: (record: string, count: number, names: readonly string[]) =>
        `${record}: ${plural(count, { one: '# change', other: '# changes' })} by ${people(names)}`,
    },
    gone: 'a record that is gone',
    board: 'The board',
    process: 'The process',
  },
};
