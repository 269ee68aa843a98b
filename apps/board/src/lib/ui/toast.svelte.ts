/**
 * Short notices that float at the bottom: what was done, with one action, or what was refused and why.
 * Knows no board; `ToastHost.svelte`, once in the root layout, shows them.
 */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}
export interface ToastRequest {
  readonly text: string;
  /** `ok` something was done, `refused` something was not, `info` anything else. */
  readonly kind?: 'ok' | 'refused' | 'info';
  readonly action?: ToastAction;
  /** How long it stays; refusals stay longer, so that they can be read. */
  readonly stayMs?: number;
  /** A second toast of the same key replaces the first, so that one cause never piles up. */
  readonly key?: string;
}
export interface Toast extends ToastRequest {
  readonly id: number;
  readonly kind: 'ok' | 'refused' | 'info';
}

const STAY_MS = { ok: 5_000, info: 6_000, refused: 12_000 } as const;
const MOST = 3;

export class Toasts {
  #shown = $state.raw<readonly Toast[]>([]);
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #nextId = 1;
  #held = false;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  show(request: ToastRequest): number {
    const kind = request.kind ?? 'info';
    const toast: Toast = { ...request, kind, id: this.#nextId++ };
    const others = this.#shown.filter((other) => request.key === undefined || other.key !== request.key);
    const kept = [...others, toast].slice(-MOST);
    for (const gone of this.#shown) if (!kept.includes(gone)) this.#stop(gone.id);
    this.#shown = kept;
    if (!this.#held) this.#start(toast);
    return toast.id;
  }

  dismiss(id: number): void {
    this.#stop(id);
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }

  /** While the pointer or the focus is on a toast, none goes away. */
  hold(): void {
    this.#held = true;
    for (const toast of this.#shown) this.#stop(toast.id);
  }
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    for (const toast of this.#shown) this.#start(toast);
  }

  #start(toast: Toast): void {
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), toast.stayMs ?? STAY_MS[toast.kind]),
    );
  }
  #stop(id: number): void {
    const timer = this.#timers.get(id);
    if (timer !== undefined) clearTimeout(timer);
    this.#timers.delete(id);
  }
}

export const toasts = new Toasts();
/** `toast({ text: 'Kept QMS as record of D4', kind: 'ok', action: { label: 'Undo', run } })` */
export const toast = (request: ToastRequest): number => toasts.show(request);
