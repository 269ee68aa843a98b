/**
 * How the launcher speaks: one line at a time on standard error, so that the output of the command it starts stays
 * its own. A failure carries the exit code to leave with.
 */

/** @param {string} text */
export function say(text) {
  process.stderr.write(`chartroom: ${text}\n`);
}

export class LaunchFailure extends Error {
  /**
   * @param {string} message What happened, to which thing, and what to do.
   * @param {number} exitCode
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'LaunchFailure';
    this.exitCode = exitCode;
  }
}

/** @param {number} startedAtMs Since when, by `Date.now()`. */
export function seconds(startedAtMs) {
  return `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`;
}
