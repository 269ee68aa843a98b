/** What somebody has read, what concerns them, and what is new to them: the part of the HTTP contract that is about reading. */
import type { PlantFunction } from '@chartroom/domain';

export type WatchLevel = 'watch' | 'mute';

/**
 * `GET /api/boards/:id/reading`. A message is named by the `seq` of its entry in the record: of `thread` the text that
 * begins it, of `comment` each one. Unread is what others said that is later than `upTo` and not in `read`.
 */
export interface ReadingResponse {
  readonly upTo: number;
  /** Read beyond `upTo`, ascending. */
  readonly read: readonly number[];
  /** Messages that concern you, read or not, ascending. */
  readonly concerns: readonly number[];
  /** By what it is about: `board`, or the address of a record such as `step/<id>`. */
  readonly watches: Readonly<Record<string, WatchLevel>>;
  readonly lastVisit: VisitMark | null;
}
/** Where somebody left a board. `POST /api/boards/:id/visit` -> 204, when it is left or looked at for a minute. */
export interface VisitMark {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly recordSeq: number;
  readonly docSeq: number;
}
/** `PUT /api/boards/:id/reading` -> 204. At most 1000 messages at once; what is none, or not there, is passed over. */
export interface ReadingBody {
  readonly read?: readonly number[];
  /** Everything up to here. */
  readonly upTo?: number;
}
/** `PUT /api/boards/:id/watch` -> 204. null takes back what was said. */
export interface WatchBody {
  readonly subject: string;
  readonly level: WatchLevel | null;
}

export interface PersonSummary {
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
}

/** Why a message concerns somebody, the strongest reason. */
export type ConcernReason = 'named' | 'function-named' | 'asked' | 'function-asked' | 'spoke' | 'watched';

export interface InboxCount {
  readonly board: string;
  readonly title: string;
  readonly unread: number;
  /** Of the unread ones, those that concern you. */
  readonly concerns: number;
  /** Open threads that ask you or your function and that nobody calls answered. */
  readonly asked: number;
  /** Of those, due today or before, by the day of the server. */
  readonly due: number;
}
/** `GET /api/inbox/counts`: boards that you are a member of, by title. */
export interface InboxCountsResponse {
  readonly boards: readonly InboxCount[];
  readonly unread: number;
  readonly concerns: number;
  readonly asked: number;
  readonly due: number;
}

/** All newest first: `unread`; `concerns` and `all` with what was read as well; of `asked` what is open. */
export type InboxShow = 'unread' | 'concerns' | 'asked' | 'all';

/** A thread, as the inbox lists it. */
export interface InboxItem {
  readonly board: { readonly id: string; readonly title: string; readonly productScope: string };
  readonly thread: string;
  readonly kind: 'question' | 'objection' | 'proposal' | 'decision' | 'action';
  readonly title: string;
  /** Where it stands, with what was called and said there when it began. */
  readonly subject: string;
  readonly field: string | null;
  readonly label: string;
  readonly quote: string | null;
  readonly author: PersonSummary;
  readonly to: { readonly function: PlantFunction | null; readonly person: PersonSummary | null } | null;
  /** ISO day. */
  readonly due: string | null;
  readonly open: boolean;
  /** Whoever was asked calls it answered; the author closes it. */
  readonly claimed: boolean;
  /** How many messages it has. */
  readonly messages: number;
  /** Their numbers, ascending, for `PUT /api/boards/:id/reading`. */
  readonly unread: readonly number[];
  /** Whether one of the unread messages concerns you; of a thread without any, whether one does at all. */
  readonly concerns: boolean;
  /** How many of the unread ones do. */
  readonly concerning: number;
  readonly why: ConcernReason | null;
  /** The newest message that it is listed for. */
  readonly last: {
    readonly seq: number;
    readonly at: string;
    readonly author: PersonSummary;
    readonly excerpt: string;
  };
  /** What the list is ordered by: ISO 8601 UTC. */
  readonly at: string;
}
/** `GET /api/inbox?show=&before=&limit=` */
export interface InboxResponse {
  readonly counts: InboxCountsResponse;
  readonly items: readonly InboxItem[];
  /** For `before` of the next page; null when there is none. */
  readonly next: string | null;
}

/**
 * Something that happened since somebody was on a board last. `own`: it is about them, or about their function; those
 * come first.
 */
export type SinceItem = { readonly own: boolean; readonly seq: number; readonly at: string } & (
  | {
      readonly kind: 'asked' | 'mention' | 'reply' | 'closed';
      readonly thread: string;
      readonly title: string;
      readonly by: PersonSummary;
      readonly due: string | null;
    }
  | {
      readonly kind: 'decided';
      readonly decision: string;
      readonly state: 'agreed' | 'reversed';
      readonly by: PersonSummary;
    }
  | {
      readonly kind: 'stance';
      readonly decision: string;
      readonly stance: 'agree' | 'abstain' | 'dissent';
      readonly function: PlantFunction;
      readonly by: PersonSummary;
    }
  | {
      readonly kind: 'accepted';
      readonly finding: string;
      readonly rule: string;
      readonly function: PlantFunction;
      readonly by: PersonSummary;
    }
  | { readonly kind: 'lapsed'; readonly finding: string; readonly rule: string; readonly function: PlantFunction }
  | { readonly kind: 'answered'; readonly question: string; readonly by: PersonSummary }
  | { readonly kind: 'assessed'; readonly risk: string; readonly by: PersonSummary }
  | { readonly kind: 'ready'; readonly ready: boolean; readonly function: PlantFunction; readonly by: PersonSummary }
  | { readonly kind: 'joined' | 'left'; readonly who: PersonSummary }
  /** The records that changed most; `subject` is an address, or `board` and `process`. */
  | {
      readonly kind: 'changed';
      readonly subject: string;
      readonly changes: number;
      readonly by: readonly PersonSummary[];
    }
);

/** `GET /api/boards/:id/since`: what others did. `since` is null on a first visit, and everything else is empty then. */
export interface SinceResponse {
  readonly since: VisitMark | null;
  readonly counts: {
    /** Threads that ask you or your function. */
    readonly asked: number;
    readonly mentions: number;
    readonly messages: number;
    readonly decisions: number;
    /** Decisions from which somebody dissents. */
    readonly dissents: number;
    /** Acceptances of your function, for a facilitator of every function, that do not hold any more. */
    readonly lapsed: number;
    readonly joined: number;
    readonly changes: number;
  };
  /** The most important first. */
  readonly items: readonly SinceItem[];
}
