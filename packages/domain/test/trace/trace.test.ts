/** Where outputs come from: exact on the starter templates, and against plain definitions on any board. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFeed,
  Analyst,
  createEntity,
  deleteEntity,
  live,
  readSnapshot,
  relate,
  setField,
  SnapshotSource,
  TEMPLATE_IDS,
  traceOutput,
  type FeedTrace,
  type OutputTrace,
  type TemplateId,
} from '../../src/index.ts';
import { act, mutationOf } from '../support/acts.ts';
import { done, ids, made, replicaOf, unfrozen } from '../support/board.ts';
import { idIn, randomBoard, reader, reasoned, soundBoard, template, type Board } from './boards.ts';

const ALL: readonly TemplateId[] = TEMPLATE_IDS.filter((one) => one !== 'blank');

const traced = (board: Board, name: string): { readonly trace: OutputTrace; readonly say: (ref: string) => string } => {
  const { analyst, snapshot } = reasoned(board);
  return { trace: traceOutput(analyst, idIn(board.doc, name)), say: reader(snapshot) };
};

/** `D2 EDMS -I2> MES` */
const told = (feed: FeedTrace, say: (ref: string) => string): string => {
  const way = (one: FeedTrace['supply']): string =>
    one === null
      ? '-'
      : one.kind === 'same'
        ? say(one.to)
        : `${say(one.from)} ${one.kind === 'broken' ? 'x' : `-${one.interfaces.map(say).join(' ')}>`} ${say(one.to)}`;
  const writes = feed.writes.map((one) => `${say(one.step)}:${one.uses.join()}:${one.captures.map(way).join(' & ')}`);
  return `${say(feed.data)} ${feed.home} ${way(feed.supply)} | ${writes.join(' ')}`;
};

/** Every address in a value. */
const addresses = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^[a-zA-Z]+\/[0-9A-Z]{26}$/.test(value) ? [value] : [];
  if (value instanceof Set) return [...value].flatMap(addresses);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addresses) : [];
};

