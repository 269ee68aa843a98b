/**
 * Any value found in a document as plain, frozen, bounded data: what a view may show of something it does not
 * understand. Never throws.
 */
import * as Y from 'yjs';

const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 2000;

function describeType(type: Y.AbstractType<unknown>, depth: number): unknown {
  if (type instanceof Y.Map) {
    const entries = [...(type as Y.Map<unknown>).entries()].slice(0, MAX_ITEMS);
    return Object.freeze(Object.fromEntries(entries.map(([key, value]) => [key, plain(value, depth + 1)])));
  }
  if (type instanceof Y.Array)
    return Object.freeze([...(type as Y.Array<unknown>)].slice(0, MAX_ITEMS).map((item) => plain(item, depth + 1)));
  if (type instanceof Y.Text) return type.toJSON().slice(0, MAX_TEXT);
  return `<${type.constructor.name}>`;
}

export function plain(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      return `<${typeof value}>`;
    case 'object':
      break;
  }
  if (value === null) return null;
  if (depth >= MAX_DEPTH) return '<nested too deeply>';
  if (value instanceof Y.AbstractType) return describeType(value as Y.AbstractType<unknown>, depth);
  if (value instanceof Y.Doc) return '<document>';
  if (ArrayBuffer.isView(value)) return `<${value.byteLength} bytes>`;
  if (Array.isArray(value))
    return Object.freeze(value.slice(0, MAX_ITEMS).map((item: unknown) => plain(item, depth + 1)));
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, plain(item, depth + 1)])));
}
