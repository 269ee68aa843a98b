/** The audit trail of a board: looked through with filters, asked who touched a record last, and exported. */
import { charterNumber } from '@chartroom/charter';
import { ENTRY_KINDS, isEntryKind } from '@chartroom/record';
import { type Context, Hono } from 'hono';
import type { ChangesResponse, LastChangeResponse, TrailPeopleResponse, TrailPerson } from '../../api/changes.ts';
import type { TrailFilter } from '../../db/trail-entries.ts';
import { ID_PATTERN } from '../../ids.ts';
import { csvPieces, type ExportSource, jsonPieces } from '../../trail/export.ts';
import { recordNames } from '../../trail/record-names.ts';
import { searchTrail } from '../../trail/search.ts';
import { openBoard } from '../board-access.ts';
import { openExport } from '../exports.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { count, list, moment, text } from '../query.ts';

const MOST = 200;
const PAGE = 50;
const MOST_WORDS = 200;
const MOST_KEY = 4_200;
const FORMATS = ['csv', 'json'] as const;
const FILTERS = ['who', 'kind', 'root', 'key', 'field', 'from', 'to', 'reason', 'owed'] as const;
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const withoutUnset = (filter: { readonly [K in keyof TrailFilter]: TrailFilter[K] | undefined }): TrailFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

/** A stream of a file; the first piece is made before, so that what cannot be begun is a proper refusal. */
const streamOf = async (pieces: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder();
  let next = await pieces.next();
  return new ReadableStream({
    pull: async (controller) => {
      if (next.done === true) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await pieces.next();
    },
    cancel: () => void pieces.return(undefined),
  });
};

