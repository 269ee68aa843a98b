/** What the rest of the server may ask of mail: to keep it and see that it goes out. Knows no mail server. */

export interface Mail {
  /** What it is for, e.g. `password-reset`, `invitation`, `digest`: in the log and the queue, not in the mail. */
  readonly kind: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further headers, e.g. `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Mailer {
  /** False when the operator has set no mail server: nothing is queued, and screens say so. */
  readonly enabled: boolean;
  /** Kept durably, then sent, and tried again until the mail server has taken it. */
  enqueue(mail: Mail): Promise<void>;
}

export const NO_MAIL: Mailer = { enabled: false, enqueue: async () => {} };
