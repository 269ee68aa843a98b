/** Why something depends on a record, in words: one reason a kind, with the records in between. Pure. */
import type { Because, Dependent, Dependents, SubjectRef, Why } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';

export type DependentList = Exclude<keyof Dependents, 'of' | 'functions'>;
type Words = Readonly<Record<string, ((names: string, ofData: boolean) => string) | undefined>>;

const kindOf = (ref: SubjectRef): string => ref.slice(0, ref.indexOf('/'));

/** Data in between says most; without any, whatever else is in between. */
function named(because: readonly Because[], nameOf: (ref: SubjectRef) => string): string {
  const via = [...new Set(because.flatMap((one) => one.via))];
  const data = via.filter((ref) => kindOf(ref) === 'dataObject');
  return m.trace.why.list((data.length > 0 ? data : via).map(nameOf));
}

/** The reasons of one dependent, direct ones first. `nameOf` gives the short name of a record. */
export function reasonsOf(
  dependent: Dependent,
  list: DependentList,
  of: SubjectRef,
  nameOf: (ref: SubjectRef) => string,
): readonly string[] {
  // What holds directly and what holds through other records are two reasons.
  const byWhy = Map.groupBy(dependent.because, ({ why, via }) => `${why} ${via.length > 0}`);
  const why = m.trace.why as unknown as Readonly<Record<string, Words | undefined>>;
  const holds = kindOf(of) === 'person';
  const wordFor = (one: Why) => (holds ? why['held']?.[one] : undefined) ?? why[list]?.[one] ?? why['any']?.[one];
  const reasons = [...byWhy.values()].flatMap((because) => {
    const one = because[0]?.why;
    const word = one && wordFor(one);
    if (!word) return [];
    const words = word(named(because, nameOf), kindOf(of) === 'dataObject');
    // Of people nobody wants to hear that nobody else answers.
    const sole = !holds && list !== 'persons' && FROM.has(one) && because.every((each) => each.sole);
    return [sole ? m.trace.why.sole(words) : words];
  });
  return merged(reasons);
}

/** "rests on D3, held there" and "rests on D3, written there" are one reason. */
function merged(reasons: readonly string[]): readonly string[] {
  const tails = new Map<string, string[]>();
  for (const reason of reasons) {
    const cut = reason.lastIndexOf(', ');
    const [lead, tail] = cut < 0 ? [reason, ''] : [reason.slice(0, cut), reason.slice(cut + 2)];
    tails.set(lead, [...(tails.get(lead) ?? []), tail]);
  }
  return [...tails].map(([lead, tail]) => [lead, m.trace.why.list(tail)].filter((part) => part !== '').join(', '));
}

/** Ways on which data comes: that there is no other is worth saying. */
const FROM: ReadonlySet<Why> = new Set<Why>(['supply', 'onward', 'capture', 'review_way', 'feed']);
