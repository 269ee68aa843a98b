/**
 * Whether what a command is about is there, and is this person's to speak about: against the document as it stands and
 * the record before the command. Roles are `may`'s business. Pure.
 */
import {
  Analyst,
  decidesClass,
  live,
  wordingIn,
  type Entity,
  type EntityKind,
  type Finding,
  type OwningFunction,
  type Snapshot,
  type WordedKind,
} from '@chartroom/domain';
import {
  analysisInput,
  may,
  mayApplyChange,
  mayClaim,
  type ApplyRuling,
  type BoardRole,
  type ClaimRuling,
  type Payload,
  type RecordProjection,
  type Standing,
  type ThreadState,
} from '@chartroom/record';
import { type Command, type CommandOf, type CommandRefusal, refuse } from './command.ts';
import { isOnBoard } from './subjects.ts';

export interface Circumstances {
  /** Principal id of whoever sends it. */
  readonly actor: string;
  readonly standing: Standing;
  /** As what the record has them when it is said: a program of a facilitator is none. */
  readonly role: BoardRole;
  readonly record: RecordProjection;
  readonly snapshot: Snapshot;
}

type Refusal = CommandRefusal | null;

const FUNCTION_WORDS: Readonly<Record<OwningFunction, string>> = { OPS: 'operations', QUA: 'quality', IT: 'IT' };
const spokenBy = (fn: OwningFunction | undefined): string => (fn === undefined ? 'nobody yet' : FUNCTION_WORDS[fn]);

/** The live record of this kind with this id, or why there is none. */
const named = <K extends EntityKind>(snapshot: Snapshot, kind: K, id: string): Entity<K> | CommandRefusal =>
  live(snapshot, kind).find((entity) => entity.id === id) ??
  refuse(
    'unknown',
    `There is no ${kind} ${id} on the board, or it was deleted or merged. Look at the board and send it again about one that is there.`,
    `/payload/${kind}`,
  );
const isRefusal = (value: object): value is CommandRefusal => 'detail' in value;

const missing = (snapshot: Snapshot, kind: EntityKind, id: string): Refusal => {
  const found = named(snapshot, kind, id);
  return isRefusal(found) ? found : null;
};

/**
 * Wording is the document's, what was said of it the record's: it holds for the wording that was seen, and no other.
 * The schema lets answers and assessments go without, since they were stored so before words were bound.
 */
const ofWording = (
  kind: WordedKind,
  { id, label }: Entity<WordedKind>,
  fingerprint: string | undefined,
  snapshot: Snapshot,
): Refusal => {
  if (fingerprint === undefined)
    return refuse(
      'unfit',
      `Nothing tells of which wording of ${kind} ${label} this is said. Load the page again and say it once more; a program sends the ${kind}Fingerprint of the wording that was seen.`,
      '/payload/fingerprint',
    );
  return fingerprint === wordingIn(snapshot, kind, id)
    ? null
    : refuse(
        'conflict',
        `The wording of ${kind} ${label} is another one than was seen. Read it again and say it of the wording as it stands now.`,
        '/payload/fingerprint',
      );
};

const answer = ({ payload }: CommandOf<'answer'>, { snapshot, standing }: Circumstances): Refusal => {
  const question = named(snapshot, 'question', payload.question);
  if (isRefusal(question)) return question;
  return question.toFunction === standing.function || standing.role === 'facilitator'
    ? ofWording('question', question, payload.fingerprint, snapshot)
    : refuse(
        'forbidden',
        `Question ${question.label} is for ${spokenBy(question.toFunction)}. They or the facilitator answer it.`,
      );
};

const assess = ({ payload }: CommandOf<'assess'>, { snapshot, standing }: Circumstances): Refusal => {
  const risk = named(snapshot, 'risk', payload.risk);
  if (isRefusal(risk)) return risk;
  return risk.dutyFunction === standing.function
    ? ofWording('risk', risk, payload.fingerprint, snapshot)
    : refuse('forbidden', `Risk ${risk.label} is for ${spokenBy(risk.dutyFunction)} to assess. Ask them.`);
};

const acceptable = (finding: Finding): boolean => finding.severity === 'W' || finding.rule === 'G04';

