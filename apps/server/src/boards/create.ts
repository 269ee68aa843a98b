/**
 * A new board from a template: its document is built here, and its row, its first update and the entry that names its
 * facilitator are stored together, so that a board without a document never exists. The server writes the template, under a client id that nobody uses again.
 */
import { readSnapshot } from '@chartroom/domain';
import { type TemplateId, seedTemplate } from '@chartroom/domain/templates';
import * as Y from 'yjs';
import type { Boards } from '../db/boards.ts';
import type { Actor, Principals } from '../db/principals.ts';
import { sha256 } from '../db/update-log.ts';
import { newId } from '../ids.ts';
import { newMember } from '../record/membership.ts';
import { summaryOf } from './summaries.ts';

export interface CreateRequest {
  readonly title: string;
  readonly template: TemplateId;
  readonly workspace: string;
  readonly createdBy: Actor;
  /** Whoever it is that a program creates it for; else the creator. */
  readonly facilitator: Actor;
  readonly nowMs: number;
}

const FIRST_EPOCH = 1;

/** Answers the new board's id. Rejects with `LogFailure`. */
export const createBoard = async (boards: Boards, principals: Principals, request: CreateRequest): Promise<string> => {
  const server = await principals.server(request.nowMs);
  const doc = new Y.Doc({ gc: false });
  const seeded = seedTemplate(doc, request.template, { title: request.title });
  if (!seeded.ok) throw new Error(`Template ${request.template} was not seeded: ${JSON.stringify(seeded.refusal)}`);
  const update = Y.encodeStateAsUpdate(doc);
  const summary = summaryOf(readSnapshot(doc));
  const clientId = doc.clientID;
  doc.destroy();
  const id = newId();
  await boards.create(
    {
      id,
      ...summary,
      workspace: request.workspace,
      template: request.template,
      epoch: FIRST_EPOCH,
      createdAtMs: request.nowMs,
      createdBy: request.createdBy,
    },
    {
      board: id,
      epoch: FIRST_EPOCH,
      principalId: server.id,
      clientId,
      sessionId: newId(),
      receivedAtMs: request.nowMs,
      update,
      hash: sha256(update),
      newClientIds: [clientId],
    },
    [
      {
        id: newId(),
        kind: 'member',
        actor: server.id,
        at: new Date(request.nowMs).toISOString(),
        payload: newMember(request.facilitator, 'facilitator'),
      },
    ],
  );
  return id;
};
