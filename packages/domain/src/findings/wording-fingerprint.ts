/**
 * What binds something said to the wording of which it was said: the wording stands in the document, what was said of it
 * in the record. One function a kind of record that people answer, assess or decide.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

type Text = string | null | undefined;

/** As texts are stored; a field that was never filled in and an empty one read the same. */
const stored = (text: Text): string => (text ?? '').toWellFormed().trim();

/**
 * SHA-256, lower-case hex, of the fields as RFC 8785 JSON. Another wording has another one; blanks at the ends make no
 * difference. `fields` come in the order of their names: JSON.stringify writes strings as RFC 8785 does, but sorts nothing.
 */
const fingerprintOf = (fields: Readonly<Record<string, Text>>): string =>
  bytesToHex(
    sha256(
      utf8ToBytes(
        JSON.stringify(Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, stored(text)]))),
      ),
    ),
  );

/** Of what is agreed, and why. */
export const decisionFingerprint = (statement: Text, rationale: Text): string =>
  fingerprintOf({ rationale, statement });

/** Of what is asked, and of whom: an answer speaks for the function that was asked. When it is due is no part of the question. */
export const questionFingerprint = (text: Text, toFunction: Text): string => fingerprintOf({ text, toFunction });

/**
 * Of what is assessed, by whom, and how it is described (the long text `note`). Severity, likelihood and detectability are
 * what an assessment comes to and are entered with it, so that binding them would let it lapse by its own result; the due
 * date is planning.
 */
export const riskFingerprint = (kind: Text, dutyFunction: Text, note: Text): string =>
  fingerprintOf({ dutyFunction, kind, note });
