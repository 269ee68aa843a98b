export { describeRecordLog, type RecordLogContract, type RecordLogUnderTest } from './record-log.ts';
