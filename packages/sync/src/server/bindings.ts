/**
 * Who owns a client id on one board: bound for good by the first durable edit, reserved meanwhile by presence, so that
 * nobody can take the id of a colleague who has not typed yet.
 */
const NOBODY = '';

export class Bindings {
  private readonly bound: Map<number, string>;
  /** Bound by edits that are not durable yet. */
  private readonly staged = new Map<number, string>();
  private readonly reserved = new Map<number, string>();

  /** @param written client ids with edits in the log; those without an owner are nobody's and can never be taken. */
  constructor(bound: ReadonlyMap<number, string>, written: Iterable<number>) {
    this.bound = new Map(bound);
    for (const client of written) if (!this.bound.has(client)) this.bound.set(client, NOBODY);
  }

  /** The owner by an edit; undefined while there is none. */
  owner(client: number): string | undefined {
    return this.bound.get(client) ?? this.staged.get(client);
  }

  mayUse(client: number, principalId: string): boolean {
    return (this.owner(client) ?? this.reserved.get(client) ?? principalId) === principalId;
  }

  reserve(client: number, principalId: string): void {
    this.reserved.set(client, principalId);
  }
  release(client: number): void {
    this.reserved.delete(client);
  }

  stage(clients: readonly number[], principalId: string): void {
    for (const client of clients) this.staged.set(client, principalId);
  }

  /** Edits that were staged are durable. */
  settle(clients: readonly number[], principalId: string): void {
    for (const client of clients) {
      this.bound.set(client, principalId);
      this.staged.delete(client);
    }
  }

  /** What was staged could not be stored. */
  dropStaged(): void {
    this.staged.clear();
  }

  /** Takes over the reservations of the bindings before a reload. */
  inherit(before: Bindings): void {
    for (const [client, principalId] of before.reserved) this.reserved.set(client, principalId);
  }
}