export const changeRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { trailEntries, principals, record, boardMembers } = parts.store;

  const person = async (id: string): Promise<TrailPerson | null> => {
    const found = await principals.find(id);
    return found === null ? null : { name: found.name, function: found.function, kind: found.kind };
  };
  /** As the record has them: what somebody says of their own name or function elsewhere is not said on this board. */
  const member = async (board: string, id: string): Promise<TrailPerson | null> => {
    const [known, stated] = [await person(id), await boardMembers.find(board, id)];
    return known === null || stated === null ? known : { ...known, name: stated.name, function: stated.function };
  };
  const peopleOf = async (board: string, ids: Iterable<string>): Promise<Readonly<Record<string, TrailPerson>>> => {
    const people: Record<string, TrailPerson> = {};
    for (const id of new Set(ids)) {
      const found = await member(board, id);
      if (found !== null) people[id] = found;
    }
    return people;
  };

  /** Somebody with an account is who they were as a visitor, too. */
  const authors = async (c: Context): Promise<readonly string[] | undefined> => {
    const ids = list(c, 'who', (id) => ID_PATTERN.test(id), 'ids of principals, parted by commas');
    if (ids === undefined) return undefined;
    return [...new Set([...ids, ...(await Promise.all(ids.map((id) => principals.linkedFrom(id)))).flat()])];
  };
  const filterOf = async (c: Context): Promise<TrailFilter> =>
    withoutUnset({
      actors: await authors(c),
      kinds: list(c, 'kind', isEntryKind, `some of ${ENTRY_KINDS.join(', ')}, parted by commas`),
      roots: list(c, 'root', (root) => /^[a-zA-Z]{1,40}$/.test(root), 'kinds of records or rows, parted by commas'),
      subject: text(c, 'key', MOST_KEY),
      field: text(c, 'field', MOST_KEY),
      fromMs: moment(c, 'from'),
      toMs: moment(c, 'to'),
      entry: count(c, 'entry', 1, Number.MAX_SAFE_INTEGER, 0) || undefined,
      owed: list(c, 'owed', (value) => value === '1', '1, or leave it out') && true,
    });
  const namesOf = async (board: string) => recordNames((await parts.documents.read(board)).snapshot);

  return new Hono<AppEnv>()
    .get('/boards/:id/changes', async (c) => {
      const { row } = await openBoard(parts, c, 'read');
      const before = count(c, 'before', 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      const limit = count(c, 'limit', 1, MOST, PAGE);
      const words = text(c, 'reason', MOST_WORDS) ?? '';
      const filter = await filterOf(c);
      const behind = await parts.trail.look(row.id);
      const names = words === '' ? new Map<string, string>() : await namesOf(row.id);
      const page = await searchTrail(trailEntries, row.id, { filter, before, limit, words, names }, pause);
      const owed = await trailEntries.owed(row.id);
      return c.json({
        changes: page.entries,
        notes: Object.fromEntries(page.notes),
        people: await peopleOf(
          row.id,
          [...page.entries, ...owed].map((one) => ('actor' in one ? one.actor : one.principal)),
        ),
        next: page.next,
        behind,
        owed,
      } satisfies ChangesResponse);
    })
    .get('/boards/:id/changes/last', async (c) => {
      const { row } = await openBoard(parts, c, 'read');
      const subject = text(c, 'key', MOST_KEY);
      if (subject === undefined || subject === '')
        throw new ProblemError('invalid-query', 'Give as key the id of a record, an area, process or board.');
      await parts.trail.look(row.id);
      const query = {
        filter: { subject, kinds: ['change'] },
        before: Number.MAX_SAFE_INTEGER,
        limit: 1,
        names: new Map<string, string>(),
      };
      const { entries, notes } = await searchTrail(trailEntries, row.id, query, pause);
      const [change] = entries;
      return c.json({
        change: change ?? null,
        note: change === undefined ? null : (notes.get(change.seq) ?? null),
        person: change === undefined ? null : await member(row.id, change.actor),
      } satisfies LastChangeResponse);
    })
    .get('/boards/:id/changes/people', async (c) => {
      const { row } = await openBoard(parts, c, 'read');
      const actors = await trailEntries.actors(row.id);
      const known = await peopleOf(
        row.id,
        actors.map(({ principal }) => principal),
      );
      return c.json({
        people: actors.flatMap(({ principal, entries }) => {
          const found = known[principal];
          return found === undefined ? [] : [{ principal, entries, ...found }];
        }),
      } satisfies TrailPeopleResponse);
    })
    .get('/boards/:id/changes/export', async (c) => {
      const { row } = await openExport(parts, c);
      const asked = c.req.query('format') ?? 'csv';
      const format = FORMATS.find((one) => one === asked);
      if (format === undefined)
        throw new ProblemError(
          'unsupported-format',
          `There is no audit trail as ${JSON.stringify(asked.slice(0, 64))}. Choose one of ${FORMATS.join(', ')}.`,
        );
      const filter = await filterOf(c);
      if (
        c.req.query('reason') !== undefined ||
        (format === 'json' && FILTERS.some((name) => c.req.query(name) !== undefined))
      )
        throw new ProblemError(
          'invalid-query',
          'A file as JSON holds the whole trail, since a part of it cannot be verified, and no file is cut by words. Leave the filters out, or take CSV with who, kind, root, key, field, from, to and owed.',
        );
      await parts.trail.look(row.id);
      const actor = c.get('actor');
      const file = `${charterNumber(row.number)}-audit-trail.${format}`;
      await parts.accessLog.exported(row.id, actor?.id ?? null, file);
      // What is said from here on is not in the file, and a signed head is one of the file's own.
      const signedHead = format === 'json' ? await parts.signer.signBoard(row.id) : null;
      const last = signedHead ?? (await record.head(row.id));
      const people = new Map<string, Promise<TrailPerson | null>>();
      const source: ExportSource = {
        board: row.id,
        last: last?.seq ?? 0,
        entries: trailEntries,
        names: format === 'csv' ? await namesOf(row.id) : new Map(),
        person: (id) => {
          const known = people.get(id) ?? person(id);
          people.set(id, known);
          return known;
        },
      };
      const pieces =
        format === 'csv'
          ? csvPieces(source, filter.kinds === undefined ? { ...filter, kinds: [...ENTRY_KINDS] } : filter)
          : jsonPieces(source, record, {
              board: { id: row.id, number: row.number, title: row.title },
              exportedAt: new Date(parts.nowMs()).toISOString(),
              exportedBy: actor === null ? null : await source.person(actor.id),
              signedHead,
              publicKey: parts.signer.publicPem,
            });
      c.header('content-disposition', `attachment; filename="${file}"`);
      const mediaType = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json';
      return c.body(await streamOf(pieces), 200, { 'content-type': mediaType });
    });
};
