/** The server as a process of its own, as the launcher starts it. */
import { type Child, startChild } from './child.ts';
import { boardBuild } from './board-build.ts';
import { tempDir } from './temp-dir.ts';

export interface ServerProcess extends Child {
  readonly dataDir: string;
  /** Resolves with the address once it listens. */
  origin(): Promise<string>;
}

export const startProcess = (env: Readonly<Record<string, string>> = {}): ServerProcess => {
  const dataDir = env['DATA_DIR'] ?? tempDir();
  const settings = { ACCESS: 'open', PORT: '0', BOARD_DIR: boardBuild(), ...env, DATA_DIR: dataDir };
  const child = startChild('src/main.ts', [], settings);
  return {
    ...child,
    dataDir,
    origin: async () => (await child.said(/Chartroom is at (http:\S+)/))[1] ?? '',
  };
};
