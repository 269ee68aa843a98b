/** Attributes of several who have something to say about one element. */

type Attributes = Readonly<Record<string | symbol, unknown>>;
type Handler = (event: Event) => unknown;

/** Of two values the later one counts; of two handlers both do, in order, until one prevents what the event does. */
export function together(...all: readonly Attributes[]): Record<string | symbol, unknown> {
  const result: Record<string | symbol, unknown> = {};
  for (const attributes of all)
    for (const key of Reflect.ownKeys(attributes)) {
      const [before, value] = [result[key], attributes[key]];
      result[key] = isHandler(key, before) && isHandler(key, value) ? inOrder(before, value) : value;
    }
  return result;
}

const isHandler = (key: string | symbol, value: unknown): value is Handler =>
  typeof key === 'string' && key.startsWith('on') && typeof value === 'function';

const inOrder =
  (first: Handler, second: Handler): Handler =>
  (event) => {
    first(event);
    if (!event.defaultPrevented) second(event);
  };
