/**
 * The audit trail: what an edit changed, written by the server from the document itself. What of it the author said
 * (undo, reason, when) is in `edit`, and stands here too where it was known in time.
 */
import { WEIGHTIES } from '@chartroom/domain';
import { z } from 'zod';
import { randomId, remark, saysSomething, verbatim } from './common.ts';
import { CHANGE_KINDS, EDIT_SOURCES, LIMITS } from './names.ts';

/** A stored scalar, or null where nothing stood. Long texts stand as their text. */
const value = z.union([verbatim(LIMITS.value), z.number(), z.boolean(), z.null()]);
/** Whatever a document may hold is told, so names are not checked beyond their length. */
const name = verbatim(LIMITS.key);
const count = z.int().min(0);

/** Items of the document, by Yjs client id and clocks, first and last. */
const items = { client: count, from: count, to: count };
const inOrder = ({ from, to }: { readonly from: number; readonly to: number }): boolean => from <= to;
const BEFORE_ITS_BEGINNING = { path: ['to'], error: 'is before its beginning' };

/** One field of one record, one row, one text, or a record that came or went: who and when received are the entry's own. */
export const change = z
  .strictObject({
    /** Entity kind, row kind, `board`, `process`, `meta` or `text`. */
    root: verbatim(40).pipe(z.string().min(1)),
    /** Entity id, row key, owner and field of a text, or the root again for fields of the board and the process. */
    key: name,
    /** Of an entity or single; absent for rows and texts. */
    field: name.optional(),
    change: z.enum(CHANGE_KINDS),
    old: value,
    new: value,
    /** Of a record that came or went. Pairs, since an object could not have every name that a field can. */
    fields: z.array(z.tuple([name, value])).optional(),
    /** Code units left out before and after, where of a long text the changed part is told. */
    cut: z.strictObject({ before: count, after: count }).optional(),
    /** Updates of the board's log between which it happened, first and last. */
    from: z.int().min(1),
    to: z.int().min(1),
    /** What holds the new value; absent where something was only taken away. */
    item: z.strictObject(items).refine(inOrder, BEFORE_ITS_BEGINNING).optional(),
    /** What it touches of which a reason is asked: found by the server, whatever its author says. */
    asks: z.enum(WEIGHTIES).optional(),
    by: z.enum(EDIT_SOURCES).optional(),
    reason: remark(LIMITS.reason).optional(),
    purpose: remark(LIMITS.reason).optional(),
    /** The connection over which it came; of several the first. */
    session: randomId.optional(),
    /** When the client says that it was made, if that is not now: a claim. */
    claimedAt: z.iso.datetime().optional(),
  })
  .refine(inOrder, BEFORE_ITS_BEGINNING);

interface Pointing {
  readonly client?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly entry?: number | undefined;
}
/** By all of its items, or by its entry. */
const pointsOnce = ({ client, from, to, entry }: Pointing): boolean =>
  entry === undefined
    ? client !== undefined && from !== undefined && to !== undefined
    : client === undefined && from === undefined && to === undefined;

/** What somebody says about own edits of the document; it counts for what they themselves wrote, and for nothing else. */
export const edit = z
  .strictObject({
    client: count.optional(),
    from: count.optional(),
    to: count.optional(),
    /** Number of the change that was told of it, in place of items: what only took away has none. */
    entry: z.int().min(1).optional(),
    by: z.enum(EDIT_SOURCES).optional(),
    reason: remark(LIMITS.reason).pipe(z.string().min(1, 'is empty')).optional(),
    /** What the sitting is for, as a screen says it of itself: stands where no reason is given, and is none. */
    purpose: remark(LIMITS.reason).pipe(z.string().min(1, 'is empty')).optional(),
    claimedAt: z.iso.datetime().optional(),
  })
  .refine(pointsOnce, { path: ['client'], error: 'give client, from and to, or entry alone' })
  .refine(({ from = 0, to = from }) => from <= to, BEFORE_ITS_BEGINNING)
  .refine(({ by, reason, purpose, claimedAt }) => saysSomething({ by, reason, purpose, claimedAt }), {
    error: 'says nothing: give by, reason, purpose or claimedAt',
  });
