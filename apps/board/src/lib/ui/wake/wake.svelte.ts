/**
 * A control whose workings come later. Until they are here it takes note of what is done to it, and does it once they are:
 * the element stays the same, so that neither the focus nor the pointer loses it. Knows no component.
 */
import { tick } from 'svelte';

export type Attributes = Readonly<Record<string | symbol, unknown>>;

/** How a control asks for its workings: to have them at hand, or to do at once what was done. */
export interface Signs {
  /** Something will be done soon: the pointer or the focus has come. */
  readonly near?: readonly string[];
  /** Kept and done again; null for an event that means nothing. */
  readonly act: Readonly<Record<string, (event: Event) => 'keep' | 'near' | null>>;
  /** What was kept is not wanted any more. */
  readonly gone?: readonly string[];
}

export class Wake {
  /** The workings are wanted. Reactive. */
  wanted = $state(false);
  #given = $state.raw<Attributes | null>(null);
  #kept: { readonly element: Element; readonly event: Event } | null = null;
  readonly #quiet: Attributes;

  /** `still` is what the element has besides, until its workings say it. */
  constructor(still: Attributes, { near = [], act, gone = [] }: Signs) {
    const handlers: Record<string, (event: Event) => void> = {};
    for (const kind of near) handlers[`on${kind}`] = () => (this.wanted = true);
    for (const kind of gone) handlers[`on${kind}`] = () => (this.#kept = null);
    for (const [kind, means] of Object.entries(act))
      handlers[`on${kind}`] = (event) => {
        const meant = means(event);
        if (meant === null) return;
        if (meant === 'keep' && event.currentTarget instanceof Element)
          this.#kept = { element: event.currentTarget, event };
        this.wanted = true;
      };
    this.#quiet = { ...still, ...handlers };
  }

  /** What the element gets. Reactive. */
  get attributes(): Attributes {
    return this.#given ?? this.#quiet;
  }

  /** Something was done that waits for the workings. */
  get waits(): boolean {
    return this.wanted && this.#given === null;
  }

  /** The workings are here, or say something else now. */
  readonly give = (attributes: Attributes): void => {
    const first = this.#given === null;
    this.#given = attributes;
    if (first && this.#kept) void tick().then(() => this.#again());
  };

  /** Tells the workings what was done before they were here; nobody else hears it twice. */
  #again(): void {
    const kept = this.#kept;
    this.#kept = null;
    if (!kept?.element.isConnected) return;
    const { event } = kept;
    const handle = this.#given?.[`on${event.type}`];
    if (typeof handle === 'function') handle(new (event.constructor as typeof Event)(event.type, event));
  }
}
