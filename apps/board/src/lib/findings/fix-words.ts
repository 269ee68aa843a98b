/** Wording of fixes: what a button offers, what a notice says was done, what a preview foretells. */
import type { Finding, Fix, Severity, WhatIf } from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import { sentence } from '#lib/record/titles.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { nameOf, shortFindings, shortName } from './naming.ts';

type Reader = Pick<BoardStore, 'entity'>;

/** Names of a fix: records short, codes and ways as their word. */
function namesOf(board: Reader, fix: Fix): readonly string[] {
  return fix.names.map((ref) => {
    const [kind, value = ''] = [ref.slice(0, ref.indexOf('/')), ref.slice(ref.indexOf('/') + 1)];
    if (kind === 'reconciliation') return term('reconciliation', value);
    if (kind === 'code') return value;
    if (kind === 'function') return m.map.inline(term('function', value)).replace(/^it$/, 'IT');
    return shortName(board, ref);
  });
}

export const offerOf = (board: Reader, fix: Fix): string => m.findings.fixes[fix.kind](namesOf(board, fix));

/** What the finding was about, as short as it can be said. */
const subjectOf = (board: Reader, finding: Finding): string => {
  const [first] = finding.subjects;
  return first === undefined ? '' : shortName(board, first) || nameOf(board, first).title;
};
export const doneOf = (board: Reader, finding: Finding, fix: Fix): string =>
  sentence(m.findings.done[fix.kind](namesOf(board, fix), subjectOf(board, finding)));

/** How many subjects a preview names one by one. */
const NAMED = 3;
function listed(board: Reader, findings: readonly Finding[]): readonly string[] {
  const names = shortFindings(board, findings);
  return names.length > NAMED ? [...names.slice(0, NAMED), m.findings.preview.more(names.length - NAMED)] : names;
}

const WEIGHT: Readonly<Record<Severity, number>> = { I: 0, W: 1, B: 2 };

/** "Clears M02 for D4, opens nothing new". */
export function foretell(board: Reader, told: WhatIf, finding: Finding): string {
  const words = m.findings.preview;
  if (!told.outcome.ok) return words.refused;
  const clears = told.closed.some((one) => one.key === finding.key);
  // The finding itself first: that is what one asks about.
  const closed = told.closed.toSorted((a, b) => Number(b.key === finding.key) - Number(a.key === finding.key));
  const heavier = told.changed.filter(({ from, to }) => WEIGHT[to] > WEIGHT[from]).map((one) => one.finding);
  const lighter = told.changed.filter(({ from, to }) => WEIGHT[to] < WEIGHT[from]).map((one) => one.finding);
  const { before, after } = told.class;
  const phrases = [
    ...(clears ? [] : [words.remains]),
    ...(closed.length > 0 ? [words.clears(listed(board, closed))] : []),
    ...(lighter.length > 0 ? [words.eases(listed(board, lighter))] : []),
    ...(heavier.length > 0 ? [words.worsens(listed(board, heavier))] : []),
    told.opened.length > 0 ? words.opens(listed(board, told.opened)) : words.opensNothing,
    ...(told.lapsing.length > 0 ? [words.lapses(listed(board, told.lapsing))] : []),
    ...(before === after ? [] : [words.becomes(m.findings.classification.classes[after])]),
  ];
  return sentence(phrases.join(', '));
}
