/**
 * The wordings that people speak of, as they stand on the board, and whether something said is of the wording that stands.
 * Over whatever knows the records: the index of the rules, which notes what was read, or a plain snapshot.
 */
import { live, type Entity, type EntityId, type Snapshot } from '../read/snapshot.ts';
import { decisionFingerprint, questionFingerprint, riskFingerprint } from './wording-fingerprint.ts';

/** Kinds of records of which something is said. */
export type WordedKind = 'decision' | 'question' | 'risk';

export interface WordingSource {
  entity<K extends WordedKind>(kind: K, id: EntityId): Entity<K> | undefined;
  /** A long text by `<owner>:<field>`. */
  text(key: string): string | undefined;
}

/** Fingerprint of the wording as it stands; of a record that is not on the board that of an empty one. */
export function wordingOf(source: WordingSource, kind: WordedKind, id: EntityId): string {
  switch (kind) {
    case 'decision': {
      const decision = source.entity(kind, id);
      return decisionFingerprint(decision?.statement, decision?.rationale);
    }
    case 'question': {
      const question = source.entity(kind, id);
      return questionFingerprint(question?.text, question?.toFunction);
    }
    case 'risk': {
      const risk = source.entity(kind, id);
      return riskFingerprint(risk?.kind, risk?.dutyFunction, source.text(`${id}:note`));
    }
  }
}

/** What was said without a fingerprint, before there was one, is of any wording. `wording` is asked only where it matters. */
export const fits = (said: { readonly fingerprint?: string | undefined }, wording: () => string): boolean =>
  said.fingerprint === undefined || said.fingerprint === wording();

/** A snapshot read once. */
export const wordingIn = (snapshot: Snapshot, kind: WordedKind, id: EntityId): string =>
  wordingOf(
    {
      entity: (of, one) => live(snapshot, of).find((entity) => entity.id === one),
      text: (key) => snapshot.texts[key],
    },
    kind,
    id,
  );
