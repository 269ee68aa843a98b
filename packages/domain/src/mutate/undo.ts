/**
 * Undo by inverse mutation: an old value comes back only where nobody else has written since; what somebody else has
 * touched is kept and reported. Undo of a creation is a soft delete. `Y.UndoManager` lost other people's work here.
 */
import * as Y from 'yjs';
import { isTextRoot, mapRoot, textFragment } from '../read/root.ts';
import { longText } from '../read/long-text.ts';
import { entityMap, heldBy } from '../read/writer.ts';
import { ROW_SPECS } from '../schema/rows.ts';
import { LOCAL_ORIGIN, type Kept, type Performed, type Touched, type Undone, type Written } from './change.ts';
import { foreignWork } from './foreign-work.ts';
import { isEntityKind, setKey, type Stored } from './perform.ts';
import { lastTextItem, rewriteText, textWriters } from './rewrite-text.ts';

/** Which item stands for an older one after an undo put its value back: `client:clock` to item. */
export type StandIns = Map<string, Written>;

const nameOf = (item: Written): string => `${item.client}:${item.clock}`;
const sameItem = (a: Written | null, b: Written | null): boolean => a?.client === b?.client && a?.clock === b?.clock;

export function standInFor(item: Written, standIns: StandIns): Written {
  let at = item;
  for (let next = standIns.get(nameOf(at)); next !== undefined && !sameItem(next, at); next = standIns.get(nameOf(at)))
    at = next;
  return at;
}

/** A client id other than the author's that wrote the key after the author had seen `seen`, also where its value lost. */
function foreignWriter(
  map: Y.Map<unknown>,
  key: string,
  author: number,
  seen: ReadonlyMap<number, number>,
): number | null {
  for (let item = map._map.get(key) ?? null; item !== null; item = item.left) {
    if (item.id.client !== author && item.id.clock + item.length > (seen.get(item.id.client) ?? 0))
      return item.id.client;
  }
  return null;
}

interface Attempt {
  readonly doc: Y.Doc;
  readonly performed: Performed;
  readonly standIns: StandIns;
  readonly kept: Kept[];
  readonly touched: Touched[];
}

const isCreation = (touched: Touched): boolean => touched.entity === null && isEntityKind(touched.root);
const hides = (touched: Touched): boolean =>
  isCreation(touched) ||
  ((touched.key === 'deletedAt' || touched.key === 'mergedInto') && (touched.before ?? null) !== null);

/** What a key holds when nobody has said anything: 0 for a row, null for a field. */
function valueBefore(touched: Touched): Stored {
  const { before } = touched;
  if (typeof before === 'string' || typeof before === 'number' || typeof before === 'boolean') return before;
  return Object.hasOwn(ROW_SPECS, touched.root) ? 0 : null;
}

function locate(doc: Y.Doc, touched: Touched): Y.Map<unknown> | null {
  return touched.entity === null ? mapRoot(doc, touched.root) : entityMap(doc, touched.root, touched.entity);
}

/** Who has changed the key since; null when it is still the author's. */
function changedBy(attempt: Attempt, touched: Touched): number | null {
  const map = locate(attempt.doc, touched);
  if (map === null) return touched.written.client;
  const current = heldBy(map, touched.key);
  if (!sameItem(current, standInFor(touched.written, attempt.standIns)))
    return current?.client ?? touched.written.client;
  return foreignWriter(map, touched.key, touched.written.client, attempt.performed.seen);
}

function textChangedBy(attempt: Attempt, touched: Touched): number | null {
  const fragment = textFragment(attempt.doc, touched.root);
  if (fragment === null) return touched.written.client;
  const same =
    longText(fragment) === touched.after &&
    sameItem(lastTextItem(fragment) ?? touched.written, standInFor(touched.written, attempt.standIns));
  if (same) return null;
  return [...textWriters(fragment)].find((client) => client !== touched.written.client) ?? touched.written.client;
}

