/** Any entry of the record as a sentence that goes on after a name: changes by `change-words.ts`, the rest here. Pure. */
import { isKnownEntry, type Entry, type KnownEntry } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import { changeSentence, type Change, type ChangeNames } from './change-words.ts';

const words = m.history.said;

/** How much of a text stands in a sentence. */
const MOST = 120;
const inLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
/** Whether a sentence has it whole, as it was written. */
export const isShort = (text: string): boolean => text.length <= MOST && inLine(text) === text.trim();
const short = (text: string): string => {
  const line = inLine(text);
  return line.length > MOST ? `${line.slice(0, MOST).toWellFormed()}…` : line;
};

function memberSentence({ payload }: KnownEntry<'member'>): string {
  if (payload.role === null) return words.left(payload.name);
  const role = m.sharing.roleIn[payload.role];
  return payload.signer ? words.signer(payload.name, role) : words.joined(payload.name, role);
}

/** What an invitation or link is called, without the number that tells it from others: that one is in the files. */
const called = (about: string): string => /^(?:(.*) \()?[0-9a-z]{26}\)?$/su.exec(about)?.[1] ?? '';

function accessSentence({ payload }: KnownEntry<'access'>): string {
  const { event, about, email, role } = payload;
  switch (event) {
    case 'invited':
      return words.invited(email ?? null, role === undefined ? null : m.sharing.roleIn[role], called(about));
    case 'invitation-revoked':
    case 'invitation-used':
    case 'read-link-made':
    case 'read-link-revoked':
      return words[event](called(about));
    case 'exported':
    case 'refused':
      return words[event](about === '' ? (email ?? '') : about);
  }
}

/** `before`: the change that this one took the place of. */
export function entrySentence(entry: Entry, names: ChangeNames, before: Entry | null = null): string {
  if (!isKnownEntry(entry)) return words.other(entry.kind);
  const record = (id: string): string => names.record(id) ?? m.history.unknownRecord;
  switch (entry.kind) {
    case 'change':
      return changeSentence(entry.payload, names, before === null ? null : (before.payload as Change));
    case 'member':
      return memberSentence(entry);
    case 'access':
      return accessSentence(entry);
    case 'thread':
      return words.thread(m.activity.threadKinds[entry.payload.kind], short(entry.payload.title));
    case 'thread.edit':
    case 'thread.claim':
    case 'thread.apply':
    case 'reaction':
    case 'edit':
      return words[entry.kind];
    case 'thread.resolve':
      return words['thread.resolve'](short(entry.payload.text));
    case 'thread.reopen':
      return words['thread.reopen'](short(entry.payload.reason));
    case 'comment':
    case 'comment.edit':
      return words[entry.kind](short(entry.payload.body));
    case 'answer':
      return words.answer(record(entry.payload.question), short(entry.payload.text));
    case 'assess':
      return words.assess(record(entry.payload.risk), short(entry.payload.rationale));
    case 'decide':
      return words[entry.payload.state](record(entry.payload.decision));
    case 'stance':
      return words.stanceOn(words.stance[entry.payload.stance], record(entry.payload.decision));
    case 'accept':
      return words.accept(entry.payload.rule, short(entry.payload.rationale));
    case 'ready':
      return entry.payload.ready ? words.ready : words.notReady;
  }
}
