/** Whom a thread can ask, as items of a picker: the functions, then everybody who takes part. */
import type { Payload } from '@chartroom/record';
import type { Mentionable } from '../mentions.ts';

export type To = NonNullable<Payload<'thread'>['to']>;

export const toOf = (people: readonly Mentionable[], id: string | null): To | null =>
  people.find((one) => one.id === id)?.of ?? null;
/** The item that stands for an addressee. */
export const itemOf = (to: To | null): string | null => to?.principal ?? to?.function ?? null;
