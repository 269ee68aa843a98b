/**
 * How firm a classification is: every single change of an answer, of a purpose or of one data object on the map that
 * would give another class. Pure; agrees with `classify` by definition (CLS-10).
 */
import type { EntityId } from '../read/snapshot.ts';
import {
  ANSWERS,
  PURPOSES,
  QUESTIONS,
  type Answer,
  type Ballot,
  type InitiativeClass,
  type Purpose,
  type Question,
} from '../schema/scoping.ts';
import { DOMAINS, OWNING_FUNCTIONS, type OwningFunction } from '../schema/vocabulary.ts';
import { allScores, ballotsBy, jointPurpose, mediansOf, purposesOf, type BallotsBy } from './ballots.ts';
import type { MapCount, Medians } from './classification.ts';
import { verdictOf } from './classify.ts';
import { countMap, type PlacedObject, type SystemDomain } from './map-count.ts';

interface Voter {
  readonly participant: string;
  readonly function: OwningFunction;
}
export interface AnswerFlip extends Voter {
  readonly question: Question;
  /** null: "don't know", or no answer. */
  readonly from: Answer | null;
  readonly to: Answer | null;
  /** The class that it would be then. */
  readonly result: InitiativeClass;
}
export interface PurposeFlip extends Voter {
  readonly from: Purpose | null;
  readonly to: Purpose;
  readonly result: InitiativeClass;
}
export type MapFlip = {
  readonly data: EntityId;
  readonly result: InitiativeClass;
} & (
  | /** `moves`: its one system of record lies in another domain; `settles`: of none or several systems it gets one. */
    { readonly change: 'moves' | 'settles'; readonly to: SystemDomain }
    /** It is no longer changed, or no longer regulated. */
  | { readonly change: 'leaves' }
);

export interface Sensitivity {
  /** The class as it is. */
  readonly result: InitiativeClass;
  /** No single change gives another class. */
  readonly firm: boolean;
  readonly answers: readonly AnswerFlip[];
  readonly purposes: readonly PurposeFlip[];
  readonly map: readonly MapFlip[];
}

type CountedBallot = Ballot & Voter;

interface State {
  readonly medians: readonly Medians[];
  readonly purpose: Purpose;
  readonly count: MapCount;
}

const resultOf = ({ medians, purpose, count }: State): InitiativeClass =>
  verdictOf(medians, allScores(medians), purpose, count).result;

const byPlace = (a: Voter, b: Voter): number =>
  OWNING_FUNCTIONS.indexOf(a.function) - OWNING_FUNCTIONS.indexOf(b.function) ||
  (a.participant < b.participant ? -1 : a.participant > b.participant ? 1 : 0);

/** Every other answer, "don't know" last. */
const ALTERNATIVES: readonly (Answer | null)[] = [...ANSWERS, null];

/** `voters`: the ballots that count, in the order of the answer. */
function answerFlips(
  voters: readonly CountedBallot[],
  by: BallotsBy,
  state: State,
  now: InitiativeClass,
): AnswerFlip[] {
  // Only the median of the function on the question moves, and it has five values at most.
  const results = new Map<string, InitiativeClass>();
  const resultWith = (question: Question, said: OwningFunction, changed: Medians): InitiativeClass => {
    const name = `${question} ${said} ${changed.by[said]}`;
    let result = results.get(name);
    if (result === undefined) {
      const medians = state.medians.map((one) => (one.question === question ? changed : one));
      results.set(name, (result = resultOf({ ...state, medians })));
    }
    return result;
  };
  /** Participants of a function who said the same move its median alike. */
  const medians = new Map<string, Medians>();
  const mediansWith = (voter: CountedBallot, question: Question, from: Answer | null, to: Answer | null): Medians => {
    const name = `${question} ${voter.function} ${from} ${to}`;
    let changed = medians.get(name);
    if (changed === undefined) {
      const ballots = by[voter.function].map((ballot) =>
        ballot === voter ? { ...ballot, answers: { ...ballot.answers, [question]: to } } : ballot,
      );
      medians.set(name, (changed = mediansOf(question, { ...by, [voter.function]: ballots })));
    }
    return changed;
  };
  return voters.flatMap((voter) =>
    QUESTIONS.flatMap((question) => {
      const from = voter.answers[question] ?? null;
      return ALTERNATIVES.flatMap((to): readonly AnswerFlip[] => {
        if (to === from) return [];
        const result = resultWith(question, voter.function, mediansWith(voter, question, from, to));
        return result === now
          ? []
          : [{ participant: voter.participant, function: voter.function, question, from, to, result }];
      });
    }),
  );
}

