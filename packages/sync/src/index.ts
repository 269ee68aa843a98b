export * from './ports.ts';
export { LIMITS, type Limits } from './limits.ts';
export { systemClock } from './clock.ts';
export { CLOSE, closeReason, type CloseName, type CloseReason } from './wire/close-codes.ts';
export { REFUSALS, type RefusalCode } from './wire/refusals.ts';
export { PROTOCOL_VERSION, SUBPROTOCOL } from './wire/grammar.ts';
export { recordFrame, recordIn } from './wire/record-frames.ts';
