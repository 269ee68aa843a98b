/** Random edits as a board makes them: flat rows, entities as nested maps, long texts as XML fragments. */
import * as Y from 'yjs';
import type { Random } from './random.ts';

const MAP_ROOTS = ['step', 'system', 'role'] as const;
const KEYS = ['a', 'b', 'c', 'd|e|f', 'constructor', 'näme', '\u202ereversed', '🙂'] as const;
const WORDS = ['weight', 'MES', 'ERP 🙂', 'x', 'Chargenprotokoll', '\u0000nul', 'שלום', '<svg onload>'] as const;

const value = (random: Random): unknown =>
  random.pick<unknown>([
    random.pick(WORDS),
    random.int(1_000_000),
    -3.25,
    true,
    null,
    ['a', { deep: [1, 2] }],
    { k: 'v' },
    1,
    0,
    undefined,
  ]);

function entity(random: Random): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  for (let left = random.int(5); left >= 0; left--) map.set(random.pick(KEYS), value(random));
  return map;
}

const text = (doc: Y.Doc, random: Random): Y.XmlFragment =>
  doc.getXmlFragment(`text:${random.pick(['s1', 's2'])}:note`);

function paragraph(random: Random): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  if (random.chance(0.8)) element.insert(0, [new Y.XmlText(random.pick(WORDS))]);
  return element;
}

function textsOf(node: Y.XmlFragment): readonly Y.XmlText[] {
  return node
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : []));
}

/** One edit, one transaction. */
export function randomEdit(doc: Y.Doc, random: Random): void {
  doc.transact(() => {
    for (let left = random.chance(0.15) ? 6 : 1; left > 0; left--) oneEdit(doc, random);
  }, 'edit');
}

function oneEdit(doc: Y.Doc, random: Random): void {
  const root = doc.getMap<unknown>(random.pick(MAP_ROOTS));
  const key = random.pick(KEYS);
  const nested = [...root.values()].filter((entry) => entry instanceof Y.Map);
  switch (random.int(14)) {
    case 0:
    case 1:
    case 2:
      return void root.set(key, value(random));
    case 3:
      return root.delete(key);
    case 4:
    case 5:
      return void root.set(key, entity(random));
    case 6:
    case 7:
      if (nested.length > 0)
        random.pick(nested).set(random.pick(KEYS), random.chance(0.1) ? entity(random) : value(random));
      return;
    case 8:
      if (nested.length > 0) random.pick(nested).delete(random.pick(KEYS));
      return;
    case 9: {
      // Made and gone within one transaction: the update carries it as deleted, or collected with its children.
      root.set(key, entity(random));
      return root.delete(key);
    }
    case 10: {
      const fragment = text(doc, random);
      return fragment.insert(random.int(fragment.length + 1), [paragraph(random)]);
    }
    case 11:
    case 12:
      return type(text(doc, random), random);
    default: {
      const fragment = text(doc, random);
      if (fragment.length === 0) return;
      if (random.chance(0.5)) return fragment.delete(random.int(fragment.length), 1);
      const child = fragment.get(0);
      if (child instanceof Y.XmlElement) child.setAttribute('align', random.pick(['left', 'right']));
    }
  }
}

function type(fragment: Y.XmlFragment, random: Random): void {
  const texts = textsOf(fragment);
  if (texts.length === 0) return fragment.insert(0, [paragraph(random)]);
  const target = random.pick(texts);
  if (random.chance(0.7) || target.length === 0)
    return target.insert(random.int(target.length + 1), random.pick(WORDS));
  const at = random.int(target.length);
  target.delete(at, 1 + random.int(target.length - at));
}
