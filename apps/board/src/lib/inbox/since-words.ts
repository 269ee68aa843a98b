/** What is new since somebody was on a board last, as a line and as sentences with where they lead. Pure. */
import type { PlantFunction, SinceItem, SinceResponse } from '@chartroom/server/api';
import { m, term } from '#lib/messages/index.ts';
import type { Target } from '#lib/shell/selection.svelte.ts';

export interface SinceNames {
  /** "Step 3", "DEC1", "QMS"; null for a record that is gone. */
  record(address: string): string | null;
  /** What a finding says; null for one that is not there any more. */
  finding(key: string): string | null;
  /** Where a record is shown. */
  place(address: string): Target;
  /** A title as it is shown. */
  text(title: string): string;
}

export interface SinceLine {
  readonly text: string;
  readonly target: Target;
}

/** "Quality" inside a sentence; "IT" stays as it is. */
export const inSentence = (word: string): string =>
  /^\p{Lu}\p{Lu}/u.test(word) ? word : word.charAt(0).toLocaleLowerCase() + word.slice(1);

const functionName = (fn: PlantFunction): string => inSentence(term('function', fn));

/** Whether anything happened at all. */
export const isAnything = ({ counts }: SinceResponse): boolean => Object.values(counts).some((count) => count > 0);

/** "2 ask quality, 1 names you, 14 changes"; what did not happen is left out. */
export function countWords({ counts }: SinceResponse, fn: PlantFunction): string {
  const { since } = m.inbox;
  const whom = fn === 'OTHER' ? m.inbox.you : functionName(fn);
  const parts = [
    counts.asked > 0 ? since.asked(counts.asked, whom) : '',
    counts.mentions > 0 ? since.mentions(counts.mentions) : '',
    counts.decisions > 0 ? since.decisions(counts.decisions) : '',
    counts.dissents > 0 ? since.dissents(counts.dissents) : '',
    counts.lapsed > 0 ? since.lapsed(counts.lapsed) : '',
    counts.messages > 0 ? since.messages(counts.messages) : '',
    counts.joined > 0 ? since.joined(counts.joined) : '',
    counts.changes > 0 ? since.changes(counts.changes) : '',
  ];
  return since.counts(parts.filter((part) => part !== ''));
}

const recordName = (names: SinceNames, address: string): string => {
  if (address === 'board') return m.inbox.since.board;
  if (address === 'process') return m.inbox.since.process;
  // Some are named by a sentence; here they stand inside another one.
  return names.record(address)?.replace(/[.\s]+$/u, '') ?? m.inbox.since.gone;
};

const atThread = (thread: string): Target => ({ view: 'discussion', record: null, thread });

export function lineOf(item: SinceItem, names: SinceNames): SinceLine {
  const words = m.inbox.since.item;
  switch (item.kind) {
    case 'asked':
    case 'mention':
    case 'reply':
    case 'closed':
      return { text: words[item.kind](item.by.name, names.text(item.title)), target: atThread(item.thread) };
    case 'decided': {
      const address = `decision/${item.decision}`;
      return { text: words[item.state](item.by.name, recordName(names, address)), target: names.place(address) };
    }
    case 'stance': {
      const address = `decision/${item.decision}`;
      const said = words.stance[item.stance](item.by.name, functionName(item.function), recordName(names, address));
      return { text: said, target: names.place(address) };
    }
    case 'accepted':
      return {
        text: words.accepted(item.by.name, functionName(item.function), names.finding(item.finding) ?? item.rule),
        target: { view: 'findings', record: null, finding: item.finding },
      };
    case 'lapsed':
      return {
        text: words.lapsed(functionName(item.function), names.finding(item.finding) ?? item.rule),
        target: { view: 'findings', record: null, finding: item.finding },
      };
    case 'answered':
    case 'assessed': {
      const address = item.kind === 'answered' ? `question/${item.question}` : `risk/${item.risk}`;
      return { text: words[item.kind](item.by.name, recordName(names, address)), target: names.place(address) };
    }
    case 'ready': {
      const said = item.ready ? words.ready : words.notReady;
      return {
        text: said(term('function', item.function), item.by.name),
        target: { view: 'findings', record: null },
      };
    }
    case 'joined':
      return {
        text: words.joined(item.who.name, functionName(item.who.function)),
        target: { view: 'history', record: null },
      };
    case 'left':
      return { text: words.left(item.who.name), target: { view: 'history', record: null } };
    case 'changed':
      return {
        text: words.changed(
          recordName(names, item.subject),
          item.changes,
          item.by.map(({ name }) => name),
        ),
        target: names.place(item.subject),
      };
  }
}
