import { describeUpdateLog } from '../src/contracts/update-log.ts';
import { createMemoryLog } from '../src/server/memory-log.ts';

describeUpdateLog('memory', {
  open: async (boards) => {
    const log = createMemoryLog();
    for (const board of boards) log.create(board);
    return { log };
  },
});
