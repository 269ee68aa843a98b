/** Threads between functions: what is asked, of whom, about which record and field, and how it ends. */
import { z } from 'zod';
import {
  day,
  entityId,
  field,
  owningFunction,
  randomId,
  remark,
  saysSomething,
  subject,
  verbatim,
  words,
} from './common.ts';
import { LIMITS, OUTCOMES, REACTIONS, THREAD_KINDS } from './names.ts';

/** Where a thread stands, with what stood there when it began: it survives its record. */
export const anchor = z.strictObject({
  subject,
  field: field.optional(),
  /** Name of the record then, e.g. `Step 3, Hold and raise out-of-limit exception`. */
  label: remark(LIMITS.title),
  /** The value of the field then, as it was shown. */
  quote: remark(LIMITS.reason).optional(),
});

const name = z.string().regex(/^[a-zA-Z]\w{0,59}$/, 'is not a name');
/** z.record would drop this key without a word. */
const noPrototype = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__');
const named = <T extends z.ZodType>(value: T) =>
  z.unknown().refine(noPrototype, 'has a key that is no name').pipe(z.record(name, value));
const scalar = z.union([verbatim(LIMITS.body), z.number(), z.boolean(), z.null()]);
const scalars = z.array(scalar).max(100);
/** Two levels are what mutations take; more would only serve to exhaust whoever reads it. */
const argument = z.union([scalar, scalars, named(z.union([scalar, scalars]))]);

/** A change that whoever answers for the record can apply with one click: named mutations with their arguments. */
export const proposedChange = z.strictObject({
  /** What it says, in words: shown, kept, never executed. */
  summary: words(LIMITS.title),
  mutations: z
    .array(
      z.strictObject({
        name,
        arguments: named(argument).refine(
          (value) => JSON.stringify(value).length <= LIMITS.arguments,
          `are longer than ${LIMITS.arguments} characters`,
        ),
      }),
    )
    .min(1)
    .max(10),
});

/** A function, a person, or the person of a function. */
const addressee = z
  .strictObject({ function: owningFunction.optional(), principal: randomId.optional() })
  .refine(saysSomething, 'names nobody');
const mentions = z.array(addressee).max(LIMITS.mentions);

export const thread = z.strictObject({
  thread: randomId,
  anchor,
  kind: z.enum(THREAD_KINDS),
  to: addressee.optional(),
  due: day.optional(),
  title: words(LIMITS.title),
  body: words(LIMITS.body),
  mentions: mentions.optional(),
  change: proposedChange.optional(),
});
export const comment = z.strictObject({
  thread: randomId,
  comment: randomId,
  body: words(LIMITS.body),
  mentions: mentions.optional(),
  change: proposedChange.optional(),
});
/** A new wording; the old ones stay in the record. */
export const commentEdit = z.strictObject({
  comment: randomId,
  body: words(LIMITS.body),
  mentions: mentions.optional(),
});
export const reaction = z.strictObject({ comment: randomId, reaction: z.enum(REACTIONS), on: z.boolean() });
/** Changes of what is asked; null takes target or due date away. */
export const threadEdit = z
  .strictObject({
    thread: randomId,
    title: words(LIMITS.title).optional(),
    kind: z.enum(THREAD_KINDS).optional(),
    to: addressee.nullable().optional(),
    due: day.nullable().optional(),
  })
  .refine((value) => saysSomething({ ...value, thread: undefined }), 'changes nothing');
/** "This is the answer": whoever was asked says so; the asker closes. */
export const threadClaim = z.strictObject({ thread: randomId, comment: randomId });
export const threadResolve = z.strictObject({
  thread: randomId,
  outcome: z.enum(OUTCOMES),
  text: words(LIMITS.reason),
  /** The decision record that it became. */
  decision: entityId.optional(),
});
export const threadReopen = z.strictObject({ thread: randomId, reason: words(LIMITS.reason) });
/**
 * A proposal was applied: by whom and when is the entry's own. Without `comment`, the one that began the thread. `again`:
 * it was applied before, and did not stand on the board any more.
 */
export const threadApply = z.strictObject({
  thread: randomId,
  comment: randomId.optional(),
  again: z.boolean().optional(),
});
