/**
 * What happened on a board since somebody was there last: counts, and the few things that matter most, first those that
 * are about them or their function. From the record, the findings as they stand, and the audit trail.
 */
import { type Analysis, live, type Snapshot, subjectsOf } from '@chartroom/domain';
import type { RecordProjection, Said, Standing, ThreadState } from '@chartroom/record';
import type { ConcernReason, PersonSummary, PlantFunction, SinceItem, SinceResponse, WatchLevel } from '../api.ts';
import type { Concern, Visit } from '../db/reading.ts';
import type { ChangedPlace, Coming } from '../db/since.ts';

export interface SinceInput {
  readonly me: string;
  readonly standing: Pick<Standing, 'function' | 'role'>;
  readonly visit: Visit;
  readonly record: RecordProjection;
  readonly snapshot: Snapshot;
  readonly docSeq: number;
  readonly analysis: Analysis;
  /** Messages that concern them. */
  readonly concerns: readonly Concern[];
  /** What they watch and mute, by subject. */
  readonly watches: Readonly<Record<string, WatchLevel>>;
  readonly comings: readonly Coming[];
  readonly changes: { readonly count: number; readonly places: readonly ChangedPlace[] };
  personOf(principal: string): PersonSummary;
}

const MOST_ITEMS = 8;
const MOST_CHANGED = 3;

/** What comes first among things that are equally near to somebody. */
const IMPORTANCE: readonly (SinceItem['kind'] | 'dissent')[] = [
  'asked',
  'mention',
  'dissent',
  'decided',
  'lapsed',
  'closed',
  'reply',
  'answered',
  'assessed',
  'stance',
  'accepted',
  'ready',
  'joined',
  'left',
  'changed',
];

const importance = (item: SinceItem): number =>
  IMPORTANCE.indexOf(item.kind === 'stance' && item.stance === 'dissent' ? 'dissent' : item.kind);
const byImportance = (a: SinceItem, b: SinceItem): number =>
  Number(b.own) - Number(a.own) ||
  importance(a) - importance(b) ||
  ('changes' in a && 'changes' in b ? b.changes - a.changes : b.seq - a.seq);

const NAMED: ReadonlySet<ConcernReason> = new Set(['named', 'function-named']);

/** Each thread once, by the strongest thing that it has to say. */
const ofThreads = (
  input: SinceInput,
): { readonly asked: number; readonly mentions: number; readonly items: SinceItem[] } => {
  const { me, standing, visit, record, personOf } = input;
  const isNew = (thread: ThreadState): boolean => (thread.comments[0]?.seq ?? 0) > visit.recordSeq;
  const asks = ({ to, author }: ThreadState): boolean =>
    to !== null &&
    author !== me &&
    (to.principal === undefined ? to.function === standing.function : to.principal === me);
  const news = Map.groupBy(
    input.concerns.filter(({ seq }) => seq > visit.recordSeq),
    ({ thread }) => thread,
  );
  const items: SinceItem[] = [];
  let asked = 0;
  for (const thread of record.threads.values()) {
    const messages = news.get(thread.id) ?? [];
    const of = { own: true, thread: thread.id, title: thread.title, due: isDue(thread) ? thread.due : null };
    if (isNew(thread) && thread.state === 'open' && asks(thread)) {
      asked += 1;
      items.push({ ...of, kind: 'asked', seq: thread.comments[0]!.seq, at: thread.at, by: personOf(thread.author) });
      continue;
    }
    const { outcome } = thread;
    if (outcome !== null && outcome.by !== me && Date.parse(outcome.at) > visit.atMs && isTheirs(thread, me)) {
      items.push({ ...of, kind: 'closed', seq: thread.lastSeq, at: outcome.at, by: personOf(outcome.by) });
      continue;
    }
    const last = messages.findLast(({ why }) => NAMED.has(why)) ?? messages.at(-1);
    const comment = thread.comments.find(({ seq }) => seq === last?.seq);
    if (last === undefined || comment === undefined) continue;
    const kind = NAMED.has(last.why) ? 'mention' : 'reply';
    items.push({ ...of, kind, seq: last.seq, at: comment.at, by: personOf(comment.author) });
  }
  const mentions = [...news.values()].flat().filter(({ why }) => NAMED.has(why)).length;
  return { asked, mentions, items };
};

