/** The fields that a problem document names, by the name of the field in the body: `/email` is `email`. Pure. */
import type { Problem } from '@chartroom/server/api';

export const fieldErrors = ({ errors }: Problem): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors ?? {}).map(([pointer, text]) => [pointer.split('/')[1] ?? '', text] as const),
  );
