/** Repairs as one click, and the words of every rule, over generated boards. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  Analyst,
  FINDINGS_EN,
  FIX_KINDS,
  fixesFor,
  parseTemplate,
  readSnapshot,
  RULE_IDS,
  seedBoard,
  seededIds,
  tell,
  templateInput,
  undo,
  type AnalysisInput,
  type EntityKind,
  type FixKind,
  type Snapshot,
} from '../src/index.ts';
import { mulberry32, randomBoardText } from './support/reference/generate.ts';

const BOARDS = 40;
const FIRST_SEED = 40_000;

interface Board {
  readonly text: string;
  readonly make: () => Y.Doc;
  readonly snapshot: Snapshot;
  readonly input: AnalysisInput;
}

function board(seed: number): Board {
  const text = randomBoardText(mulberry32(seed));
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`seed ${seed}: ${JSON.stringify(parsed.faults)}`);
  const make = (): Y.Doc => {
    const doc = new Y.Doc();
    seedBoard(doc, parsed.board, null, { ids: seededIds(1) });
    return doc;
  };
  const snapshot = readSnapshot(make());
  return { text, make, snapshot, input: templateInput(snapshot, parsed.board.input) };
}

/** What remains after these is for people to say: an assessment, an agreement, which name is right. */
const LEAVES_THE_REST: ReadonlySet<FixKind> = new Set(['enter-risk', 'enter-decision']);

describe('fixes', () => {
  it(
    `FIN-11 each fix of ${BOARDS} generated boards settles its finding and is undone in one step`,
    { timeout: 90_000 },
    () => {
      const seen = new Set<FixKind>();
      for (let seed = FIRST_SEED; seed < FIRST_SEED + BOARDS; seed += 1) {
        const { text, make, snapshot, input } = board(seed);
        const analyst = new Analyst(snapshot, input);
        for (const finding of analyst.analysis.findings) {
          for (const fix of fixesFor(analyst.facts, finding)) {
            const where = `seed ${seed}, ${finding.key}, ${fix.id}\n${text}`;
            const doc = make();
            const before = JSON.stringify(readSnapshot(doc).rows);
            const outcome = fix.mutation(doc);
            expect(outcome, where).toMatchObject({ ok: true });
            seen.add(fix.kind);
            const after = new Analyst(readSnapshot(doc), input).analysis.findings;
            const remains = after.some((one) => one.key === finding.key);
            expect(remains && !LEAVES_THE_REST.has(fix.kind), where).toBe(false);
            if (!outcome.ok) continue;
            const undone = undo(doc, outcome.performed);
            expect(undone.kept, where).toEqual([]);
            expect(JSON.stringify(readSnapshot(doc).rows), where).toBe(before);
            expect(new Analyst(readSnapshot(doc), input).analysis.findings.map((one) => one.key)).toEqual(
              analyst.analysis.findings.map((one) => one.key),
            );
          }
        }
      }
      // Broken links cannot be written in a compact text.
      expect(FIX_KINDS.filter((kind) => !seen.has(kind))).toEqual(['unlink', 'clear-field']);
    },
  );
});

describe('words', () => {
  it.each(RULE_IDS)('FIN-12 %s has title, todo and a basis', (id) => {
    const words = FINDINGS_EN.rules[id];
    for (const text of [words.title, words.todo]) expect(text).toMatch(/^[A-Z][^!]{3,79}$/);
    expect(words.basis.length).toBeGreaterThan(0);
    for (const basis of words.basis) {
      expect(basis.clause).not.toBe('');
      expect(basis.says).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('FIN-12 messages name the records that they are about, whatever the board holds', () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + BOARDS; seed += 1) {
      const { snapshot, input } = board(seed);
      const nameOf = (ref: string): string | undefined => {
        const [kind, id] = ref.split('/');
        const list = snapshot.entities[kind as EntityKind] as readonly { id: string; label: string }[] | undefined;
        return list?.find((one) => one.id === id)?.label;
      };
      for (const finding of new Analyst(snapshot, input).analysis.findings) {
        const told = tell(finding, FINDINGS_EN, nameOf);
        expect(told, finding.key).toMatch(/\.$/);
        expect(told, finding.key).not.toMatch(/[{}]|undefined|[0-9A-HJKMNP-TV-Z]{26}| {2}|^[ ,]/);
        const records = finding.subjects.filter((ref) => nameOf(ref) !== undefined);
        for (const ref of finding.rule === 'M11' ? records.slice(0, 9) : records)
          expect(told, finding.key).toContain(nameOf(ref));
      }
    }
  });
});
