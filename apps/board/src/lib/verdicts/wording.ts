/** Whether what was said of a question or a risk is of the wording that stands. Pure. */
import { fits, questionFingerprint, riskFingerprint, type Entity } from '@chartroom/domain';
import type { Said } from '@chartroom/record';

export const questionWording = ({ text, toFunction }: Pick<Entity<'question'>, 'text' | 'toFunction'>): string =>
  questionFingerprint(text, toFunction);

/** `note`: the long text of the risk. */
export const riskWording = (
  { kind, dutyFunction }: Pick<Entity<'risk'>, 'kind' | 'dutyFunction'>,
  note: string | undefined,
): string => riskFingerprint(kind, dutyFunction, note);

/** Said of another wording than this one; what was said before words were bound is of any. */
export const isStale = (
  said: Pick<Said<{ readonly fingerprint?: string | undefined }>, 'payload'> | undefined,
  wording: string,
): boolean => said !== undefined && !fits(said.payload, () => wording);