const accept = ({ payload }: CommandOf<'accept'>, { snapshot, record }: Circumstances): Refusal => {
  const { findings } = new Analyst(snapshot, analysisInput(record), { follows: false }).analysis;
  const finding = findings.find(({ rule, key }) => rule === payload.rule && key === payload.key);
  if (finding === undefined)
    return refuse(
      'unknown',
      `The board has no finding ${payload.rule} with this key now. Look at its findings again; perhaps it was repaired.`,
      '/payload/key',
    );
  if (!acceptable(finding))
    return refuse(
      'unfit',
      `Finding ${payload.rule} cannot be accepted, since only warnings and open questions can. Repair it.`,
      '/payload/rule',
    );
  return finding.fingerprint === payload.fingerprint
    ? null
    : refuse(
        'conflict',
        `What finding ${payload.rule} stands on has changed since it was seen. Look at it again and accept it as it stands now.`,
        '/payload/fingerprint',
      );
};

const worded = (
  { kind, payload }: CommandOf<'decide'> | CommandOf<'stance'>,
  { snapshot, standing, role }: Circumstances,
): Refusal => {
  const decision = named(snapshot, 'decision', payload.decision);
  if (
    !isRefusal(decision) &&
    kind === 'decide' &&
    decidesClass(snapshot, decision.id) &&
    !may({ ...standing, role }, 'decide-class').ok
  )
    return {
      ...refuse(
        'forbidden',
        `Decision ${decision.label} is tied to the class. Only a facilitator makes an initiative joint, or takes that back. Ask them to record it.`,
      ),
      beyond: 'decide-class',
    };
  return isRefusal(decision) ? decision : ofWording('decision', decision, payload.fingerprint, snapshot);
};

const member = ({ payload }: CommandOf<'member'>, { actor, standing, snapshot, record }: Circumstances): Refusal => {
  const person = payload.person === undefined ? null : missing(snapshot, 'person', payload.person);
  if (person !== null) return person;
  if (payload.role === 'facilitator') return null;
  const { principal } = payload;
  // A board from before there was a record has its creator, who is asking now.
  const was = record.members.get(principal)?.role ?? (principal === actor ? standing.role : null);
  const others = [...record.members.values()].filter(
    (one) => one.role === 'facilitator' && one.principal !== principal,
  );
  return was === 'facilitator' && others.length === 0
    ? refuse('conflict', 'The board would have no facilitator. Name another one first.', '/payload/role')
    : null;
};

type Addressee = NonNullable<Payload<'thread'>['to']>;

/** Who is asked and who is mentioned takes part, or did: nobody is told of a board that they are not on. */
const strangers = (
  { members, former }: RecordProjection,
  asked: readonly (readonly [at: string, addressee: Addressee | null | undefined])[],
): Refusal => {
  const stranger = asked.find(
    ([, one]) => one?.principal !== undefined && !members.has(one.principal) && !former.has(one.principal),
  );
  return stranger === undefined
    ? null
    : refuse(
        'unknown',
        `Nobody with the id ${stranger[1]?.principal} takes part in this board. Choose one of its members, or invite the person first.`,
        `/payload/${stranger[0]}/principal`,
      );
};
const mentioned = (mentions: readonly Addressee[] | undefined) =>
  (mentions ?? []).map((one, at) => [`mentions/${at}`, one] as const);

const begun = ({ payload }: CommandOf<'thread'>, now: Circumstances): Refusal => {
  if (!isOnBoard(now.snapshot, payload.anchor.subject))
    return refuse(
      'unknown',
      `There is nothing like ${payload.anchor.subject.slice(0, 200)} on the board. Begin the thread on something that is there.`,
      '/payload/anchor/subject',
    );
  return (
    taken(payload.thread, now.record, '/payload/thread') ??
    strangers(now.record, [['to', payload.to], ...mentioned(payload.mentions)])
  );
};

/** The thread that a command is about; of an edit or a reaction it is the comment's. */
export const threadOf = (command: Command, { threads }: RecordProjection): ThreadState | undefined => {
  switch (command.kind) {
    case 'comment':
    case 'thread.edit':
    case 'thread.claim':
    case 'thread.resolve':
    case 'thread.reopen':
    case 'thread.apply':
      return threads.get(command.payload.thread);
    case 'comment.edit':
    case 'reaction':
      return [...threads.values()].find(({ comments }) => comments.some(({ id }) => id === command.payload.comment));
    default:
      return undefined;
  }
};

type ThreadCommand = CommandOf<
  | 'comment'
  | 'comment.edit'
  | 'reaction'
  | 'thread.edit'
  | 'thread.claim'
  | 'thread.resolve'
  | 'thread.reopen'
  | 'thread.apply'
>;

const taken = (id: string, { threads }: RecordProjection, at: string): Refusal =>
  [...threads.values()].some((thread) => thread.comments.some((comment) => comment.id === id))
    ? refuse('conflict', `A thread or comment ${id} is there already. Give the new one an id of its own.`, at)
    : null;

