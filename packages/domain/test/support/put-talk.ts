/**
 * Says to a seeded board what the reference has in mind: creates what is talked of, says each thing of the wording that
 * stands then, and rewords afterwards what was said of an earlier one.
 */
import { createHash } from 'node:crypto';
import type * as Y from 'yjs';
import {
  addLink,
  createEntity,
  live,
  readSnapshot,
  replaceLongText,
  setField,
  type AnalysisInput,
  type IdSource,
} from '../../src/index.ts';
import { done, made } from './board.ts';
import type { Said, Talk } from './reference/talk.ts';

/** The fingerprint of these fields as the specification has it, in words of its own. */
const fingerprint = (fields: Readonly<Record<string, string>>): string => {
  const members = Object.keys(fields)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(fields[name])}`);
  return createHash('sha256')
    .update(`{${members.join(',')}}`)
    .digest('hex');
};
const ofWording = (of: Said, now: Readonly<Record<string, string>>): { readonly fingerprint?: string } =>
  of === 'any' ? {} : { fingerprint: fingerprint(now) };

export function putTalk(doc: Y.Doc, ids: IdSource, input: AnalysisInput, talk: Talk): AnalysisInput {
  const seeded = readSnapshot(doc);
  const subject = (about: string): string => {
    if (about === 'validation') return 'area.validation';
    const named = [...live(seeded, 'system'), ...live(seeded, 'output')].find((one) => one.label === about);
    return named?.id ?? `scoping.${about}`;
  };
  const reword: (() => unknown)[] = [];
  const decisions: AnalysisInput['decisions'][number][] = [];
  const stances: AnalysisInput['stances'][number][] = [];
  for (const { about, rationale, state, of, byFacilitator, stances: taken } of talk.decisions) {
    const statement = 'As it is now';
    const decision = made(doc, createEntity('decision', { statement, rationale }, { ids }));
    done(doc, addLink({ from: decision, to: subject(about) }));
    const said = (one: Said) =>
      ofWording(one, { statement: one === 'before' ? 'As it was before' : statement, rationale });
    if (state !== 'open')
      decisions.push({ decision, state, ...(byFacilitator === null ? {} : { byFacilitator }), ...said(of) });
    for (const { of: one, ...stance } of taken) stances.push({ decision, ...stance, ...said(one) });
  }
  const answers: AnalysisInput['answers'][number][] = [];
  for (const { toFunction, answered } of talk.questions) {
    const text = 'Who holds the key?';
    const question = made(doc, createEntity('question', { text, toFunction }, { ids }));
    if (answered === 'never') continue;
    answers.push({ question, ...ofWording(answered, { text, toFunction }) });
    if (answered === 'before') reword.push(() => done(doc, setField('question', question, 'text', 'Who else?')));
  }
  const risks = live(seeded, 'risk').toSorted((a, b) => a.number! - b.number!);
  const assessments = input.assessments.map((assessment) => {
    const at = risks.findIndex(({ id }) => id === assessment.risk);
    const { id, kind = '', dutyFunction = '' } = risks[at]!;
    const of = talk.risks[at]!;
    if (of === 'before') reword.push(() => done(doc, replaceLongText(id, 'note', `More of ${id}`)));
    return { ...assessment, ...ofWording(of, { kind, dutyFunction, note: '' }) };
  });
  const members = talk.members.map(({ as, function: said, signer }) => ({
    principal: `as ${as}`,
    function: said,
    signer,
    person: live(seeded, 'person').find(({ label }) => label === as)!.id,
  }));
  for (const one of reword) one();
  return { ...input, decisions, stances, answers, assessments, members: [...input.members, ...members] };
}
