/**
 * Long texts written by a program: a seed, an import, the command line. People type them through the editor.
 */
import { LONG_TEXTS, type EntityKind } from '../schema/fields.ts';
import { textRoot } from '../schema/roots.ts';
import type { Mutation } from './change.ts';
import { leavingOf } from './lookup.ts';
import { invalidValue, mutation, refuse, unknownEntity } from './perform.ts';
import { cleanText, LIMITS } from './value.ts';

type TextOwner = keyof typeof LONG_TEXTS;
const fieldsOf = (kind: TextOwner): readonly string[] => LONG_TEXTS[kind];

/** Replaces a long text; lines become paragraphs. `owner` is `process` or an entity id. Paragraphs that stay the same are left alone. */
export function replaceLongText(owner: string, field: string, text: string): Mutation {
  return mutation('replaceLongText', (doc) => {
    const kind = (Object.keys(LONG_TEXTS) as TextOwner[]).find((kind) =>
      kind === 'process' ? owner === 'process' : leavingOf(doc, kind as EntityKind, owner) !== null,
    );
    if (kind === undefined) return unknownEntity('record', owner);
    if (!fieldsOf(kind).includes(field)) return invalidValue(field, 'no such long text');
    const clean = cleanText(field, text, LIMITS.longText);
    return clean.ok
      ? { writes: [{ kind: 'text', root: textRoot(owner, field), text: clean.value }] }
      : refuse(clean.refusal);
  });
}
