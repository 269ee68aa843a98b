export { describeUpdateLog, type LogContract, type LogUnderTest } from './update-log.ts';
