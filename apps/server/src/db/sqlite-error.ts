/** Reads SQLite's result code out of whatever a query threw, so that the rest of `db` can say what it means. */
export const sqliteCode = (error: unknown): string | null => {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && current.code.startsWith('SQLITE_'))
      return current.code;
  }
  return null;
};

export const messageOf = (error: unknown): string => {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  return deepest instanceof Error ? deepest.message : String(deepest);
};
