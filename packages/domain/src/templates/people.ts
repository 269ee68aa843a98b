/**
 * The people that templates name by initials: demo names, one signer a function.
 */
import type { Fields } from '../schema/fields.ts';
import type { OwningFunction } from '../schema/vocabulary.ts';

export type TemplatePerson = Required<Pick<Fields<'person'>, 'name' | 'function' | 'discipline' | 'jobTitle'>>;

export const PEOPLE = {
  AR: { name: 'Alma Reyes', function: 'OPS', discipline: 'Production', jobTitle: 'Head of production' },
  TB: { name: 'Tomás Brandt', function: 'OPS', discipline: 'MES', jobTitle: 'MES product owner' },
  LW: { name: 'Lena Wirth', function: 'OPS', discipline: 'Production', jobTitle: 'Line lead' },
  JP: { name: 'Jonas Peral', function: 'OPS', discipline: 'Automation', jobTitle: 'Automation engineer' },
  PN: { name: 'Priya Nair', function: 'QUA', discipline: 'Quality assurance', jobTitle: 'Head of quality, QP' },
  HK: { name: 'Hana Kovács', function: 'QUA', discipline: 'QC and metrology', jobTitle: 'QC and metrology lead' },
  SO: { name: 'Samuel Osei', function: 'QUA', discipline: 'CSV', jobTitle: 'CSV and QA reviewer' },
  ML: { name: 'Marta Lindqvist', function: 'IT', discipline: 'Manufacturing IT', jobTitle: 'Head of manufacturing IT' },
  IC: { name: 'Ivo Castellan', function: 'IT', discipline: 'Integration', jobTitle: 'Integration engineer' },
} as const satisfies Record<string, TemplatePerson>;

export type Initials = keyof typeof PEOPLE;
export const isInitials = (value: string): value is Initials => Object.hasOwn(PEOPLE, value);

/** Who is meant where a line gives a function's code without a person. */
export const SIGNERS: Readonly<Record<OwningFunction, Initials>> = { OPS: 'AR', QUA: 'PN', IT: 'ML' };
/** Accountable for every interface. */
export const INTERFACE_OWNER: Initials = 'IC';
