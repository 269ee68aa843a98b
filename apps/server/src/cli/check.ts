/** `chartroom check`: verifies what is stored, row by row, and says what it found. */
import { type Result, done } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

const WORDS = {
  hash: 'does not match its hash',
  gap: 'is missing',
  empty: 'is missing: the board has no update at all',
} as const;

export const checkLog = (dataDir: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const { boards, updates, bytes, faults } = await store.scrub();
    const counted = `Read ${updates} updates (${bytes} bytes) of ${boards} boards in ${dataDir}.`;
    if (faults.length === 0) return done({ text: `${counted} Every hash matches, no update is missing.\n` });
    const lines = faults.map(({ board, seq, fault }) => `Board ${board}: update ${seq} ${WORDS[fault]}.`);
    return done({
      text: `${counted} Faults: ${faults.length}.\n${lines.join('\n')}\nRestore the newest good copy from the backups directory, and keep this database for whoever looks into it.\n`,
      fault: true,
    });
  });
