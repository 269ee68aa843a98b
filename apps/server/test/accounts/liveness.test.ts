import { describe, expect, it } from 'vitest';
import { createLiveness, type Credential } from '../../src/accounts/liveness.ts';
import { newId } from '../../src/ids.ts';

const LIMITS = { idleMs: 900_000, absoluteMs: 43_200_000 };
const START_MS = Date.UTC(2026, 10, 26, 8);
const credential = (more: Partial<Credential>): Credential => ({
  id: newId(),
  kind: 'visitor',
  sessionId: null,
  cookieEndsAtMs: null,
  ...more,
});

/** A database that counts how often it is asked. */
const withDatabase = () => {
  const is = {
    asked: 0,
    session: { createdAt: new Date(START_MS), expiresAt: new Date(START_MS + 43_200_000), seenAt: null as Date | null },
    isSession: true,
    isVisitor: true,
    tokenEndsAtMs: Number.POSITIVE_INFINITY as number | null,
  };
  const counted = <T>(value: T): T => {
    is.asked += 1;
    return value;
  };
  const liveness = createLiveness({
    sessions: { times: () => counted(is.isSession ? is.session : null) },
    tokens: { endsAtMs: () => counted(is.tokenEndsAtMs) },
    principals: { isVisitor: () => counted(is.isVisitor) },
    limits: LIMITS,
  });
  return { is, liveness };
};

describe('whether a session, token or cookie counts', () => {
  it('SRV-245 is asked of the database four times a second at most, however many frames come', () => {
    const { is, liveness } = withDatabase();
    const user = credential({ kind: 'user', sessionId: newId() });
    for (let ms = 0; ms < 1000; ms += 1) expect(liveness.isLive(user, START_MS + ms)).toBe(true);
    expect(is.asked).toBe(4);
  });

  it('SRV-245 is known at once where this server has changed it, and within a quarter of a second where not', () => {
    const { is, liveness } = withDatabase();
    const user = credential({ kind: 'user', sessionId: newId() });
    expect(liveness.isLive(user, START_MS)).toBe(true);
    is.isSession = false;
    expect(liveness.isLive(user, START_MS + 249)).toBe(true);
    expect(liveness.isLive(user, START_MS + 250)).toBe(false);
    is.isSession = true;
    expect(liveness.isLive(user, START_MS + 251)).toBe(false);
    liveness.forget();
    expect(liveness.isLive(user, START_MS + 251)).toBe(true);
  });

  it('SRV-245 compares times with every question, so that nothing counts beyond its limit', () => {
    const { is, liveness } = withDatabase();
    const user = credential({ kind: 'user', sessionId: newId() });
    expect(liveness.isLive(user, START_MS + LIMITS.idleMs - 1)).toBe(true);
    expect(liveness.isLive(user, START_MS + LIMITS.idleMs)).toBe(false);
    is.tokenEndsAtMs = START_MS + 100;
    const token = credential({ kind: 'token' });
    expect(liveness.isLive(token, START_MS + 99)).toBe(true);
    expect(liveness.isLive(token, START_MS + 100)).toBe(false);
    const guest = credential({ cookieEndsAtMs: START_MS + 100 });
    expect(liveness.isLive(guest, START_MS + 100)).toBe(true);
    expect(liveness.isLive(guest, START_MS + 101)).toBe(false);
  });

  it('SRV-245 asks again when the clock is set back, and keeps people apart', () => {
    const { is, liveness } = withDatabase();
    const guest = credential({ cookieEndsAtMs: START_MS + 43_200_000 });
    expect(liveness.isLive(guest, START_MS + 60_000)).toBe(true);
    is.isVisitor = false;
    expect(liveness.isLive(guest, START_MS)).toBe(false);
    is.isVisitor = true;
    expect(liveness.isLive(credential({ cookieEndsAtMs: START_MS + 43_200_000 }), START_MS)).toBe(true);
    expect(liveness.isLive(guest, START_MS + 1)).toBe(false);
  });

  it('SRV-245 nobody acts for an account without a session, as a visitor without a cookie, or as the server', () => {
    const { liveness } = withDatabase();
    for (const kind of ['user', 'visitor', 'server'] as const)
      expect(liveness.isLive(credential({ kind }), START_MS), kind).toBe(false);
  });
});