/** Nothing is due any more where a thread is closed or called answered. */
const isDue = ({ state, claimed }: ThreadState): boolean => state === 'open' && claimed === null;

const isTheirs = (thread: ThreadState, me: string): boolean =>
  thread.author === me || thread.comments.some(({ author }) => author === me);

/** Of verdicts, what others said after the visit. */
const newOnes = <P, K>(verdicts: ReadonlyMap<K, Said<P>>, { me, visit }: SinceInput): readonly Said<P>[] =>
  [...verdicts.values()].filter(({ seq, actor }) => seq > visit.recordSeq && actor !== me);

/** Ids of the records and areas for which their function is accountable. */
const accountableFor = ({ snapshot, standing }: SinceInput): ReadonlySet<string> =>
  new Set(
    snapshot.rows.resp
      .filter(({ parts }) => parts.code === 'A' && parts.function === standing.function)
      .map(({ parts }) => parts.subject),
  );

const ofVerdicts = (input: SinceInput, theirs: ReadonlySet<string>): readonly SinceItem[] => {
  const { record, snapshot, standing, personOf } = input;
  const { decisions, stances, answers, assessments, acceptances, ready } = record.verdicts;
  // A decision is theirs where it is about something that they answer for.
  const decided = new Set(
    snapshot.rows.link.filter(({ parts }) => theirs.has(parts.to)).map(({ parts }) => parts.from as string),
  );
  const isFor = (fn: PlantFunction | undefined): boolean => fn === standing.function && fn !== 'OTHER';
  const asker = new Map(live(snapshot, 'question').map(({ id, toFunction }) => [id, toFunction]));
  const duty = new Map(live(snapshot, 'risk').map(({ id, dutyFunction }) => [id, dutyFunction]));
  const of = ({ seq, at, actor }: Said<unknown>) => ({ seq, at, by: personOf(actor) });
  return [
    ...newOnes(decisions, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'decided',
      own: decided.has(said.payload.decision),
      decision: said.payload.decision,
      state: said.payload.state,
    })),
    ...newOnes(stances, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'stance',
      own: decided.has(said.payload.decision),
      decision: said.payload.decision,
      stance: said.payload.stance,
      function: said.function,
    })),
    ...newOnes(acceptances, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'accepted',
      own: isFor(said.function),
      finding: said.payload.key,
      rule: said.payload.rule,
      function: said.function,
    })),
    ...newOnes(answers, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'answered',
      own: isFor(asker.get(said.payload.question)),
      question: said.payload.question,
    })),
    ...newOnes(assessments, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'assessed',
      own: isFor(duty.get(said.payload.risk)),
      risk: said.payload.risk,
    })),
    ...newOnes(ready, input).map((said): SinceItem => ({
      ...of(said),
      kind: 'ready',
      own: isFor(said.function),
      ready: said.payload.ready,
      function: said.function,
    })),
  ];
};

/** Acceptances from before the visit that do not hold any more, where the board was changed since. */
const ofAcceptances = ({ record, analysis, standing, visit, docSeq }: SinceInput): readonly SinceItem[] => {
  if (docSeq <= visit.docSeq) return [];
  const own = standing.function;
  return analysis.findings.flatMap(({ key, rule, lapsed }) =>
    lapsed
      .filter((fn) => fn === own || standing.role === 'facilitator')
      .flatMap((fn): SinceItem[] => {
        const said = record.verdicts.acceptances.get(`${key} ${fn}`);
        if (said === undefined || said.seq > visit.recordSeq) return [];
        return [{ kind: 'lapsed', own: fn === own, seq: said.seq, at: said.at, finding: key, rule, function: fn }];
      }),
  );
};