function purposeFlips(
  voters: readonly CountedBallot[],
  by: BallotsBy,
  state: State,
  now: InitiativeClass,
): PurposeFlip[] {
  const results = new Map<Purpose, InitiativeClass>();
  const resultWith = (purpose: Purpose): InitiativeClass => {
    let result = results.get(purpose);
    if (result === undefined) results.set(purpose, (result = resultOf({ ...state, purpose })));
    return result;
  };
  return voters.flatMap((voter) =>
    PURPOSES.flatMap((to): readonly PurposeFlip[] => {
      if (to === voter.purpose) return [];
      const ballots = by[voter.function].map((ballot) => (ballot === voter ? { ...ballot, purpose: to } : ballot));
      const result = resultWith(jointPurpose(purposesOf({ ...by, [voter.function]: ballots })));
      return result === now
        ? []
        : [{ participant: voter.participant, function: voter.function, from: voter.purpose, to, result }];
    }),
  );
}

type MapChange = MapFlip extends infer Flip ? (Flip extends MapFlip ? Omit<Flip, 'data'> : never) : never;

function changesOf(object: PlacedObject, at: number, objects: readonly PlacedObject[], state: State): MapChange[] {
  const without = objects.toSpliced(at, 1);
  const change = object.domains.length === 1 ? 'moves' : 'settles';
  return [
    ...DOMAINS.filter((to) => change === 'settles' || to !== object.domains[0]).map(
      (to) =>
        ({
          change,
          to,
          result: resultOf({ ...state, count: countMap([...without, { id: object.id, domains: [to] }]) }),
        }) as const,
    ),
    { change: 'leaves', result: resultOf({ ...state, count: countMap(without) }) },
  ];
}

function mapFlips(objects: readonly PlacedObject[], state: State, now: InitiativeClass): MapFlip[] {
  // Objects with their records in the same domains count alike.
  const known = new Map<string, MapChange[]>();
  return objects.flatMap((object, at): readonly MapFlip[] => {
    const name = object.domains.join();
    let changes = known.get(name);
    if (changes === undefined) known.set(name, (changes = changesOf(object, at, objects, state)));
    return changes.flatMap((one) => (one.result === now ? [] : [{ data: object.id, ...one }]));
  });
}

/**
 * What would flip the class of these ballots on this map. `placedObjects`: changed regulated data objects as the map
 * counts them; flips of the map come in their order, those of people by function, participant and question.
 */
export function sensitivityOf(
  ballots: readonly Ballot[],
  placedObjects: readonly PlacedObject[],
  madeJointBy: EntityId | null = null,
): Sensitivity {
  // A decision holds whatever anybody answers.
  if (madeJointBy !== null) return { result: 'JOINT', firm: true, answers: [], purposes: [], map: [] };
  const by = ballotsBy(ballots);
  const state: State = {
    medians: QUESTIONS.map((question) => mediansOf(question, by)),
    purpose: jointPurpose(purposesOf(by)),
    count: countMap(placedObjects),
  };
  const result = resultOf(state);
  const voters = OWNING_FUNCTIONS.flatMap((said) => by[said] as readonly CountedBallot[]).sort(byPlace);
  const answers = answerFlips(voters, by, state, result);
  const purposes = purposeFlips(voters, by, state, result);
  const map = mapFlips(placedObjects, state, result);
  return { result, firm: answers.length + purposes.length + map.length === 0, answers, purposes, map };
}
