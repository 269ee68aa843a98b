/** The repair of a finding as the draft of a thread that proposes it: where it is repaired, to whoever owes it. Pure. */
import { OWNING_FUNCTIONS, type Finding, type Fix } from '@chartroom/domain';
import { placeOf } from '#lib/findings/places.ts';
import { parseRecord } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { WHOLE_BOARD } from '../anchor.ts';
import type { Draft } from '../drafts.ts';
import { changeOf, fixChange } from './compose.ts';

/** Null where the repair is too long to be proposed. */
export function draftOfFix(
  board: Pick<BoardStore, 'entity' | 'rows' | 'single' | 'me'>,
  finding: Finding,
  fix: Fix,
): { readonly record: string | null; readonly field: string | null; readonly draft: Draft } | null {
  const change = changeOf(board, fixChange(board, fix));
  if (change === null) return null;
  const place = placeOf(finding);
  const [subject = WHOLE_BOARD] = finding.subjects;
  const record = place.record ?? (parseRecord(subject) === null ? null : subject);
  const asked = OWNING_FUNCTIONS.find((said) => finding.owes.includes(said) && said !== board.me.function);
  return {
    record,
    field: place.record === null ? null : place.field,
    draft: {
      body: '',
      title: change.summary,
      kind: 'proposal',
      change,
      field: place.record === null ? null : place.field,
      subject: record ?? (/^(?:area|scoping)\//u.test(subject) ? subject : WHOLE_BOARD),
      ...(asked === undefined ? {} : { to: { function: asked } }),
    },
  };
}
