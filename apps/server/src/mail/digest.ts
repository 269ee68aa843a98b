/**
 * The mail that tells somebody what is new for them and what is due: who said what, briefly, with a link to each thread.
 * Pure. Everything that people typed is text in it; nothing in it is loaded from anywhere.
 */
import type { ConcernReason, PlantFunction } from '../api.ts';
import type { DueThread, News } from '../db/inbox.ts';
import { addDays } from '../reading/local-time.ts';
import type { OpenDuties } from '../reading/open-duties.ts';
import { escapeHtml, oneLine, shortened } from './html.ts';
import type { Mail } from './mailer.ts';

export interface DigestInput {
  readonly to: string;
  readonly when: 'once' | 'daily';
  /** Scheme, host and port under which people reach the server. */
  readonly origin: string;
  readonly news: readonly News[];
  /** How many there are, of which `news` may hold the first. */
  readonly newsCount: number;
  readonly due: readonly DueThread[];
  /** What they owe beside that, without a day. */
  readonly duties: readonly OpenDuties[];
  /** ISO day where the server stands. */
  readonly today: string;
  /** Path that ends these mails. */
  readonly unsubscribePath: string;
}

/** Something with a heading, of which each has its lines and a link. */
interface Entry {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly quotes: readonly string[];
  readonly url: string;
}
interface Part {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const QUOTE_LENGTH = 200;
const QUOTES_A_THREAD = 3;

const FUNCTION_WORDS: Readonly<Record<PlantFunction, string>> = {
  OPS: 'operations',
  QUA: 'quality',
  IT: 'IT',
  OTHER: 'other functions',
};
const REASON_WORDS: Readonly<Record<ConcernReason, string>> = {
  named: 'names you',
  'function-named': 'names your function',
  asked: 'asks you',
  'function-asked': 'asks your function',
  spoke: 'goes on where you spoke',
  watched: 'is on a record that you watch',
};
/** The reasons, strongest first. */
const REASONS = Object.keys(REASON_WORDS) as readonly ConcernReason[];

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

const threadUrl = (origin: string, board: string, thread: string): string =>
  `${origin}/b/${encodeURIComponent(board)}/discussion?thread=${encodeURIComponent(thread)}`;

const dayWords = (day: string, today: string): string => {
  if (day < today) return `overdue since ${day}`;
  if (day === today) return 'due today';
  return day === addDays(today, 1) ? 'due tomorrow' : `due ${day}`;
};

const newsEntry = (origin: string, messages: readonly News[]): Entry => {
  const [first] = messages;
  const why = REASONS.find((reason) => messages.some((message) => message.why === reason)) ?? 'watched';
  const last = messages.slice(-QUOTES_A_THREAD);
  const more = messages.length - last.length;
  return {
    heading: oneLine(first!.threadTitle),
    lines: [
      [oneLine(first!.label), REASON_WORDS[why]].filter((one) => one !== '').join(': '),
      ...(more === 0 ? [] : [counted(more, 'earlier message', 'earlier messages')]),
    ],
    quotes: last.map(({ author, excerpt }) => {
      const who = `${oneLine(author.name)} (${FUNCTION_WORDS[author.function]})`;
      return `${who}: ${shortened(oneLine(excerpt), QUOTE_LENGTH)}`;
    }),
    url: threadUrl(origin, first!.board, first!.thread),
  };
};

const newsParts = ({ origin, news }: DigestInput): readonly Part[] =>
  [...Map.groupBy(news, ({ board }) => board).values()].map((ofBoard) => ({
    title: oneLine(ofBoard[0]!.boardTitle),
    entries: [...Map.groupBy(ofBoard, ({ thread }) => thread).values()].map((messages) => newsEntry(origin, messages)),
  }));

const dueEntry = (origin: string, today: string, one: DueThread): Entry => ({
  heading: oneLine(one.title),
  lines: [
    `${oneLine(one.boardTitle)}: ${dayWords(one.due, today)}`,
    `${oneLine(one.author.name)} asks ${one.function === null ? 'you' : FUNCTION_WORDS[one.function]}`,
  ],
  quotes: [],
  url: threadUrl(origin, one.board, one.thread),
});
const openCount = ({ repairs, renewals, closings, answers, reasons }: OpenDuties): number =>
  repairs + renewals + closings + answers + reasons;
const dutyEntry = (origin: string, duties: OpenDuties): Entry => {
  const { answers, closings, renewals, repairs, reasons, blocking } = duties;
  return {
    heading: oneLine(duties.boardTitle),
    lines: [
      ...(answers === 0 ? [] : [`${counted(answers, 'thread asks', 'threads ask')} you by name`]),
      ...(closings === 0 ? [] : [`${counted(closings, 'thread', 'threads')} of yours to close`]),
      ...(renewals === 0
        ? []
        : [`${counted(renewals, 'acceptance', 'acceptances')} of yours to give again: what you accepted has changed`]),
      ...(repairs === 0 ? [] : [`${counted(repairs, 'finding', 'findings')} on what you are accountable for`]),
      ...(reasons === 0 ? [] : [`${counted(reasons, 'change of yours owes', 'changes of yours owe')} a reason`]),
      ...(blocking === 0
        ? []
        : [`${blocking} of ${openCount(duties)} ${blocking === 1 ? 'holds' : 'hold'} up the charter`]),
    ],
    quotes: [],
    url: `${origin}/b/${encodeURIComponent(duties.board)}/todo`,
  };
};

const textOf = (parts: readonly Part[]): string =>
  parts
    .map(({ title, entries }) =>
      [
        title,
        '='.repeat(Math.min(72, title.length)),
        ...entries.flatMap(({ heading, lines, quotes, url }) => [
          '',
          heading,
          ...lines.map((line) => `  ${line}`),
          ...quotes.map((quote) => `  > ${quote}`),
          `  ${url}`,
        ]),
      ].join('\n'),
    )
    .join('\n\n');

const htmlOf = (parts: readonly Part[]): string =>
  parts
    .map(
      ({ title, entries }) =>
        `<h2 style="font-size:16px;margin:24px 0 4px">${escapeHtml(title)}</h2>` +
        entries
          .map(
            ({ heading, lines, quotes, url }) =>
              `<p style="margin:12px 0 2px"><a href="${escapeHtml(url)}">${escapeHtml(heading)}</a></p>` +
              lines.map((line) => `<p style="margin:0;color:#555">${escapeHtml(line)}</p>`).join('') +
              quotes
                .map((quote) => `<blockquote style="margin:6px 0 6px 12px">${escapeHtml(quote)}</blockquote>`)
                .join(''),
          )
          .join(''),
    )
    .join('');

const subjectOf = ({ news, newsCount, due, duties }: DigestInput): string => {
  const boards = new Set(news.map(({ board }) => board));
  const open = duties.reduce((sum, one) => sum + openCount(one), 0);
  const said = newsCount === 0 ? [] : [counted(newsCount, 'message for you', 'messages for you')];
  const reminded = [
    ...(due.length === 0 ? [] : [counted(due.length, 'item due', 'items due')]),
    ...(open === 0 ? [] : [counted(open, 'open item', 'open items')]),
  ];
  const [only] = boards.size === 1 ? news : [];
  const where = only === undefined ? '' : ` on ${shortened(oneLine(only.boardTitle), 80)}`;
  return `Chartroom: ${[...said, ...reminded].join(', ')}${where}`;
};

const END: Readonly<Record<DigestInput['when'], string>> = {
  once: 'You get such a mail as soon as something concerns you.',
  daily: 'You get this mail in the morning, when there is something.',
};

/** null where there is nothing to tell. */
export const digestMail = (input: DigestInput): Mail | null => {
  const { origin, today, due, duties, news, newsCount, when } = input;
  if (newsCount === 0 && due.length === 0 && duties.length === 0) return null;
  const more = newsCount - news.length;
  const dueEntries = due.map((one) => dueEntry(origin, today, one));
  const openEntries = duties.map((one) => dutyEntry(origin, one));
  const parts = [
    ...(dueEntries.length === 0 ? [] : [{ title: 'Due', entries: dueEntries }]),
    ...newsParts(input),
    ...(openEntries.length === 0 ? [] : [{ title: 'Waiting for you', entries: openEntries }]),
  ];
  const inboxUrl = `${origin}/inbox`;
  const unsubscribeUrl = `${origin}${input.unsubscribePath}`;
  const rest = more === 0 ? [] : [`And ${counted(more, 'more message', 'more messages')}: ${inboxUrl}`];
  return {
    kind: 'digest',
    to: input.to,
    subject: subjectOf(input),
    text: [
      textOf(parts),
      ...rest,
      `-- \n${END[when]}\nYour inbox, and when you get mail: ${inboxUrl}\nNo more such mail: ${unsubscribeUrl}\n`,
    ].join('\n\n'),
    html:
      `<div style="font-family:sans-serif;font-size:14px;line-height:1.45;max-width:640px">${htmlOf(parts)}` +
      (more === 0
        ? ''
        : `<p><a href="${escapeHtml(inboxUrl)}">And ${counted(more, 'more message', 'more messages')}</a></p>`) +
      `<p style="margin-top:28px;color:#555">${END[when]} <a href="${escapeHtml(inboxUrl)}">Your inbox, and when you get mail</a>. ` +
      `<a href="${escapeHtml(unsubscribeUrl)}">No more such mail</a>.</p></div>`,
    headers: {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
};
