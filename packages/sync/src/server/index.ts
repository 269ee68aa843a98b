export type * from './contract.ts';
export { createHub } from './hub.ts';
export { createMemoryLog, type MemoryLog } from './memory-log.ts';
