/** The English catalog, merged from one file an area. */
import { account } from './account.ts';
import { activity } from './activity.ts';
import { charter } from './charter.ts';
import { common } from './common.ts';
import { discussion } from './discussion.ts';
import { duties } from './duties.ts';
import { findings } from './findings.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { inbox } from './inbox.ts';
import { map } from './map.ts';
import { outline } from './outline.ts';
import { outputs } from './outputs.ts';
import { ownership } from './ownership.ts';
import { panel } from './panel.ts';
import { registers } from './registers.ts';
import { session } from './session.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { trace } from './trace.ts';
import { verdicts } from './verdicts.ts';

export const en = {
  account,
  activity,
  charter,
  common,
  discussion,
  duties,
  findings,
  history,
  home,
  inbox,
  map,
  outline,
  outputs,
  ownership,
  panel,
  registers,
  session,
  sharing,
  shell,
  terms,
  trace,
  verdicts,
};
