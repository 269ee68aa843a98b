/**
 * Who can hold a code on a subject, as items of a picker: people of the functions that may, and each such function
 * without a name. An item is one statement (code, function, person), so that one field can hold several codes.
 */
import {
  FUNCTIONS,
  OWNING_FUNCTIONS,
  type Holder,
  type PlantFunction,
  type Responsibility,
  type ResponsibilityStatement,
} from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import type { PersonItem } from '#lib/ui/edit/pick-items.ts';

export interface HolderItem extends PersonItem {
  readonly code: Responsibility;
  /** Null: the function, with nobody named. */
  readonly person: string | null;
}

/** Only operations, quality and IT are accountable or refuse. */
export const holdingFunctions = (code: Responsibility): readonly PlantFunction[] =>
  code === 'A' || code === 'V' ? OWNING_FUNCTIONS : FUNCTIONS;

const idOf = (code: Responsibility, fn: PlantFunction, person: string | null): string =>
  `${code} ${fn} ${person ?? ''}`;
const personOf = (holder: Holder): string | null => (holder.row.parts.person === '-' ? null : holder.row.parts.person);

/** The item that stands for a row. */
export const holderId = (holder: Holder): string => idOf(holder.code, holder.row.parts.function, personOf(holder));

/**
 * Items for these codes, a person's codes next to each other. A row may name somebody who has left the board or changed
 * function: it stays as an item that is off, so that its chip can be seen and taken back.
 */
export function holderItems(
  people: readonly PersonItem[],
  codes: readonly Responsibility[],
  held: readonly Holder[],
  options: { readonly only?: PlantFunction | undefined; readonly nameOf: (person: string) => string | undefined },
): readonly HolderItem[] {
  const may = (code: Responsibility, fn: PlantFunction): boolean =>
    holdingFunctions(code).includes(fn) && (options.only === undefined || options.only === fn);
  const items = new Map<string, HolderItem>();
  const add = (code: Responsibility, fn: PlantFunction, person: string | null, item: PersonItem): void => {
    const id = idOf(code, fn, person);
    if (items.has(id)) return;
    const word = term('responsibility', code);
    items.set(id, {
      ...item,
      id,
      code,
      person,
      function: fn,
      ...(codes.length > 1 ? { hint: word } : {}),
      aliases: [...(item.aliases ?? []), `${code} ${item.label}`, `${word} ${item.label}`],
    });
  };
  for (const person of people)
    for (const code of codes) if (may(code, person.function)) add(code, person.function, person.id, person);
  for (const fn of FUNCTIONS)
    for (const code of codes)
      if (may(code, fn))
        add(code, fn, null, { id: fn, label: m.panel.holders.unnamed(term('function', fn)), function: fn });
  for (const holder of held) {
    const person = personOf(holder);
    add(holder.code, holder.row.parts.function, person, {
      id: '',
      label:
        person === null
          ? m.panel.holders.unnamed(term('function', holder.row.parts.function))
          : (options.nameOf(person) ?? m.panel.holders.missing),
      function: holder.row.parts.function,
      off: m.panel.holders.gone,
    });
  }
  return [...items.values()];
}

export const statementOf = (subject: string, item: HolderItem): ResponsibilityStatement => ({
  subject,
  function: item.function,
  code: item.code,
  person: item.person,
});
