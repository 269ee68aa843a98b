/** What a command answers: the text for stdout, and whether it found a fault. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Result, done, refused } from '../refusal.ts';

export interface Outcome {
  readonly text: string;
  readonly fault?: boolean;
}

export interface Destination {
  /** A file instead of stdout. */
  readonly out?: string;
  /** What a relative file name is relative to. */
  readonly cwd: string;
}

/** A text for stdout, or written to a file with a word about it. `what` names it: "charter". */
export const deliver = (body: string, what: string, title: string, { out, cwd }: Destination): Result<Outcome> => {
  if (out === undefined) return done({ text: body.endsWith('\n') ? body : `${body}\n` });
  const file = resolve(cwd, out);
  try {
    writeFileSync(file, body);
  } catch (error) {
    return refused(
      'bad-input',
      `The ${what} cannot be written to ${file} (${error instanceof Error ? error.message : String(error)}). Give another file with --out.`,
    );
  }
  return done({ text: `Wrote the ${what} of "${title}" to ${file}.\n` });
};
