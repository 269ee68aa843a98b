/**
 * Who may do what: one table. The server asks it for every command and every connection; a screen asks it only to explain.
 */
import type { PlantFunction } from '@chartroom/domain';
import type { BoardRole } from './kinds/names.ts';

/** What somebody is on a board, as far as permissions go. */
export interface Standing {
  readonly role: BoardRole;
  readonly function: PlantFunction;
  readonly signer: boolean;
  /** Came by link, without an account. */
  readonly guest: boolean;
}

export const ACTIONS = [
  'read',
  'edit',
  'comment',
  'react',
  'resolve-own',
  'resolve-any',
  'answer',
  'assess',
  'stance',
  'accept',
  'ready',
  'decide',
  'decide-class',
  'manage-members',
  'invite',
  'export',
  'rename-board',
] as const;
export type Action = (typeof ACTIONS)[number];

const ALL_ROLES: readonly BoardRole[] = ['facilitator', 'contributor', 'commenter', 'viewer'];
const SPEAKING: readonly BoardRole[] = ['facilitator', 'contributor', 'commenter'];
const WORKING: readonly BoardRole[] = ['facilitator', 'contributor'];

interface Permission {
  readonly roles: readonly BoardRole[];
  /** Only members of operations, quality or IT: OTHER contributes, but owns and signs nothing. */
  readonly owning?: true;
  /** Not for somebody without an account. */
  readonly account?: true;
}

export const PERMISSIONS: Readonly<Record<Action, Permission>> = {
  read: { roles: ALL_ROLES },
  edit: { roles: WORKING },
  comment: { roles: SPEAKING },
  react: { roles: SPEAKING },
  'resolve-own': { roles: SPEAKING },
  'resolve-any': { roles: WORKING },
  answer: { roles: SPEAKING, owning: true },
  assess: { roles: SPEAKING, owning: true },
  stance: { roles: SPEAKING, owning: true },
  accept: { roles: SPEAKING, owning: true },
  ready: { roles: SPEAKING, owning: true },
  decide: { roles: WORKING, owning: true },
  // The one way in which the class is overridden.
  'decide-class': { roles: ['facilitator'], owning: true },
  'manage-members': { roles: ['facilitator'] },
  invite: { roles: ['facilitator'], account: true },
  export: { roles: ALL_ROLES },
  'rename-board': { roles: WORKING },
};

export type Ruling =
  { readonly ok: true } | { readonly ok: false; readonly because: 'not-a-member' | 'role' | 'function' | 'guest' };

const YES: Ruling = Object.freeze({ ok: true });
const no = (because: Extract<Ruling, { ok: false }>['because']): Ruling => ({ ok: false, because });

/** Whether somebody of this standing may do it; null is somebody whom the board does not know. */
export function may(standing: Standing | null, action: Action): Ruling {
  if (standing === null) return no('not-a-member');
  const { roles, owning, account } = PERMISSIONS[action];
  if (!roles.includes(standing.role)) return no('role');
  if (owning === true && standing.function === 'OTHER') return no('function');
  return account === true && standing.guest ? no('guest') : YES;
}
