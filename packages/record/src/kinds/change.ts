/** The audit trail: what an edit changed, written by the server from the document itself. */
import { z } from 'zod';
import { LIMITS, randomId, remark, verbatim } from './common.ts';

/** A stored scalar, or null where nothing stood. Long texts stand as their text. */
const value = z.union([verbatim(LIMITS.value), z.number(), z.boolean(), z.null()]);

export const CHANGE_KINDS = ['created', 'set', 'said', 'withdrawn', 'deleted', 'restored', 'merged', 'text'] as const;

/** One field of one record, or one row: who and when received are the entry's own. */
export const change = z
  .strictObject({
    /** Entity kind, row kind, `board`, `process` or `text`. */
    root: verbatim(40).pipe(z.string().min(1)),
    /** Entity id, row key, or the owner and field of a text. */
    key: verbatim(1200).pipe(z.string().min(1)),
    /** Of an entity or single; absent for rows and texts. */
    field: verbatim(60).pipe(z.string().min(1)).optional(),
    change: z.enum(CHANGE_KINDS),
    old: value,
    new: value,
    /** Updates of the board's log between which it happened, first and last. */
    from: z.int().min(1),
    to: z.int().min(1),
    /** Undo, redo, restore, import or template where the client said so; what a person typed else. */
    by: z.enum(['edit', 'undo', 'redo', 'restore', 'import', 'template']).optional(),
    reason: remark(LIMITS.reason).optional(),
    /** Live session in which it was done. */
    session: randomId.optional(),
    /** When the client says that it was made, if that is not now: a claim. */
    claimedAt: z.iso.datetime().optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before its beginning' });
