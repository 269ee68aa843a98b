/** The workspaces of this server as the person at this screen may see them, and what an administrator does to them. */
import type {
  WorkspaceMember,
  WorkspaceMembersResponse,
  WorkspaceResponse,
  WorkspaceRole,
  WorkspacesResponse,
  WorkspaceSummary,
} from '@chartroom/server/api';
import { ask, type Failure } from '#lib/session/http.ts';

const PATH = '/api/workspaces';
const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

export class Workspaces {
  list = $state.raw<readonly WorkspaceSummary[] | null>(null);
  /** Why they could not be read last; null when they could. */
  failure = $state.raw<Failure | null>(null);

  async load(): Promise<void> {
    const answer = await ask<WorkspacesResponse>(PATH);
    if (answer.ok) this.list = answer.value.workspaces;
    this.failure = answer.ok ? null : answer.failure;
  }

  /** The new one, or the failure. */
  async make(name: string): Promise<WorkspaceSummary | Failure> {
    const answer = await ask<WorkspaceResponse>(PATH, { method: 'POST', body: { name } });
    if (!answer.ok) return answer.failure;
    this.list = [...(this.list ?? []), answer.value.workspace];
    return answer.value.workspace;
  }

  async rename(id: string, name: string): Promise<Failure | null> {
    const answer = await ask<WorkspaceResponse>(pathOf(id), { method: 'PATCH', body: { name } });
    if (!answer.ok) return answer.failure;
    this.#put(answer.value.workspace);
    return null;
  }

  /** How many people a workspace has is known here better than what was listed. */
  counted(id: string, members: number): void {
    const known = this.list?.find((one) => one.id === id);
    if (known && known.members !== members) this.#put({ ...known, members });
  }

  #put(workspace: WorkspaceSummary): void {
    this.list = (this.list ?? []).map((one) => (one.id === workspace.id ? workspace : one));
  }
}

/** The people of one workspace. */
export class WorkspacePeople {
  list = $state.raw<readonly WorkspaceMember[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #path: string;

  constructor(workspace: string) {
    this.#path = `${pathOf(workspace)}/members`;
  }

  async load(): Promise<void> {
    const answer = await ask<WorkspaceMembersResponse>(this.#path);
    if (answer.ok) this.list = answer.value.members;
    this.failure = answer.ok ? null : answer.failure;
  }

  /** Names somebody by the address of an account; `confirmed` says that it is theirs, where nobody has shown it. */
  add(email: string, confirmed = false): Promise<Failure | null> {
    return this.#say({ email, role: 'member', ...(confirmed ? { addressConfirmed: true } : {}) });
  }

  setRole({ principal }: WorkspaceMember, role: WorkspaceRole, confirmed = false): Promise<Failure | null> {
    return this.#say({ principal, role, ...(confirmed ? { addressConfirmed: true } : {}) });
  }

  async remove({ principal }: WorkspaceMember): Promise<Failure | null> {
    const answer = await ask<unknown>(`${this.#path}/${encodeURIComponent(principal)}`, { method: 'DELETE' });
    if (!answer.ok) return answer.failure;
    this.list = (this.list ?? []).filter((one) => one.principal !== principal);
    return null;
  }

  /** True for the one administrator of a workspace that has no other. */
  isOnlyAdministrator({ principal, role }: WorkspaceMember): boolean {
    if (role !== 'administrator') return false;
    return !(this.list ?? []).some((other) => other.role === 'administrator' && other.principal !== principal);
  }

  async #say(body: unknown): Promise<Failure | null> {
    const answer = await ask<unknown>(this.#path, { method: 'POST', body });
    if (!answer.ok) return answer.failure;
    await this.load();
    return null;
  }
}

/** Nobody has shown that the address is theirs, and the server cannot find out: an administrator says so. */
export const isToConfirm = (failure: Failure | null): boolean =>
  failure?.kind === 'refused' && failure.problem.code === 'ADDRESS_TO_CONFIRM';

/** What went wrong, as the second half of a sentence. */
export const failureWords = (failure: Failure, unreachable: string): string =>
  failure.kind === 'unreachable' ? unreachable : failure.problem.detail || failure.problem.title;
