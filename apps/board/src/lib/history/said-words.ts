/** What the sentence about something said leaves out: facts in short, and the words themselves, verbatim and whole. Pure. */
import { isKnownEntry, type Entry } from '@chartroom/record';
import { format, m, term } from '#lib/messages/index.ts';
import { isShort } from './entry-words.ts';

export interface Said {
  readonly facts: readonly string[];
  /** Paragraphs and all, as it was written; null where there is none or the sentence has it whole. */
  readonly text: string | null;
  /** The text says why. */
  readonly isReason: boolean;
}

const NOTHING: Said = { facts: [], text: null, isReason: false };
const day = (date: string): string => format.date(`${date}T12:00:00`);
const told = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);
/** What the sentence quotes up to a length. */
const rest = (text: string): string | null => (isShort(text) ? null : text);
const addressee = (to: { readonly function?: string | undefined } | null | undefined): readonly string[] =>
  to?.function === undefined ? [] : [m.history.said.asks(term('function', to.function))];
const due = (date: string | null | undefined): readonly string[] =>
  typeof date === 'string' ? [m.discussion.due(day(date))] : [];

export function saidBeside(entry: Entry): Said {
  if (!isKnownEntry(entry)) return NOTHING;
  switch (entry.kind) {
    case 'thread': {
      const { to, due: date, body } = entry.payload;
      return { facts: [...addressee(to), ...due(date)], text: told(body), isReason: false };
    }
    case 'thread.edit': {
      const { title, kind, to, due: date } = entry.payload;
      const facts = [
        ...(kind === undefined ? [] : [m.activity.threadKinds[kind]]),
        ...addressee(to),
        ...due(date),
        ...(date === null ? [m.history.said.noDue] : []),
      ];
      return { facts, text: title ?? null, isReason: false };
    }
    case 'thread.resolve':
      return {
        facts: [m.discussion.outcomes[entry.payload.outcome].label],
        text: rest(entry.payload.text),
        isReason: false,
      };
    case 'thread.reopen':
      return { facts: [], text: rest(entry.payload.reason), isReason: true };
    case 'comment':
    case 'comment.edit':
      return { facts: [], text: rest(entry.payload.body), isReason: false };
    case 'answer':
      return { facts: [], text: rest(entry.payload.text), isReason: false };
    case 'assess': {
      const { state, residual, rationale } = entry.payload;
      const { states, residuals, residualOf } = m.verdicts.assess;
      const facts = [
        states[state].label,
        ...(residual === undefined ? [] : [residualOf(residuals[residual].toLocaleLowerCase())]),
      ];
      return { facts, text: rest(rationale), isReason: true };
    }
    case 'decide':
    case 'stance':
      return { facts: [], text: told(entry.payload.reason), isReason: true };
    case 'accept':
      return { facts: [...due(entry.payload.due)], text: rest(entry.payload.rationale), isReason: true };
    case 'ready': {
      const { until, note } = entry.payload;
      return {
        facts: until === undefined ? [] : [m.history.said.until(day(until))],
        text: told(note),
        isReason: false,
      };
    }
    case 'change':
    case 'member':
    case 'access':
    case 'thread.claim':
    case 'thread.apply':
    case 'reaction':
    case 'edit':
      return NOTHING;
  }
}
