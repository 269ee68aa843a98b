/**
 * `chartroom analyse`: findings and classification of boards in files, one line of JSON a file in their order. Needs no
 * data directory. A file that cannot be read has its line too, so that line k stays that of file k.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyse } from '@chartroom/domain';
import { analysisJson, analysisText, faultText, faultsJson } from './analysis-output.ts';
import { fileFault, readBoardFile, type ReadFile } from './board-file.ts';
import type { Terminal } from './terminal.ts';

export interface AnalyseOptions {
  readonly files: readonly string[];
  /** A file that names further files, one a line. */
  readonly filesFrom?: string;
  readonly pretty?: boolean;
  /** What relative names are relative to. */
  readonly cwd: string;
}

/** Stands for what comes in on standard input. */
const STANDARD_INPUT = '-';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'reading it is not permitted',
  ENOTDIR: 'there is no such file',
};
const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
};

/** Reads bytes by name; standard input once, however often it is named. */
function reader(terminal: Terminal, cwd: string): (file: string) => Promise<Uint8Array> {
  let input: Promise<Uint8Array> | null = null;
  return async (file) => (file === STANDARD_INPUT ? (input ??= terminal.in()) : readFileSync(resolve(cwd, file)));
}

/** Answers the exit code: 2 when a file could not be read. */
export async function analyseFiles(options: AnalyseOptions, terminal: Terminal): Promise<0 | 2> {
  const bytesOf = reader(terminal, options.cwd);
  let exitCode: 0 | 2 = 0;
  const complain = (text: string): void => {
    terminal.err(`${text}\n`);
    exitCode = 2;
  };

  const read = async (file: string): Promise<ReadFile> => {
    let bytes: Uint8Array;
    try {
      bytes = await bytesOf(file);
    } catch (error) {
      return fileFault(`cannot be read: ${reasonOf(error)}`);
    }
    return readBoardFile(bytes);
  };

  let listed: readonly string[] = [];
  if (options.filesFrom !== undefined) {
    try {
      const list = new TextDecoder().decode(await bytesOf(options.filesFrom));
      listed = list.split(/\r?\n/).filter((line) => line !== '');
    } catch (error) {
      complain(
        `${options.filesFrom}: cannot be read: ${reasonOf(error)}. Give a list of files, one a line, with --files-from.`,
      );
      return exitCode;
    }
  }
  const files = [...options.files, ...listed];
  if (files.length === 0)
    complain('There is no file to analyse. Name files, - for standard input, or a list with --files-from.');

  for (const [at, file] of files.entries()) {
    const found = await read(file);
    if (found.ok) {
      const analysis = analyse(found.board.snapshot, found.board.input);
      const text =
        options.pretty === true ? analysisText(file, analysis, found.board) : analysisJson(analysis, found.board);
      terminal.out(options.pretty === true ? `${at === 0 ? '' : '\n'}${text}\n` : `${text}\n`);
    } else {
      for (const fault of found.faults) complain(faultText(file, fault));
      terminal.out(
        options.pretty === true
          ? `${at === 0 ? '' : '\n'}${file}\n  cannot be read; faults: ${found.faults.length}\n`
          : `${faultsJson(file, found.faults)}\n`,
      );
    }
  }
  return exitCode;
}
