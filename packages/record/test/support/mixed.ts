/** Records of everything that people say, drawn at random from few people and few records, so that they meet. */
import { ENTRY_SCHEMAS, OUTCOMES, REACTIONS, type Entry, type EntryKind } from '../../src/index.ts';
import type { Random } from './random.ts';
import { BOARD, entityId, HASH, randomId, timeAt } from './record.ts';

/** `crowd`: how many different threads, comments and people there may be; some are spoken of before they are there. */
export function mixedRecord(random: Random, length: number, crowd = 8): readonly Entry[] {
  const id = (prefix: string): string => randomId(`${prefix}${random.int(crowd)}`);
  const person = (): string => randomId(`p${random.int(Math.min(crowd, 40))}`);
  const entity = (): string => entityId(random.int(crowd));
  const text = (): string => random.pick(['yes', 'no', 'Two hours', 'as agreed']);
  const maybe = <T>(value: T): T | undefined => (random.chance(0.5) ? value : undefined);
  const to = () => ({ function: random.pick(['OPS', 'QUA', 'IT'] as const) });
  const change = { summary: 'Set it', mutations: [{ name: 'setField', arguments: { value: 1 } }] };
  const payloads: Readonly<Record<EntryKind | 'ballot' | 'thread.freeze', () => unknown>> = {
    member: () => ({
      principal: person(),
      name: random.pick(['Anna', 'Bert']),
      function: random.pick(['OPS', 'QUA', 'IT', 'OTHER']),
      role: random.pick(['facilitator', 'contributor', 'commenter', 'viewer', null]),
      signer: random.chance(0.5),
      guest: random.chance(0.2),
    }),
    access: () => ({ event: 'exported', about: 'charter' }),
    thread: () => ({
      thread: id('t'),
      anchor: { subject: `step/${entity()}`, label: 'Step' },
      kind: random.pick(['question', 'proposal']),
      title: text(),
      body: text(),
      to: maybe(to()),
      change: maybe(change),
    }),
    'thread.edit': () => ({ thread: id('t'), title: text(), to: random.pick([null, to()]), due: maybe('2026-12-01') }),
    'thread.claim': () => ({ thread: id('t'), comment: id('c') }),
    'thread.resolve': () => ({ thread: id('t'), outcome: random.pick(OUTCOMES), text: text() }),
    'thread.reopen': () => ({ thread: id('t'), reason: text() }),
    'thread.apply': () => ({ thread: id('t'), comment: maybe(id('c')) }),
    comment: () => ({ thread: id('t'), comment: id('c'), body: text(), change: maybe(change) }),
    'comment.edit': () => ({ comment: id(random.pick(['c', 't'])), body: text() }),
    reaction: () => ({
      comment: id(random.pick(['c', 't'])),
      reaction: random.pick(REACTIONS),
      on: random.chance(0.7),
    }),
    answer: () => ({ question: entity(), text: text(), fingerprint: maybe(HASH) }),
    assess: () => ({ risk: entity(), state: 'assessed', rationale: text(), fingerprint: maybe(HASH) }),
    decide: () => ({ decision: entity(), state: random.pick(['agreed', 'reversed']), fingerprint: HASH }),
    stance: () => ({
      decision: entity(),
      stance: random.pick(['agree', 'dissent']),
      reason: text(),
      fingerprint: HASH,
    }),
    accept: () => ({ rule: 'M08', key: `M08 dataObject/${entity()}`, fingerprint: HASH, rationale: text() }),
    ready: () => ({ ready: random.chance(0.5) }),
    edit: () => ({ client: 7, from: 1, to: 2, by: 'undo' }),
    change: () => ({
      root: 'step',
      key: entity(),
      field: 'title',
      change: 'set',
      old: text(),
      new: text(),
      from: 1,
      to: 1,
    }),
    ballot: () => ({ sealed: true }),
    'thread.freeze': () => ({ thread: id('t') }),
  };
  const kinds = Object.keys(payloads) as (keyof typeof payloads)[];
  // Most of what is said is said in threads.
  const drawn = [
    ...kinds,
    'comment',
    'comment',
    'comment',
    'thread',
    'thread',
    'reaction',
    'reaction',
    'change',
  ] as const;
  return Array.from({ length }, (_, at): Entry => {
    const kind = random.pick(drawn);
    const given = JSON.parse(JSON.stringify(payloads[kind]())) as unknown;
    const payload = kind in ENTRY_SCHEMAS ? ENTRY_SCHEMAS[kind as EntryKind].parse(given) : given;
    const seq = at + 1;
    // What is projected was verified before: hashes play no part in it.
    return {
      board: BOARD,
      seq,
      id: randomId(`e${seq}`),
      kind,
      actor: person(),
      at: timeAt(seq),
      payload,
      prevHash: HASH,
      hash: HASH,
    };
  });
}
