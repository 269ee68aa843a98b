/**
 * Expected failures of starting and of the command line, as values: what happened, to which thing, and what to do.
 * Bugs throw; these are shown to the person at the terminal as they stand.
 */
export type RefusalKind =
  | 'bad-setting'
  | 'bad-input'
  | 'no-board-build'
  | 'port-in-use'
  | 'cannot-listen'
  | 'data-dir'
  | 'locked'
  | 'newer-database'
  | 'foreign-database'
  | 'unreadable-database'
  | 'no-database'
  | 'not-migrated'
  | 'migration-failed'
  | 'no-copy'
  | 'not-found'
  | 'record-key'
  | 'corrupt';

export interface Refusal {
  readonly kind: RefusalKind;
  /** One or more sentences: cause and remedy. */
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (kind: RefusalKind, message: string): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { kind, message },
});

/** Exit code of the process: 2 where the person gave something wrong, 1 where the surroundings do not allow it. */
export const exitCodeOf = (refusal: Refusal): number =>
  refusal.kind === 'bad-setting' || refusal.kind === 'bad-input' || refusal.kind === 'not-found' ? 2 : 1;
