/**
 * Pieces that payloads are made of. A text is made well-formed and loses NUL before it is stored, and is text ever
 * after: nothing in it is escaped, filtered or obeyed here.
 */
import { FUNCTIONS, isEntityId, OWNING_FUNCTIONS } from '@chartroom/domain';
import { z } from 'zod';

const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');
const within = (limit: number) => z.string().max(limit, `is longer than ${limit} characters`);

/** A text with at least one character in it; trimmed. */
export const words = (limit: number) =>
  z
    .string()
    .transform((text) => clean(text).trim())
    .pipe(within(limit).min(1, 'is empty'));
/** A text that may be empty; trimmed. */
export const remark = (limit: number) =>
  z
    .string()
    .transform((text) => clean(text).trim())
    .pipe(within(limit));
/** A text as it stands in the document, blanks at its ends included. */
export const verbatim = (limit: number) => z.string().transform(clean).pipe(within(limit));

export const owningFunction = z.enum(OWNING_FUNCTIONS);
export const plantFunction = z.enum(FUNCTIONS);

/** 128 random bits as 26 characters: boards, principals, commands. */
export const randomId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/, 'is not an id');
export const entityId = z.string().refine(isEntityId, 'is not the id of a record');
/** Lower-case hex SHA-256 of what was seen when something was said about it. */
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'is not a fingerprint');
/** `step/<id>`, `area/area.validation`, `scoping/Q1`, `process/title`, `row/<kind>/<key>`: what something is about. */
export const subject = z
  .string()
  .regex(/^(?:[a-zA-Z]+\/[\w.|*:-]{1,300}|row\/[a-zA-Z]+\/[^\p{C}]{1,1200})$/u, 'is not an address');
export const field = z.string().regex(/^[\w.:|*-]{1,200}$/, 'is not the name of a field');
/** A day, as people set due dates. */
export const day = z.iso.date();

/** For objects of which every key may be left out: one that says nothing is refused. */
export const saysSomething = (value: object): boolean => Object.values(value).some((one) => one !== undefined);
