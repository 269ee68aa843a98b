import { describeRecordLog } from '../src/contracts/index.ts';
import { createMemoryRecordLog } from '../src/memory-log.ts';

describeRecordLog('memory', {
  open: async (boards) => {
    const log = createMemoryRecordLog();
    for (const board of boards) log.create(board);
    return { log };
  },
});
