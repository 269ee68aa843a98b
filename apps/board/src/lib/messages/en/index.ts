/** The English catalog, merged from one file an area. */
import { charter } from './charter.ts';
import { common } from './common.ts';
import { findings } from './findings.ts';
import { home } from './home.ts';
import { map } from './map.ts';
import { outline } from './outline.ts';
import { outputs } from './outputs.ts';
import { ownership } from './ownership.ts';
import { panel } from './panel.ts';
import { registers } from './registers.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { trace } from './trace.ts';

export const en = {
  charter,
  common,
  findings,
  home,
  map,
  outline,
  outputs,
  ownership,
  panel,
  registers,
  session,
  shell,
  terms,
  trace,
};