const CLAIM_REFUSALS: Readonly<Record<Extract<ClaimRuling, { ok: false }>['because'], CommandRefusal>> = {
  closed: refuse('conflict', 'The thread is closed. Open it again first, or look at how it ended.', '/payload/thread'),
  claimed: refuse(
    'conflict',
    'Another message is called the answer already. Reply in the thread if it is none.',
    '/payload/thread',
  ),
  own: refuse('forbidden', 'Whoever began a thread that asks nobody does not call it answered. Close it instead.'),
  'not-asked': refuse('forbidden', 'Only whom the thread asks calls a message the answer. Reply in it instead.'),
  question: refuse('unfit', 'What was asked is no answer to itself. Name a reply.', '/payload/comment'),
};
const APPLY_REFUSALS: Readonly<Record<Extract<ApplyRuling, { ok: false }>['because'], CommandRefusal>> = {
  closed: refuse('conflict', 'The thread is closed. Open it again before its change is applied.', '/payload/thread'),
  'nothing-proposed': refuse('unfit', 'This message proposes no change. Name one that does.', '/payload/comment'),
  applied: refuse(
    'conflict',
    'This change was applied already. Where it does not stand any more, load the page again and apply it again; a program says `again`.',
    '/payload/again',
  ),
};

const claimed = ({ payload }: CommandOf<'thread.claim'>, thread: ThreadState, now: Circumstances): Refusal => {
  const ruling = mayClaim(thread, payload.comment, { id: now.actor, function: now.standing.function });
  return ruling.ok ? null : CLAIM_REFUSALS[ruling.because];
};

const applied = ({ payload }: CommandOf<'thread.apply'>, thread: ThreadState): Refusal => {
  const comment = thread.comments.find(({ id }) => id === (payload.comment ?? thread.id));
  const ruling = mayApplyChange(thread, comment ?? { change: null, applied: null }, payload.again === true);
  return ruling.ok ? null : APPLY_REFUSALS[ruling.because];
};

const inThread = (command: ThreadCommand, now: Circumstances): Refusal => {
  const thread = threadOf(command, now.record);
  if (thread === undefined)
    return 'thread' in command.payload
      ? refuse('unknown', `There is no thread ${command.payload.thread} on the board.`, '/payload/thread')
      : refuse('unknown', `There is no comment ${command.payload.comment} on the board.`, '/payload/comment');
  const lacks = (id: string | undefined): Refusal =>
    id === undefined || thread.comments.some((comment) => comment.id === id)
      ? null
      : refuse('unknown', `Thread ${thread.id} has no comment ${id}.`, '/payload/comment');
  switch (command.kind) {
    case 'comment':
      return (
        taken(command.payload.comment, now.record, '/payload/comment') ??
        strangers(now.record, mentioned(command.payload.mentions))
      );
    case 'comment.edit':
      return thread.comments.some(({ id, author }) => id === command.payload.comment && author === now.actor)
        ? strangers(now.record, mentioned(command.payload.mentions))
        : refuse('forbidden', 'A comment is edited by whoever wrote it. Write one of your own.');
    case 'thread.claim':
      return lacks(command.payload.comment) ?? claimed(command, thread, now);
    case 'thread.apply':
      return lacks(command.payload.comment) ?? applied(command, thread);
    case 'thread.resolve':
      if (thread.state === 'closed')
        return refuse('conflict', `Thread ${thread.id} is closed already. Look at how it ended.`, '/payload/thread');
      return command.payload.decision === undefined
        ? null
        : missing(now.snapshot, 'decision', command.payload.decision);
    case 'thread.reopen':
      return thread.state === 'closed'
        ? null
        : refuse('conflict', `Thread ${thread.id} is open already.`, '/payload/thread');
    case 'thread.edit':
      return strangers(now.record, [['to', command.payload.to]]);
    case 'reaction':
      return null;
  }
};

/** Why the command cannot be said now, or null. */
export const check = (command: Command, now: Circumstances): Refusal => {
  switch (command.kind) {
    case 'answer':
      return answer(command, now);
    case 'assess':
      return assess(command, now);
    case 'decide':
    case 'stance':
      return worded(command, now);
    case 'accept':
      return accept(command, now);
    case 'member':
      return member(command, now);
    case 'thread':
      return begun(command, now);
    case 'ready':
    case 'edit':
      return null;
    default:
      return inThread(command, now);
  }
};
