/** A token's secret, made directly in the data directory as the command line does it. */
import { createToken } from '../../src/cli/token.ts';
import { valueOf } from './value-of.ts';

export const makeToken = async (dataDir: string, name = 'Historian feed'): Promise<string> => {
  const { text } = valueOf(await createToken(dataDir, { name, function: 'IT' }));
  return text.split('\n', 1)[0] ?? '';
};
