/**
 * The one question for a reason that may stand open: asked by whoever changed something and wants to say why, or before a
 * record leaves the board of which a reason is asked. `WhyDialog.svelte`, once in the frame, shows it.
 */
import { RECORD_LIMITS } from '@chartroom/record';

export interface WhyQuestion {
  readonly title?: string;
  readonly text?: string;
  /** Of the button that answers. */
  readonly action?: string;
  /** It takes something away. */
  readonly danger?: boolean;
  /** What stands in the field at first. */
  readonly reason?: string;
  /** The answer, never empty. */
  readonly because: (reason: string) => void;
  /** Moves the keyboard on after an answer, where it cannot go back to where it came from. */
  readonly goOn?: () => void;
}

class Why {
  #question = $state.raw<WhyQuestion | null>(null);
  #goOn: (() => void) | null = null;

  get question(): WhyQuestion | null {
    return this.#question;
  }
  ask(question: WhyQuestion): void {
    this.#question = question;
  }
  /** Answers with a reason, or leaves the question. */
  close(reason: string | null = null): void {
    const question = this.#question;
    this.#question = null;
    this.#goOn = null;
    if (reason === null || reason.trim() === '') return;
    this.#goOn = question?.goOn ?? null;
    question?.because(reason.trim().slice(0, RECORD_LIMITS.reason));
  }
  /** Once after an answer: what moves the keyboard on, null where it goes back by itself. */
  after(): (() => void) | null {
    const goOn = this.#goOn;
    this.#goOn = null;
    return goOn;
  }
}

export const why = new Why();
export const askWhy = (question: WhyQuestion): void => why.ask(question);