function record(attempt: Attempt, original: Touched, done: Touched | null): void {
  if (done === null) return;
  attempt.touched.push(done);
  if (original.replaced !== null) attempt.standIns.set(nameOf(original.replaced), done.written);
}

function takeBack(attempt: Attempt, touched: Touched): void {
  const { doc } = attempt;
  if (isTextRoot(touched.root)) {
    const fragment = textFragment(doc, touched.root)!;
    const replaced = lastTextItem(fragment);
    rewriteText(fragment, typeof touched.before === 'string' ? touched.before : '');
    const written = lastTextItem(fragment) ?? { client: doc.clientID, clock: -1 };
    record(attempt, touched, { ...touched, before: touched.after, after: touched.before, written, replaced });
    return;
  }
  if (isCreation(touched)) {
    const entity = entityMap(doc, touched.root, touched.key);
    // Deleted already, by whomever: nothing is left to take back.
    if (entity === null || (entity.get('deletedAt') ?? null) !== null) return;
    record(attempt, { ...touched, replaced: null }, setKey(entity, touched.root, touched.key, 'deletedAt', Date.now()));
    return;
  }
  record(
    attempt,
    touched,
    setKey(locate(doc, touched)!, touched.root, touched.entity, touched.key, valueBefore(touched)),
  );
}

/** Keys that others have changed since, or whose undo would hide what others have done since. */
function findKept(attempt: Attempt): void {
  const { doc, performed, kept } = attempt;
  for (const touched of performed.touched) {
    const { root, entity, key } = touched;
    if (hides(touched)) {
      const id = entity ?? key;
      const client = foreignWork(doc, root, id, performed.seen, touched.written.client);
      if (client !== null) {
        kept.push({ root, entity: id, key: entity === null ? 'deletedAt' : key, changedBy: client });
        continue;
      }
    }
    if (isCreation(touched)) continue;
    const client = isTextRoot(root) ? textChangedBy(attempt, touched) : changedBy(attempt, touched);
    if (client !== null) kept.push({ root, entity, key, changedBy: client });
  }
}

/**
 * Takes back what a mutation did, key by key. What belongs together stays together: when a record must be kept because
 * others have worked on it, nothing of the act that made it is taken back; order keys of one move go back all or none.
 * The result is itself undoable, which is redo. `standIns` connects several undos of one history.
 */
export function undo(doc: Y.Doc, performed: Performed, standIns: StandIns = new Map()): Undone {
  const attempt: Attempt = { doc, performed, standIns, kept: [], touched: [] };
  // Two writes of one key within an act (an order re-keyed twice) count as one: the later one holds the value.
  const last = new Map(
    performed.touched.map((touched) => [`${touched.root}|${touched.entity}|${touched.key}`, touched]),
  );
  const first = new Map(
    [...performed.touched].reverse().map((touched) => [`${touched.root}|${touched.entity}|${touched.key}`, touched]),
  );
  const merged = [...last].map(([name, touched]) => ({
    ...touched,
    before: first.get(name)!.before,
    replaced: first.get(name)!.replaced,
  }));
  const folded: Attempt = { ...attempt, performed: { ...performed, touched: merged } };
  findKept(folded);
  const isKept = (touched: Touched): boolean =>
    folded.kept.some((one) => one.root === touched.root && one.entity === touched.entity && one.key === touched.key);
  const creationKept = merged.some(
    (touched) =>
      hides(touched) &&
      folded.kept.some((one) => one.entity === (touched.entity ?? touched.key) && one.root === touched.root),
  );
  const orderKept = merged.some((touched) => touched.key === 'order' && isKept(touched));
  const back = creationKept
    ? []
    : merged.filter((touched) => !isKept(touched) && !(orderKept && touched.key === 'order')).reverse();
  doc.transact(() => {
    for (const touched of back) takeBack(folded, touched);
  }, LOCAL_ORIGIN);
  // Whoever wrote after the first act has still not been seen by its author: redo and undo again must spare them too.
  const undone: Performed = { name: performed.name, touched: folded.touched, created: [], seen: performed.seen };
  return { performed: undone, kept: folded.kept };
}