const ofComings = ({ comings, me }: SinceInput): readonly SinceItem[] =>
  comings
    .filter(({ who }) => who.id !== me)
    .map(({ who, isMember, seq, at }) => ({ kind: isMember ? 'joined' : 'left', own: false, who, seq, at }));

const KINDS_BY_ID = (snapshot: Snapshot): ReadonlyMap<string, string> =>
  new Map(Object.entries(snapshot.entities).flatMap(([kind, list]) => list.map(({ id }) => [id, kind] as const)));

/** The records that were changed most, first those that they answer for; a row counts for the record that it is of. */
const ofChanges = ({ changes, snapshot, personOf }: SinceInput, theirs: ReadonlySet<string>): readonly SinceItem[] => {
  const kinds = KINDS_BY_ID(snapshot);
  const addressOf = (root: string, key: string): string | null => {
    const [subject] = subjectsOf(root, key);
    if (root === 'board' || root === 'process') return root;
    const kind = subject === undefined ? undefined : kinds.get(subject);
    return kind === undefined ? null : `${kind}/${subject}`;
  };
  const places = Map.groupBy(changes.places, ({ root, key }) => addressOf(root, key));
  places.delete(null);
  return [...places]
    .map(([subject, own]): SinceItem & { kind: 'changed' } => {
      const last = own.toSorted((a, b) => b.seq - a.seq)[0]!;
      return {
        kind: 'changed',
        own: theirs.has(subject!.slice(subject!.indexOf('/') + 1)),
        subject: subject!,
        changes: own.reduce((sum, place) => sum + place.changes, 0),
        by: [...new Set(own.map(({ actor }) => actor))].map(personOf),
        seq: last.seq,
        at: last.at,
      };
    })
    .sort((a, b) => Number(b.own) - Number(a.own) || b.changes - a.changes)
    .slice(0, MOST_CHANGED);
};

export const sinceVisit = (input: SinceInput): SinceResponse => {
  const { visit, record, me } = input;
  const threads = ofThreads(input);
  const theirs = accountableFor(input);
  const verdicts = ofVerdicts(input, theirs);
  const acceptances = ofAcceptances(input);
  const comings = ofComings(input);
  const concerning = new Set(input.concerns.map(({ seq }) => seq));
  const isMuted = ({ anchor }: ThreadState): boolean =>
    (input.watches[anchor.subject] ?? input.watches['board']) === 'mute';
  const messages = [...record.threads.values()]
    .flatMap((thread) => thread.comments.filter(({ seq }) => concerning.has(seq) || !isMuted(thread)))
    .filter(({ seq, author }) => seq > visit.recordSeq && author !== me).length;
  return {
    since: { at: new Date(visit.atMs).toISOString(), recordSeq: visit.recordSeq, docSeq: visit.docSeq },
    counts: {
      asked: threads.asked,
      mentions: threads.mentions,
      messages,
      decisions: verdicts.filter(({ kind }) => kind === 'decided').length,
      dissents: new Set(
        verdicts.flatMap((one) => (one.kind === 'stance' && one.stance === 'dissent' ? [one.decision] : [])),
      ).size,
      lapsed: acceptances.length,
      joined: comings.filter(({ kind }) => kind === 'joined').length,
      changes: input.changes.count,
    },
    items: [...threads.items, ...verdicts, ...acceptances, ...comings, ...ofChanges(input, theirs)]
      .sort(byImportance)
      .slice(0, MOST_ITEMS),
  };
};

/** On a first visit there is nothing to compare with. */
export const FIRST_VISIT: SinceResponse = {
  since: null,
  counts: { asked: 0, mentions: 0, messages: 0, decisions: 0, dissents: 0, lapsed: 0, joined: 0, changes: 0 },
  items: [],
};
