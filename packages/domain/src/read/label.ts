/**
 * What people call a record in one token: the position of a step, the name of a system, D4, the initials of a person.
 * Unique within the kind, the same on every replica, and stable where the document allows it.
 */
import { compareText } from '../order/order-key.ts';
import { NUMBER_PREFIX, type EntityKind } from '../schema/fields.ts';
import type { RawEntity } from './content.ts';
import type { Fate } from './merge.ts';

const UNNAMED = '?';

/** 0 -> '', 1 -> 'b', 25 -> 'z', 26 -> 'ba': what tells doubles of a number apart. */
function letters(index: number): string {
  let text = '';
  for (let rest = index; rest > 0; rest = Math.floor(rest / 26)) text = String.fromCharCode(97 + (rest % 26)) + text;
  return text;
}

function initials(name: string): string {
  const words = name.split(/[\s.,'-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  if (first === undefined) return UNNAMED;
  const last = words.at(-1)!;
  const picked = words.length === 1 ? [...first].slice(0, 2) : [[...first][0]!, [...last][0]!];
  return picked.join('').toUpperCase();
}

/** Gives each entity its base, told apart from those before it by `mark`; the order of `entities` decides who keeps the plain one. */
function distinct(
  entities: readonly RawEntity[],
  base: (entity: RawEntity) => string,
  mark: (base: string, index: number) => string,
): Map<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  const used = new Map<string, number>();
  for (const entity of entities) {
    const plain = base(entity);
    let index = used.get(plain) ?? 0;
    let label = mark(plain, index);
    while (taken.has(label)) label = mark(plain, (index += 1));
    used.set(plain, index + 1);
    taken.add(label);
    labels.set(entity.id, label);
  }
  return labels;
}

const textOf = (entity: RawEntity, field: string): string => {
  const value = entity.fields[field];
  return typeof value === 'string' ? value.trim().replaceAll(/\s+/gu, ' ') : '';
};

function stepLabels(steps: readonly RawEntity[], fates: ReadonlyMap<string, Fate>): Map<string, string> {
  const labels = new Map<string, string>();
  let position = 0;
  let gone = 0;
  for (const step of steps) {
    if (fates.get(step.id)?.state === 'live') labels.set(step.id, String((position += 1)));
    else labels.set(step.id, `x${(gone += 1)}`);
  }
  return labels;
}

/** Labels by id. `entities` in snapshot order: steps in process order, all other kinds by id. */
export function labelsOf(
  kind: EntityKind,
  entities: readonly RawEntity[],
  fates: ReadonlyMap<string, Fate>,
): ReadonlyMap<string, string> {
  if (kind === 'step') return stepLabels(entities, fates);
  if (kind === 'system' || kind === 'person') {
    // A name that is free again goes to the record that is on the board.
    const rank = (entity: RawEntity): number => (fates.get(entity.id)?.state === 'live' ? 0 : 1);
    const byStanding = [...entities].sort((a, b) => rank(a) - rank(b) || compareText(a.id, b.id));
    return kind === 'system'
      ? distinct(
          byStanding,
          (entity) => textOf(entity, 'name') || UNNAMED,
          (base, index) => (index === 0 ? base : `${base} (${index + 1})`),
        )
      : distinct(
          byStanding,
          (entity) => initials(textOf(entity, 'name')),
          (base, index) => (index === 0 ? base : `${base}${index + 1}`),
        );
  }
  // Numbers are printed in charters: a deleted record keeps its own.
  const prefix = NUMBER_PREFIX[kind];
  return distinct(
    entities,
    (entity) => `${prefix}${entity.fields['number'] ?? UNNAMED}`,
    (base, index) => base + letters(index),
  );
}
