/** Reasons that are owed for changes, as duties: of whoever made them, and of the function for which they take part. Pure. */
import type { OwningFunction, PlantFunction } from '@chartroom/domain';

/** How many own changes of one person still owe a reason. The record knows them by who made them; the server counts them. */
export interface OwedReasons {
  /** Principal id. */
  readonly principal: string;
  readonly changes: number;
  /** For which function they speak where the record does not say it: on an open server people edit without being members. */
  readonly speaksFor?: PlantFunction;
}

type Members = ReadonlyMap<string, { readonly function: PlantFunction }>;

export interface StateWhy {
  readonly kind: 'state-why';
  readonly principal: string;
  readonly changes: number;
  /** Nothing waits for it. */
  readonly blocks: false;
  readonly due: null;
}

const duty = ({ principal, changes }: OwedReasons): StateWhy => ({
  kind: 'state-why',
  principal,
  changes,
  blocks: false,
  due: null,
});

/** One at most: the reasons are given one after the other in one place. */
export const reasonsOfPerson = (owed: readonly OwedReasons[], principal: string): readonly StateWhy[] =>
  owed.filter((one) => one.principal === principal && one.changes > 0).map(duty);

/** One for each person of the function: nobody else can say why they did it. Who is a member no longer is of none. */
export const reasonsOfFunction = (
  owed: readonly OwedReasons[],
  { members, former }: { readonly members: Members; readonly former: Members },
  fn: OwningFunction,
): readonly StateWhy[] => {
  const functionOf = ({ principal, speaksFor }: OwedReasons): PlantFunction | undefined =>
    members.get(principal)?.function ?? (former.has(principal) ? undefined : speaksFor);
  return owed.filter((one) => one.changes > 0 && functionOf(one) === fn).map(duty);
};
