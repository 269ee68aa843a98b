/** The rules against an independent model that was written from the text of DOMAIN alone, over generated boards. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  analyse,
  parseTemplate,
  readSnapshot,
  seedBoard,
  seededIds,
  templateInput,
  textNames,
  type Analysis,
  type EntityKind,
  type Snapshot,
  type TemplateBoard,
} from '../src/index.ts';
import { mulberry32, randomBoardText } from './support/reference/generate.ts';
import { putTalk } from './support/put-talk.ts';
import { reference } from './support/reference/model.ts';
import { randomTalk, type Talk } from './support/reference/talk.ts';

const BOARDS = 1000;
/** Where it starts; printed with the board that differs, so that one board can be looked at. */
const FIRST_SEED = 1;

const label = (snapshot: Snapshot, names: ReadonlyMap<string, string>, ref: string): string => {
  const kind = ref.slice(0, ref.indexOf('/'));
  const id = ref.slice(ref.indexOf('/') + 1);
  const records = snapshot.entities[kind as EntityKind] as readonly { id: string; label: string }[] | undefined;
  return names.get(id) ?? records?.find((one) => one.id === id)?.label ?? id.replace(/^area\./, '');
};

function ours(board: TemplateBoard, talk: Talk): { readonly snapshot: Snapshot; readonly analysis: Analysis } {
  const doc = new Y.Doc();
  const outcome = seedBoard(doc, board, null, { ids: seededIds(1) });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  const input = putTalk(doc, seededIds(2), templateInput(readSnapshot(doc), board.input), talk);
  const snapshot = readSnapshot(doc);
  return { snapshot, analysis: analyse(snapshot, input) };
}

const told = (severity: string, rule: string, subjects: readonly string[]): string =>
  `${severity} ${rule} ${(rule === 'M11' ? [...subjects].sort() : subjects).join(' ')}`.trim();

describe('agreement with the reference', () => {
  it(
    `FIN-3 FIN-16 FIN-17 FIN-18 ${BOARDS} generated boards and what was said of them: the same findings and the same class`,
    { timeout: 90_000 },
    () => {
      const fired = new Set<string>();
      for (let seed = FIRST_SEED; seed < FIRST_SEED + BOARDS; seed += 1) {
        const text = randomBoardText(mulberry32(seed));
        const parsed = parseTemplate(text);
        if (!parsed.ok) throw new Error(`seed ${seed}: ${JSON.stringify(parsed.faults)}\n${text}`);
        const talk = randomTalk(mulberry32(seed + FIRST_SEED + BOARDS), parsed.board);
        const expected = reference(parsed.board, talk);
        const { snapshot, analysis } = ours(parsed.board, talk);
        const { findings, classification } = analysis;
        const names = textNames(snapshot, parsed.board);
        for (const { rule } of findings) fired.add(rule);
        const got = findings.map((one) =>
          told(
            one.severity,
            one.rule,
            one.subjects.map((ref) => label(snapshot, names, ref)),
          ),
        );
        const { result, scores, purpose, base, fired: rules, map, contested, split, provisional } = classification;
        const where = `seed ${seed}\n${text}\n${JSON.stringify(talk, null, 1)}`;

        expect(got.toSorted(), where).toEqual(
          expected.findings.map((one) => told(one.severity, one.rule, one.subjects)).toSorted(),
        );
        expect(
          {
            result,
            scores,
            purpose,
            base,
            fired: rules,
            map,
            contested,
            split: split.map((one) => `${one.question}/${one.function}`),
            provisional,
          },
          where,
        ).toEqual(expected.classification);
      }
      // What neither a compact text nor the talk says: broken links, signers, the context.
      const silent = new Set(['M10', 'G01', 'G06']);
      expect(
        ['M05', 'M06', 'O06', 'P03', 'R07', 'G04', 'G05', 'G08', 'G09'].filter((rule) => !fired.has(rule)),
      ).toEqual([]);
      expect([...fired].filter((rule) => silent.has(rule))).toEqual([]);
    },
  );
});
