/**
 * Numbers, counts, dates and lists in the manner of one locale. Knows the platform's Intl only: no message, no board.
 * Times come in milliseconds since the epoch, as a `Date`, or as an ISO 8601 string.
 */
export type Instant = number | string | Date;
/** The forms that a locale may need; `other` always. `#` stands for the formatted number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Formats {
  readonly locale: string;
  /** `plural(3, { one: '# step', other: '# steps' })` is "3 steps". `zero` is used for 0 in every locale when given. */
  plural(count: number, forms: PluralForms): string;
  number(value: number): string;
  /** 0.42 is "42 %", as the locale writes it. */
  percent(share: number): string;
  /** "22 Nov 2026" */
  date(at: Instant): string;
  /** "15:20" */
  time(at: Instant): string;
  /** "22 Nov 2026, 15:20" */
  dateTime(at: Instant): string;
  /** "now", "2 min ago", "3 hr ago", "yesterday", then the date. `nowMs` is for tests. */
  relative(at: Instant, nowMs?: number): string;
  /** "today 10:32", "yesterday 10:32", "18 Nov 10:32": who said it when. */
  moment(at: Instant, nowMs?: number): string;
  /** "MES, QMS and ERP" */
  list(words: readonly string[]): string;
  /** "MES or QMS" */
  either(words: readonly string[]): string;
  /** Order of words for people of this locale: numbers inside words in number order. */
  compare(a: string, b: string): number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const toDate = (at: Instant): Date => (at instanceof Date ? at : new Date(at));
const dayOf = (at: Date): number => Math.floor((at.getTime() - at.getTimezoneOffset() * MINUTE_MS) / DAY_MS);

/** Made when first needed: each costs some milliseconds, all of them a tenth of a second before the first screen. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

export function formats(locale: string): Formats {
  const rules = once(() => new Intl.PluralRules(locale));
  const number = once(() => new Intl.NumberFormat(locale));
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
  const date = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }));
  const dayMonth = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
  const time = once(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const ago = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
  const agoLong = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const either = once(() => new Intl.ListFormat(locale, { type: 'disjunction' }));
  const collator = once(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }));

  /** The date without the year while it is this year. */
  const shortDate = (at: Date, nowMs: number): string =>
    at.getFullYear() === new Date(nowMs).getFullYear() ? dayMonth().format(at) : date().format(at);

  return {
    locale,
    plural(count, forms) {
      const form = count === 0 && forms.zero !== undefined ? forms.zero : (forms[rules().select(count)] ?? forms.other);
      return form.replaceAll('#', number().format(count));
    },
    number: (value) => number().format(value),
    percent: (share) => percent().format(share),
    date: (at) => date().format(toDate(at)),
    time: (at) => time().format(toDate(at)),
    dateTime: (at) => `${date().format(toDate(at))}, ${time().format(toDate(at))}`,
    relative(at, nowMs = Date.now()) {
      const then = toDate(at);
      const sinceMs = Math.max(0, nowMs - then.getTime());
      const days = dayOf(new Date(nowMs)) - dayOf(then);
      if (sinceMs < MINUTE_MS) return ago().format(0, 'second');
      if (sinceMs < HOUR_MS) return ago().format(-Math.floor(sinceMs / MINUTE_MS), 'minute');
      if (days <= 0) return ago().format(-Math.floor(sinceMs / HOUR_MS), 'hour');
      if (days === 1) return agoLong().format(-1, 'day');
      return shortDate(then, nowMs);
    },
    moment(at, nowMs = Date.now()) {
      const then = toDate(at);
      const days = dayOf(new Date(nowMs)) - dayOf(then);
      const day = days === 0 || days === 1 ? agoLong().format(-days, 'day') : shortDate(then, nowMs);
      return `${day} ${time().format(then)}`;
    },
    list: (words) => list().format(words),
    either: (words) => either().format(words),
    compare: (a, b) => collator().compare(a, b),
  };
}
