/** What an invitation is made of while a facilitator fills it in, and what is still wrong with it. Pure. */
import type { BoardRole } from '@chartroom/record';
import type { InvitationKind, PlantFunction } from '@chartroom/server/api';

export const EXPIRIES_HOURS = [2, 24, 168, 720] as const;
export type ExpiryHours = (typeof EXPIRIES_HOURS)[number];
export const MOST_USES = 1000;
export const LONGEST_LABEL = 200;

export interface Filled {
  readonly kind: InvitationKind;
  readonly role: BoardRole;
  /** null: they say. */
  readonly function: PlantFunction | null;
  readonly guests: boolean;
  readonly hours: ExpiryHours;
  /** As typed; empty for any number. */
  readonly uses: string;
  readonly label: string;
  readonly email: string;
}

/** What a kind begins with: a link for a session, one person by mail, an auditor for a month. */
export function beginning(kind: InvitationKind): Filled {
  const empty = { kind, function: null, uses: '', label: '', email: '' } as const;
  switch (kind) {
    case 'link':
      return { ...empty, role: 'contributor', guests: true, hours: 24 };
    case 'mail':
      return { ...empty, role: 'contributor', guests: false, hours: 168 };
    case 'read':
      return { ...empty, role: 'viewer', guests: true, hours: 720 };
  }
}

export interface Wrong {
  readonly email: boolean;
  readonly uses: boolean;
  readonly label: boolean;
}

/** A read-only link is named, because the audit trail names it; a mail goes to one address. */
export function wrongIn({ kind, email, uses, label }: Filled): Wrong {
  return {
    email: kind === 'mail' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim()),
    uses: kind === 'link' && uses.trim() !== '' && usesOf(uses) === null,
    label: kind === 'read' && label.trim() === '',
  };
}

/** The body of `POST /api/boards/:id/invitations`. */
export function bodyOf(filled: Filled): Readonly<Record<string, unknown>> {
  const { kind, function: of, guests, hours, label, email } = filled;
  return {
    kind,
    role: kind === 'read' ? 'viewer' : filled.role,
    function: of,
    label: label.trim(),
    guests: kind === 'read' || (kind === 'link' && guests && filled.role !== 'facilitator'),
    expiresInHours: hours,
    maxUses: kind === 'mail' ? 1 : kind === 'read' ? null : usesOf(filled.uses),
    ...(kind === 'mail' ? { email: email.trim() } : {}),
  };
}

const usesOf = (text: string): number | null => {
  const value = /^\d{1,4}$/u.test(text.trim()) ? Number(text.trim()) : 0;
  return value >= 1 && value <= MOST_USES ? value : null;
};