describe('trace of an output', () => {
  it('TRC-2 TRC-3 the batch record of T1 comes from where the board says', () => {
    const { trace, say } = traced(template('t1'), 'R1');
    expect(trace).toMatchObject({ kind: 'record', relevance: 'required', citations: ['211.188'] });
    expect(say(trace.recordSystem!)).toBe('MES');
    expect(trace.owners.map((one) => [one.function, say(one.person!), one.stands])).toEqual([['OPS', '@AR', true]]);
    expect(trace.approvers.map((one) => [one.function, say(one.person!), one.meaning, one.stands])).toEqual([
      ['OPS', '@AR', 'review', true],
      ['QUA', '@PN', 'approval', true],
    ]);
    expect(trace.feeds.map((feed) => told(feed, say))).toEqual([
      'D2 one EDMS -I2> MES | S1:create:EDMS',
      'D3 one MES | S2:create:MES',
      'D5 one LIMS -I4> MES | S4:create:LIMS',
      'D6 one MES | S2:create:MES S5:update:MES',
    ]);
    expect(trace.feeds[0]!.owners.map((one) => say(one.person!))).toEqual(['@HK']);
    expect(trace.feeds[1]!.refusers.map((one) => one.function)).toEqual(['QUA']);
    expect(trace.feeds[0]!.reviews.map((one) => `${say(one.step)} ${say(one.system)}`)).toEqual(['S1 MES', 'S2 MES']);
  });

  it('TRC-3 T4 and T5: a capture over two interfaces, and a way that is not there', () => {
    const t4 = traced(template('t4'), 'R1');
    expect(t4.trace.feeds.map((feed) => told(feed, t4.say))).toEqual([
      'D1 one SPC | S1:create:SPC',
      'D2 one HIST -I7> SPC | S2:create:PLC -I1 I2> HIST',
      'D3 one SPC | S3:create:EDGE -I3> SPC',
      'D4 one SPC | S4:create:SPC',
    ]);
    const t5 = traced(template('t5'), 'R4');
    expect(t5.trace.feeds.map((feed) => told(feed, t5.say))).toEqual([
      'D3 one LIMS x ERP | S3:create:LIMS S4:update:LIMS',
      'D6 one LIMS -I3> ERP | S6:decide:LIMS',
      'D7 one ERP | S7:create:ERP',
    ]);
  });

  it('TRC-3 goes on to the record system where that is not the feeding one', () => {
    const board = soundBoard((doc) => setField('output', idIn(doc, 'R1'), 'recordSystemId', idIn(doc, 'ERP')));
    const { trace, say } = traced(board, 'R1');
    expect(trace.feeds.map((feed) => [feed.onward?.kind, say(feed.onward!.from), say(feed.onward!.to)])).toEqual([
      ['broken', 'QMS', 'ERP'],
      ['broken', 'QMS', 'ERP'],
    ]);
    const carried = made(
      board.doc,
      createEntity(
        'interface',
        { fromId: idIn(board.doc, 'QMS'), toId: idIn(board.doc, 'ERP') },
        { ids: ids(3), data: [idIn(board.doc, 'D2')] },
      ),
    );
    const after = traced(board, 'R1').trace;
    expect(after.feeds.map((feed) => feed.onward!.kind)).toEqual(['broken', 'path']);
    expect(after.interfaces.map((one) => one.interface)).toContain(`interface/${carried}`);
  });

  it('TRC-4 T4 lists each interface of the ways once, with its evidence', () => {
    const { trace, say } = traced(template('t4'), 'R1');
    expect(
      trace.interfaces.map((one) => [say(one.interface), say(one.from!), say(one.to!), one.feeds, one.evidenced]),
    ).toEqual([
      ['I1', 'PLC', 'EDGE', [1], true],
      ['I2', 'EDGE', 'HIST', [1], true],
      ['I3', 'EDGE', 'SPC', [2], false],
      ['I7', 'HIST', 'SPC', [1], true],
    ]);
    expect(trace.interfaces[2]).toMatchObject({
      scopes: ['interface'],
      status: 'unassessed',
      mechanism: 'api',
      transformation: 'aggregation',
      reconciliation: 'none',
      carriesRegulated: true,
    });
    expect(trace.interfaces[2]!.owners.map((one) => say(one.person!))).toEqual(['@IC']);
  });

  it('TRC-9 T1: what to mark on the map', () => {
    const { trace, say } = traced(template('t1'), 'R2');
    const marked = (refs: ReadonlySet<string>): readonly string[] => [...refs].map(say).sort();
    expect(marked(trace.onMap.steps)).toEqual(['S2', 'S3', 'S4', 'S5', 'S6']);
    expect(marked(trace.onMap.systems)).toEqual(['LIMS', 'MES', 'QMS']);
    expect(marked(trace.onMap.interfaces)).toEqual(['I3', 'I7']);
    expect(marked(trace.onMap.data)).toEqual(['D4', 'D5', 'D6', 'D7']);
  });

  it('TRC-1 a deleted data object, a missing output', () => {
    const board = soundBoard((doc) => deleteEntity('dataObject', idIn(doc, 'D2')));
    const { trace } = traced(board, 'R1');
    const gone = trace.feeds.find((feed) => feed.gone.length > 0)!;
    expect(gone.gone).toEqual([gone.data]);
    expect(trace.names[gone.data]).toEqual({ label: '', name: '', gone: true });
    expect(trace.onMap.data.has(gone.data)).toBe(false);
    const nothing = traceOutput(new Analyst(readSnapshot(board.doc)), '00000000000000000000000000');
    expect(nothing).toMatchObject({ kind: null, feeds: [], weakest: { kind: 'gone', rule: null } });
  });

  it('TRC-1 the facts alone give the same trace', () => {
    const board = template('t2');
    const { analyst, snapshot } = reasoned(board);
    for (const { id } of live(snapshot, 'output'))
      expect(traceOutput(analyst.facts, id)).toEqual(traceOutput(analyst, id));
  });

  it('TRC-1 TRC-2 TRC-3 hold on any board that people can make', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.array(act, { maxLength: 40 }), (name, acts) => {
        const { doc, input } = template(name);
        const edited = replicaOf(doc, 100);
        const source = new SnapshotSource(edited);
        const idSource = ids(1);
        for (const one of acts) mutationOf(one, source.snapshot, idSource)(edited);
        const { snapshot } = source;
        const analyst = new Analyst(snapshot, input);
        const relations = relate(snapshot);
        const { feed: feeds } = snapshot.rows;
        for (const { id, recordSystemId } of live(snapshot, 'output')) {
          const trace = traceOutput(analyst, id);
          expect(unfrozen(trace)).toEqual([]);
          expect(new Set(trace.feeds.map((feed) => `${feed.system} ${feed.data}`))).toEqual(
            new Set(
              feeds
                .filter((row) => row.parts.output === id)
                .map((row) => `system/${row.parts.system} dataObject/${row.parts.data}`),
            ),
          );
          const { names, ...rest } = trace;
          expect(addresses(rest).filter((ref) => names[ref] === undefined)).toEqual([]);
          for (const feed of trace.feeds) {
            const data = feed.data.slice('dataObject/'.length);
            const homes = relations.systemsOfRecord(data);
            expect(feed.systemsOfRecord).toEqual(homes.map((one) => `system/${one}`));
            expect(feed.home === 'none').toBe(homes.length === 0);
            expect(feed.home === 'several').toBe(relations.inConflict(data));
            expect(feed.writes.map((one) => one.step)).toEqual(relations.writers(data).map((one) => `step/${one}`));
            if (feed.gone.length > 0) continue;
            const lengths = homes.flatMap(
              (home) => relations.path(home, feed.system.slice('system/'.length), data)?.length ?? [],
            );
            expect(feed.supply === null).toBe(homes.length === 0);
            const supply = feed.supply === null || feed.supply.kind === 'broken' ? [] : feed.supply.interfaces;
            expect(feed.supply?.kind === 'broken').toBe(homes.length > 0 && lengths.length === 0);
            expect(supply).toHaveLength(lengths.length === 0 ? 0 : Math.min(...lengths));
            expect([undefined, `system/${recordSystemId}`]).toContain(feed.onward?.to);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('TRC-1 never throws on boards at random, records that are gone included', () => {
    for (let at = 1; at <= 60; at += 1) {
      const { doc, input } = randomBoard(at);
      const [system] = live(readSnapshot(doc), 'system');
      if (system !== undefined) deleteEntity('system', system.id)(doc);
      const snapshot = readSnapshot(doc);
      const analyst = new Analyst(snapshot, input);
      for (const { id } of live(snapshot, 'output')) expect(() => traceOutput(analyst, id)).not.toThrow();
    }
  });

  it('TRC-2 feeds come by number of the data, then by system', () => {
    const board = soundBoard((doc) =>
      addFeed({ output: idIn(doc, 'R1'), system: idIn(doc, 'ERP'), data: idIn(doc, 'D1') }),
    );
    const { trace, say } = traced(board, 'R1');
    expect(trace.feeds.map((feed) => `${say(feed.data)} ${say(feed.system)}`)).toEqual(['D1 QMS', 'D1 ERP', 'D2 QMS']);
    expect(done(board.doc, setField('dataObject', idIn(board.doc, 'D2'), 'number', 9)).touched).toHaveLength(1);
  });
});
