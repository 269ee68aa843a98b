/** Section 4: the people named on the board, who takes part in it as the record says, and who signs for whom. */
import { FUNCTIONS, OWNING_FUNCTIONS } from '@chartroom/domain';
import type { MemberLine, ParticipantLine, Participants, PlantFunction, SignerLine } from '../model.ts';
import type { RecordSource } from './record-source.ts';
import type { Source } from './source.ts';
import { evidenceOf, said } from './source.ts';

/** By function; who has none comes last. */
const byFunction = (a: { readonly function: PlantFunction | null }, b: typeof a): number => rank(a) - rank(b);
const rank = (line: { readonly function: PlantFunction | null }): number =>
  line.function === null ? FUNCTIONS.length : FUNCTIONS.indexOf(line.function);

const people = (from: Source): readonly ParticipantLine[] =>
  from
    .live('person')
    .map((entity): ParticipantLine => ({
      id: entity.id,
      name: said(entity.name),
      function: entity.function ?? null,
      jobTitle: said(entity.jobTitle),
      discipline: said(entity.discipline),
      evidence: evidenceOf('person', entity.id),
    }))
    .sort(byFunction);

const members = (from: Source, record: RecordSource): readonly MemberLine[] =>
  record.members
    .map((member): MemberLine => {
      const { speaker, evidence } = record.member(member);
      return {
        ...from.holding(member.function, member.person ?? '-', evidence),
        member: speaker,
        role: member.role,
        signer: member.signer,
        guest: member.guest,
        discipline: said(member.discipline),
        jobTitle: said(member.jobTitle),
      };
    })
    .sort(byFunction);

const signers = (lines: readonly MemberLine[]): readonly SignerLine[] =>
  OWNING_FUNCTIONS.map((fn) => {
    const signing = lines.filter((line) => line.signer && line.function === fn);
    return {
      function: fn,
      signers: signing.map(({ member }) => member),
      evidence: signing.flatMap(({ evidence }) => evidence),
    };
  });

export const composeParticipants = (from: Source, record: RecordSource): Participants => {
  const taking = members(from, record);
  return {
    people: people(from),
    members: taking,
    signers: signers(taking),
    attendance: { awaits: 'session' },
    delegations: { awaits: 'signing' },
  };
};
