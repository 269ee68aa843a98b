/** Whether what a thread is about is there: a record of the document, one that was deleted included, or a place of the board. Pure. */
import {
  AREAS,
  CONTEXTS,
  ENTITY_KINDS,
  FUNCTIONS,
  parseRowKey,
  ROW_KINDS,
  SCOPING_SUBJECTS,
  type Snapshot,
} from '@chartroom/domain';

const SCOPING: ReadonlySet<string> = new Set([
  ...SCOPING_SUBJECTS.map((subject) => subject.slice(subject.indexOf('.') + 1)),
  ...CONTEXTS,
]);
const FIELD = /^[\w.]{1,60}$/;

/** `step/<id>`, `area/area.validation`, `scoping/Q1`, `process/title`, `row/<kind>/<key>`: as findings write their subjects. */
export const isOnBoard = (snapshot: Snapshot, subject: string): boolean => {
  const cut = subject.indexOf('/');
  const [kind, rest] = [subject.slice(0, cut), subject.slice(cut + 1)];
  const entity = ENTITY_KINDS.find((one) => one === kind);
  if (entity !== undefined) return snapshot.entities[entity].some(({ id }) => id === rest);
  switch (kind) {
    case 'area':
      return AREAS.some((area) => area === rest);
    case 'scoping':
      return SCOPING.has(rest);
    case 'function':
      return FUNCTIONS.some((fn) => fn === rest);
    case 'process':
    case 'board':
    case 'riskKind':
      return FIELD.test(rest);
    case 'row': {
      const end = rest.indexOf('/');
      const row = ROW_KINDS.find((one) => one === rest.slice(0, end));
      return row !== undefined && parseRowKey(row, rest.slice(end + 1)).kind === 'conforming';
    }
    default:
      return false;
  }
};
