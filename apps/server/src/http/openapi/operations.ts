/** Every operation of the HTTP API. A test compares this list with the routes that there are. */
import type { Operation } from './operation.ts';
import { accounts } from './operations/accounts.ts';
import { auth } from './operations/auth.ts';
import { boards } from './operations/boards.ts';
import { invitations } from './operations/invitations.ts';
import { machine } from './operations/machine.ts';
import { mail } from './operations/mail.ts';
import { reading } from './operations/reading.ts';
import { record } from './operations/record.ts';
import { session } from './operations/session.ts';
import { workspaces } from './operations/workspaces.ts';

export const OPERATIONS: readonly Operation[] = [
  ...session,
  ...auth,
  ...accounts,
  ...workspaces,
  ...boards,
  ...invitations,
  ...record,
  ...reading,
  ...mail,
  ...machine,
];
