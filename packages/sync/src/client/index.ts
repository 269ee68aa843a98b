export type * from './contract.ts';
export { createSyncClient } from './client.ts';
