/** Boards for the tests of the trace: from a compact text, at random, and as large as one gets. */
import * as Y from 'yjs';
import {
  Analyst,
  parseTemplate,
  readSnapshot,
  seedBoard,
  seededIds,
  setField,
  templateInput,
  templateSource,
  type AnalysisInput,
  type EntityKind,
  type Mutation,
  type Snapshot,
  type TemplateBoard,
  type TemplateId,
} from '../../src/index.ts';
import { done, id } from '../support/board.ts';
import { mulberry32, randomBoardText } from '../support/reference/generate.ts';

export interface Board {
  readonly doc: Y.Doc;
  readonly input: AnalysisInput;
}
export interface Reasoned extends Board {
  readonly snapshot: Snapshot;
  readonly analyst: Analyst;
}

export function boardOf(text: string): Board {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return seed(parsed.board);
}

function seed(board: TemplateBoard): Board {
  const doc = new Y.Doc();
  doc.clientID = 1;
  done(doc, (to) => seedBoard(to, board, null, { ids: seededIds(7) }));
  return { doc, input: templateInput(readSnapshot(doc), board.input) };
}

export const template = (name: TemplateId): Board => boardOf(templateSource(name)!.text);
export const randomBoard = (at: number): Board => boardOf(randomBoardText(mulberry32(at)));

export function reasoned({ doc, input }: Board): Reasoned {
  const snapshot = readSnapshot(doc);
  return { doc, input, snapshot, analyst: new Analyst(snapshot, input) };
}

/** `D1`, `MES`, `I2`, `R1`; a step as `S2`, a person as `@AR`. */
export const idIn = (doc: Y.Doc, name: string): string => {
  const kind: EntityKind = name.startsWith('@')
    ? 'person'
    : /^S\d+$/.test(name)
      ? 'step'
      : /^D\d+$/.test(name)
        ? 'dataObject'
        : /^I\d+$/.test(name)
          ? 'interface'
          : /^R\d+$/.test(name)
            ? 'output'
            : 'system';
  return id(doc, kind, kind === 'step' || kind === 'person' ? name.slice(1) : name);
};

/** Addresses as people read them: `D1`, `S2`, `MES`. */
export function reader(snapshot: Snapshot): (ref: string) => string {
  const labels = new Map<string, string>();
  for (const [kind, list] of Object.entries(snapshot.entities))
    for (const entity of list)
      labels.set(
        `${kind}/${entity.id}`,
        kind === 'step' ? `S${entity.label}` : kind === 'person' ? `@${entity.label}` : entity.label,
      );
  return (ref) => labels.get(ref) ?? ref;
}

/** Nothing on the way to R1 is weak: D1 comes from MES by I1; I2 and I3 bring nothing that is collected yet. */
const SOUND_TEXT = `TTL|Making and looking at a lot - line 1
SYS|MES|MES|X|yes
SYS|QMS|QMS|Q|yes
SYS|ERP|ERP|E|yes
SYS|LIMS|LIMS|Q|yes
SYS|WMS|WMS|E|yes
DAT|D1|Lot values|result|r|OPS:AR
DAT|D2|Lot decision|decision|r|QUA:PN
DAT|D3|First part|result|r|OPS:AR
DAT|D4|Second part|result|r|OPS:AR
STP|1|Make the lot|execute|r|none|MES|MES|MES|OPS:AR|QUA:C|D1+
STP|2|Look at the lot|review|r|none|QMS|QMS|QMS|QUA:PN|OPS:C|D2! D1=
ITF|I1|MES|QMS|D1|api|none|interface|count
ITF|I2|LIMS|MES|D1|api|none|interface|count
ITF|I3|ERP|MES|D1|api|none|interface|count
OUT|R1|Lot record|record|required|211.188|QMS|QMS:D1,D2|QUA:PN/approval|OPS:AR
`;

export function soundBoard(...edits: readonly ((doc: Y.Doc) => Mutation)[]): Board {
  const board = boardOf(SOUND_TEXT);
  for (const name of ['I1', 'I2', 'I3'])
    done(board.doc, setField('interface', idIn(board.doc, name), 'status', 'validated'));
  for (const edit of edits) done(board.doc, edit(board.doc));
  return board;
}

/** 100 steps, 40 systems, 150 data objects, 80 interfaces, 30 outputs. */
export function largeBoard(): Board {
  const lines = [
    'TTL|Everything in one process - plant 1',
    'VOT|OPS|SHARED|1101 1021 3333',
    'VOT|QUA|QUAL|0101 1121 3333',
  ];
  lines.push('VOT|IT|EXEC|1111 0010 3322');
  const systems = Array.from({ length: 40 }, (_, at) => `S${at}`);
  for (const [at, name] of systems.entries())
    lines.push(`SYS|${name}|${at % 7 === 0 ? 'QMS' : 'MES'}|${'XQEN'[at % 4]}|yes`);
  const home = (data: number): string => systems[data % 40]!;
  for (let at = 1; at <= 150; at += 1)
    lines.push(`DAT|D${at}|Data object ${at}|result|${at % 3 === 0 ? 'r' : 'rc'}|OPS:AR|QUA:C`);
  for (let at = 1; at <= 100; at += 1) {
    const own = [at, at + 50 > 150 ? at : at + 50].map((data) => `D${data}+`);
    const used = `D${(at % 150) + 1}=`;
    lines.push(
      `STP|${at}|Step number ${at}|execute|rc|OPS|${home(at)}|${home(at)}|${home(at)}|OPS:LW|QUA:V|${[...new Set([...own, used])].join(' ')}`,
    );
  }
  for (let at = 1; at <= 80; at += 1) {
    const data = [at, at + 40, at + 1].map((one) => `D${one}`).join(' ');
    lines.push(`ITF|I${at}|${home(at)}|${home(at + 1)}|${data}|api|mapping|interface|count|c`);
  }
  for (let at = 1; at <= 30; at += 1)
    lines.push(
      `OUT|R${at}|Output ${at}|record|required|211.188|${home(at + 1)}|${home(at + 1)}:D${at},D${at + 1},D${at + 40}|QUA:PN/approval|OPS:AR`,
    );
  return boardOf(`${lines.join('\n')}\n`);
}
