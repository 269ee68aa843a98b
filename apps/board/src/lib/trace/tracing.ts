/** What makes a trace out of a board; loaded when the first one is shown, or with the rest. */
import { dependentsOf, traceOutput } from '@chartroom/domain';
import { marksOfDependents, marksOfTrace } from './map-marks.ts';

const tracing = { dependentsOf, traceOutput, marksOfDependents, marksOfTrace };
export type Tracing = typeof tracing;
export default tracing;
