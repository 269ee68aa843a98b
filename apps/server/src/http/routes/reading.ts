/** What somebody has read on a board, what they watch there, and what is new since they were there. For people only. */
import { Analyst } from '@chartroom/domain';
import { analysisInput } from '@chartroom/record';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { PersonSummary, ReadingResponse, SinceResponse } from '../../api.ts';
import type { Actor } from '../../db/principals.ts';
import type { Visit } from '../../db/reading.ts';
import { FIRST_VISIT, sinceVisit } from '../../reading/since.ts';
import { openBoard, type OpenedBoard, requireActor } from '../board-access.ts';
import { readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';

/** Messages that are marked by one request. */
const READ_AT_ONCE = 1000;
/** Subjects that one person watches or mutes on a board. */
const MOST_WATCHED = 500;
/** Changes that are looked at for the records that were changed most. */
const MOST_CHANGES = 2000;

const seq = z.int({ error: 'Give numbers of entries of the record.' }).min(0, { error: 'Give numbers from 0 on.' });
export const ReadingBody = z.strictObject(
  {
    read: z
      .array(seq, { error: 'Give a list of numbers of entries.' })
      .max(READ_AT_ONCE, { error: `Give at most ${READ_AT_ONCE} numbers at once.` })
      .default([]),
    upTo: seq.default(0),
  },
  { error: 'Send a JSON object with "read", "upTo" or both.' },
);

export const WatchBody = z.strictObject(
  {
    subject: z.string({ error: 'Give what to watch.' }).regex(/^(?:board|[a-zA-Z]+\/[^\p{C}]{1,1200})$/u, {
      error: 'Give "board" or the address of a record, such as "step/<id>".',
    }),
    level: z.enum(['watch', 'mute'], { error: 'Give "watch", "mute" or null.' }).nullable(),
  },
  { error: 'Send a JSON object with "subject" and "level".' },
);

/** Programs have read nothing. */
export const requirePerson = (c: Context<AppEnv>): Actor => {
  const actor = requireActor(c);
  if (actor.kind === 'user' || actor.kind === 'visitor') return actor;
  throw new ProblemError('forbidden', 'Reading is a matter of people. Sign in instead of using an access token.');
};

const visitMark = ({ atMs, recordSeq, docSeq }: Visit) => ({ at: new Date(atMs).toISOString(), recordSeq, docSeq });

export const readingRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { reading, principals, since } = parts.store;

  const open = async (c: Context<AppEnv>): Promise<OpenedBoard & { readonly actor: Actor }> => {
    const actor = requirePerson(c);
    const opened = await openBoard(parts, c, 'read');
    await reading.arrive(opened.row.id, actor.id, opened.standing.function);
    return { ...opened, actor };
  };

  /** Names as the record has them; of somebody whom it does not know, as the server does. */
  const peopleOf = async (ids: Iterable<string>, board: string): Promise<(id: string) => PersonSummary> => {
    const { members, former } = await parts.records.projection(board);
    const people = new Map<string, PersonSummary>();
    for (const id of new Set(ids)) {
      const known = members.get(id) ?? former.get(id) ?? (await principals.find(id));
      if (known !== null) people.set(id, { id, name: known.name, function: known.function });
    }
    return (id) => people.get(id) ?? { id, name: id, function: 'OTHER' };
  };

  const sinceOf = async ({ row, standing, actor }: Awaited<ReturnType<typeof open>>): Promise<SinceResponse> => {
    const visit = await reading.lastVisit(row.id, actor.id, parts.nowMs());
    if (visit === null) return FIRST_VISIT;
    const record = await parts.records.projection(row.id);
    const { snapshot, docSeq } = await parts.documents.read(row.id);
    const changes = await since.changes(row.id, visit.recordSeq, actor.id, MOST_CHANGES);
    const { decisions, answers, assessments, ready } = record.verdicts;
    const personOf = await peopleOf(
      [
        ...changes.places.map((place) => place.actor),
        ...[decisions, answers, assessments, ready].flatMap((verdicts) =>
          [...verdicts.values()].map((said) => said.actor),
        ),
        ...[...record.threads.values()].flatMap(({ author, comments, outcome }) => [
          author,
          ...comments.map((comment) => comment.author),
          ...(outcome === null ? [] : [outcome.by]),
        ]),
      ],
      row.id,
    );
    return sinceVisit({
      me: actor.id,
      standing,
      visit,
      record,
      snapshot,
      docSeq,
      analysis: new Analyst(snapshot, analysisInput(record), { follows: false }).analysis,
      concerns: await reading.concerns(row.id, actor.id, standing.function),
      watches: await reading.watches(row.id, actor.id),
      comings: await since.comings(row.id, visit.recordSeq),
      changes,
      personOf,
    });
  };

  return new Hono<AppEnv>()
    .get('/boards/:id/reading', async (c) => {
      const { row, standing, actor } = await open(c);
      const visit = await reading.lastVisit(row.id, actor.id, parts.nowMs());
      const concerns = await reading.concerns(row.id, actor.id, standing.function);
      return c.json({
        ...(await reading.state(row.id, actor.id)),
        concerns: concerns.map((one) => one.seq),
        watches: await reading.watches(row.id, actor.id),
        lastVisit: visit === null ? null : visitMark(visit),
      } satisfies ReadingResponse);
    })
    .put('/boards/:id/reading', async (c) => {
      const { row, actor } = await open(c);
      const { read, upTo } = await readBody(c, ReadingBody);
      await reading.read(row.id, actor.id, { seqs: read, upTo });
      return c.body(null, 204);
    })
    .put('/boards/:id/watch', async (c) => {
      const { row, actor } = await open(c);
      const { subject, level } = await readBody(c, WatchBody);
      if (!(await reading.setWatch(row.id, actor.id, subject, level, MOST_WATCHED)))
        throw new ProblemError(
          'conflict',
          `You watch or mute ${MOST_WATCHED} records of this board already. Take one back first, or watch the whole board.`,
        );
      return c.body(null, 204);
    })
    .post('/boards/:id/visit', async (c) => {
      const { row, actor } = await open(c);
      const head = await parts.store.record.head(row.id);
      const { docSeq } = await parts.documents.read(row.id);
      await reading.visit(row.id, actor.id, { atMs: parts.nowMs(), recordSeq: head?.seq ?? 0, docSeq });
      return c.body(null, 204);
    })
    .get('/boards/:id/since', async (c) => c.json(await sinceOf(await open(c))));
};
