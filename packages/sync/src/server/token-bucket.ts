/** Allows bursts up to `burst` and `perSecond` on average; refills by the time that has passed, needs no timer. */
export class TokenBucket {
  private readonly burst: number;
  private readonly perSecond: number;
  private tokens: number;
  private lastMs: number;

  constructor(burst: number, perSecond: number, nowMs: number) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.lastMs = nowMs;
  }

  /** False when there are not enough tokens; then none is taken. */
  take(amount: number, nowMs: number): boolean {
    this.tokens = Math.min(this.burst, this.tokens + ((nowMs - this.lastMs) / 1_000) * this.perSecond);
    this.lastMs = nowMs;
    if (amount > this.tokens) return false;
    this.tokens -= amount;
    return true;
  }
}
