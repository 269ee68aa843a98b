/** The whole matrix of permissions, written out. */
import { describe, expect, it } from 'vitest';
import { ACTIONS, BOARD_ROLES, may, type Action, type Ruling, type Standing } from '../src/index.ts';

/**
 * Columns: facilitator, contributor, commenter, viewer. In each: a member of operations, quality or IT with an account;
 * such a guest; a member of OTHER with an account; such a guest. `y` may, `r` not in this role, `f` not for this function,
 * `g` not as a guest.
 */
const MATRIX = `
read            yyyy yyyy yyyy yyyy
edit            yyyy yyyy rrrr rrrr
comment         yyyy yyyy yyyy rrrr
react           yyyy yyyy yyyy rrrr
resolve-own     yyyy yyyy yyyy rrrr
resolve-any     yyyy yyyy rrrr rrrr
answer          yyff yyff yyff rrrr
assess          yyff yyff yyff rrrr
stance          yyff yyff yyff rrrr
accept          yyff yyff yyff rrrr
ready           yyff yyff yyff rrrr
decide          yyff yyff rrrr rrrr
decide-class    yyff rrrr rrrr rrrr
manage-members  yyyy rrrr rrrr rrrr
invite          ygyg rrrr rrrr rrrr
export          yyyy yyyy yyyy yyyy
rename-board    yyyy yyyy rrrr rrrr
`;
const ROWS = MATRIX.trim()
  .split('\n')
  .map((line) => line.split(/ +/) as [Action, ...string[]]);
const WHY = { role: 'r', function: 'f', guest: 'g', 'not-a-member': 'x' } as const;
const letter = (ruling: Ruling): string => (ruling.ok ? 'y' : WHY[ruling.because]);
const WHO = [
  { owning: true, guest: false },
  { owning: true, guest: true },
  { owning: false, guest: false },
  { owning: false, guest: true },
] as const;

const standings = (role: Standing['role'], { owning, guest }: (typeof WHO)[number]): readonly Standing[] =>
  (owning ? (['OPS', 'QUA', 'IT'] as const) : (['OTHER'] as const)).flatMap((said) =>
    [true, false].map((signer) => ({ role, function: said, guest, signer })),
  );

describe('may', () => {
  it('REC-70 the matrix has every action and role', () => {
    expect(ROWS.map(([action]) => action)).toEqual(ACTIONS);
    expect(ROWS.every(([, ...roles]) => roles.length === BOARD_ROLES.length)).toBe(true);
  });

  it.each(ROWS)('REC-70 %s: facilitator %s, contributor %s, commenter %s, viewer %s', (action, ...columns) => {
    for (const [column, role] of BOARD_ROLES.entries())
      for (const [place, who] of WHO.entries())
        for (const standing of standings(role, who))
          expect(letter(may(standing, action)), JSON.stringify(standing)).toBe(columns[column]![place]);
  });

  it.each(ACTIONS)('REC-71 a stranger may not %s', (action) => {
    expect(may(null, action)).toEqual({ ok: false, because: 'not-a-member' });
  });
});
