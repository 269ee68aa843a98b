/**
 * Readers of the fields of a compact line: each takes a text and says what is wrong with it. No order of lines, no
 * references here.
 */
import {
  DATA_USES,
  MEANINGS,
  OWNING_FUNCTIONS,
  RESPONSIBILITIES,
  type DataUse,
  type Meaning,
  type OwningFunction,
  type Responsibility,
} from '../schema/vocabulary.ts';
import type { CodeOf, SystemFor, TemplateOutput } from './board.ts';
import { isInitials, SIGNERS, type Initials } from './people.ts';

/** Reports a fault of the field that is being read. */
export type Complain = (message: string) => void;

/** The words of a list; a lone `-` is the empty list written out. */
export const words = (text: string): readonly string[] =>
  text.split(/\s+/).filter((word) => word !== '' && word !== '-');

const among = <T extends string>(values: readonly T[], text: string): text is T =>
  (values as readonly string[]).includes(text);

/** One of a closed list; complains and answers the first value otherwise, so that reading can go on. */
export function choice<T extends string>(values: readonly T[], text: string, complain: Complain): T {
  if (among(values, text)) return text;
  complain(text === '' ? `is empty; give one of ${values.join(', ')}` : `"${text}" is not one of ${values.join(', ')}`);
  return values[0]!;
}

/** The flags `r` (regulated) and `c` (changed), in this order, each at most once. */
export function regulatedChanged(
  text: string,
  complain: Complain,
): { readonly regulated: boolean; readonly changed: boolean } {
  if (!/^r?c?$/.test(text)) complain(`"${text}" is not r, c or rc`);
  return { regulated: text.includes('r'), changed: text.includes('c') };
}

function person(text: string, complain: Complain): Initials | null {
  if (text === '-') return null;
  if (isInitials(text)) return text;
  complain(`"${text}" is not the initials of a person of the templates`);
  return null;
}

function owningFunction(text: string, complain: Complain): OwningFunction | null {
  if (among(OWNING_FUNCTIONS, text)) return text;
  complain(`"${text}" is not one of ${OWNING_FUNCTIONS.join(', ')}`);
  return null;
}

/** `OPS:TB QUA:HK`: accountable persons by function; `OPS` alone means the function's signer. */
export function accountable(text: string, complain: Complain): readonly CodeOf[] {
  return words(text).flatMap((word) => {
    const [name = '', who, ...rest] = word.split(':');
    const said = owningFunction(name, complain);
    if (said === null) return [];
    if (rest.length > 0) complain(`"${word}" has more than one colon`);
    return [{ function: said, code: 'A', person: who === undefined ? SIGNERS[said] : person(who, complain) } as const];
  });
}

/** `OPS:C IT:R`: codes of the other functions, each held by the function's signer, or by `OPS:C:LW`. */
export function otherCodes(text: string, complain: Complain): readonly CodeOf[] {
  return words(text).flatMap((word) => {
    const [name = '', code = '', who, ...rest] = word.split(':');
    const said = owningFunction(name, complain);
    if (said === null) return [];
    if (rest.length > 0) complain(`"${word}" has more than two colons`);
    return [
      {
        function: said,
        code: choice(RESPONSIBILITIES, code, complain),
        person: who === undefined ? SIGNERS[said] : person(who, complain),
      },
    ];
  });
}

/** `A:SO V:PN`, `C V`: the codes of one function in a cell of the matrix. */
export function matrixCell(said: OwningFunction, text: string, complain: Complain): readonly CodeOf[] {
  return words(text).map((word) => {
    const [code = '', who, ...rest] = word.split(':');
    if (rest.length > 0) complain(`"${word}" has more than one colon`);
    const value: Responsibility = choice(RESPONSIBILITIES, code, complain);
    return { function: said, code: value, person: who === undefined ? SIGNERS[said] : person(who, complain) };
  });
}

/** `MES ERP`, `ERP@D1 EDMS@D2`. */
export function systemsFor(text: string, complain: Complain): readonly SystemFor[] {
  return words(text).flatMap((word) => {
    const [system = '', data, ...rest] = word.split('@');
    if (system === '' || data === '' || rest.length > 0) {
      complain(`"${word}" is not SYSTEM or SYSTEM@DATA`);
      return [];
    }
    return [{ system, data: data ?? null }];
  });
}

const SIGNS: Readonly<Record<string, DataUse>> = { '+': 'create', '~': 'update', '!': 'decide', '=': 'use' };

/** `D1+ D2=`: + create, ~ update, ! decide, = use. */
export function stepData(
  text: string,
  complain: Complain,
): readonly { readonly data: string; readonly use: DataUse }[] {
  return words(text).flatMap((word) => {
    const use = SIGNS[word.slice(-1)];
    const data = word.slice(0, -1);
    if (use === undefined || data === '') {
      complain(`"${word}" is not a data object with one of + ~ ! = (${DATA_USES.join(', ')})`);
      return [];
    }
    return [{ data, use }];
  });
}

/** `MES:D6,D3 QMS:D7`: what each system feeds in. */
export function feeds(text: string, complain: Complain): readonly { readonly system: string; readonly data: string }[] {
  return words(text).flatMap((word) => {
    const [system = '', list = '', ...rest] = word.split(':');
    const data = list.split(',');
    if (system === '' || rest.length > 0 || data.includes('')) {
      complain(`"${word}" is not SYSTEM:DATA,DATA`);
      return [];
    }
    return data.map((one) => ({ system, data: one }));
  });
}

/** `OPS:AR/review QUA:PN/approval`; a missing meaning stays open. */
export function approvers(text: string, complain: Complain): TemplateOutput['approvers'] {
  return words(text).flatMap((word) => {
    const [who = '', meaning, ...rest] = word.split('/');
    if (rest.length > 0) complain(`"${word}" has more than one slash`);
    const said: Meaning | null = meaning === undefined ? null : choice(MEANINGS, meaning, complain);
    return accountable(who, complain).map(({ function: by, person: named }) => ({
      function: by,
      person: named,
      meaning: said,
    }));
  });
}

/** Comma-separated values of a closed list, without doubles; '' and `none` are the empty list. */
export function listOf<T extends string>(values: readonly T[], text: string, complain: Complain): readonly T[] {
  if (text === '' || text === 'none') return [];
  const items = text.split(',').map((item) => choice(values, item, complain));
  if (new Set(items).size !== items.length) complain(`"${text}" names a value twice`);
  return [...new Set(items)];
}

/**
 * Citations of an output, one rule each: separated by semicolons, and where a run of clauses shares one source
 * (`211.22(a) 211.192`, `13485 7.5.1 8.3.4`) one each with the source in front.
 */
export function citations(text: string): readonly string[] {
  return text.split(';').flatMap((piece) => {
    const tokens = words(piece);
    const [source = '', ...clauses] = tokens;
    if (tokens.length === 0) return [];
    if (tokens.every((token) => /^\d{3}\.\d/.test(token))) return tokens;
    if (clauses.length > 1 && clauses.every((clause) => /^\d+(?:\.\d+)+/.test(clause)))
      return clauses.map((clause) => `${source} ${clause}`);
    return [tokens.join(' ')];
  });
}
