import { addFeed, createEntity, plainText, removeApprover, setScope, type Phrase } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { TestBoard } from '../map/board.ts';
import { explained, outputId, withFaults } from './support.ts';

const words = (told: readonly Phrase[]): string => told.map(plainText).join(' ');

describe('an output explained', () => {
  it('TUI-2 one item a feed, with the way in words and a sign where it does not hold', () => {
    const { feeds } = explained(withFaults(), 'R1');
    expect(feeds.map((feed) => feed.severity)).toEqual(['B', null, 'B', null]);
    expect(words(feeds[0]!.told)).toMatch(/^Begun at step 1, held in EDMS\. No interface carries it to MES/);
    expect(words(feeds[1]!.told)).toBe('Begun at step 2, held in MES itself.');
  });

  it('TUI-2 names in the sentences are addresses', () => {
    const board = withFaults();
    const refs = explained(board, 'R1')
      .feeds[1]!.told.flat()
      .flatMap((part) => (part.kind === 'ref' ? [part.ref] : []));
    expect(refs).toEqual([`step/${board.idOf('step', '2')}`, `system/${board.idOf('system', 'MES')}`]);
  });

  it('TUI-2 the way over interfaces is told from the capture on', () => {
    const { feeds } = explained(TestBoard.of('t1'), 'R2');
    expect(words(feeds[0]!.told)).toMatch(/At step 3 it is collected in MES and comes to QMS by I3\.$/);
  });

  it('TUI-3 what follows from a missing record or is settled by the same repair is not said again', () => {
    const { feeds } = explained(withFaults(), 'R1');
    expect(feeds.flatMap((feed) => feed.also)).toEqual([]);
  });

  it('TUI-4 each gap has its repair, once', () => {
    const { feeds } = explained(withFaults(), 'R1');
    expect(feeds.map((feed) => feed.repairs.map(({ fix }) => fix.kind))).toEqual([
      ['add-interface', 'feed-from-record'],
      [],
      ['name-record'],
      [],
    ]);
    const kept = explained(withFaults(), 'R2').feeds[0]!.repairs.map(({ fix }) => fix.kind);
    expect(kept).toEqual(['keep-record', 'keep-record']);
  });

  it('TUI-4 the repair of a gap settles it, and what it leaves open is said', () => {
    const board = withFaults();
    for (const feed of explained(board, 'R1').feeds) if (feed.repairs[0]) board.perform(feed.repairs[0].fix.mutation);
    const { feeds, reaching } = explained(board, 'R1');
    expect(reaching).toBe(4);
    expect(feeds.map((feed) => feed.severity)).toEqual(['B', null, null, null]);
    // The new interface has to be answered for: that is for people to say.
    expect(feeds[0]?.also[0]?.weakness.kind).toBe('nobody_accountable');
    expect(feeds[0]?.repairs).toEqual([]);
    expect(feeds[0]?.also.map((line) => line.repairs.map(({ fix }) => fix.kind))).toEqual([
      [],
      ['scope-interface'],
      ['reconcile', 'reconcile', 'reconcile'],
    ]);
  });

  it('TUI-4 two interfaces that lack the same have a repair each', () => {
    const board = TestBoard.of('t1');
    const data = board.idOf('dataObject', 'D4');
    board.perform(
      addFeed({ output: outputId(board, 'R1'), system: board.idOf('system', 'MES'), data }),
      ...['I3', 'I6'].map((label) =>
        setScope({ interface: board.idOf('interface', label), scope: 'interface' }, false),
      ),
    );
    const feed = explained(board, 'R1').feeds.find((one) => one.data === `dataObject/${data}`);
    const scoped = feed?.also.flatMap((line) => line.repairs).filter(({ fix }) => fix.kind === 'scope-interface');
    expect(scoped).toHaveLength(2);
  });

  it('TUI-4 what all functions have accepted is not offered for repair', () => {
    const accepted = explained(withFaults(), 'R1', (finding) => ({ ...finding, accepted: true }));
    expect(accepted.feeds.flatMap((feed) => feed.repairs)).toEqual([]);
  });

  it('TUI-5 the weakest link is said in words; a sound output has none', () => {
    const weak = explained(withFaults(), 'R1').weakest;
    expect(weak?.severity).toBe('B');
    expect(plainText(weak!.told)).toBe('No system holds the record of Finished-product test results D5.');
    expect(explained(TestBoard.of('t1'), 'R3').weakest).toBeNull();
  });

  it('TUI-6 a note has no sign and no repair', () => {
    const { weakest, feeds } = explained(TestBoard.of('t1'), 'R4');
    expect(weakest?.severity).toBe('I');
    expect(feeds.map((feed) => feed.severity)).toEqual([null, null]);
    expect(feeds.flatMap((feed) => feed.also).map((line) => line.severity)).toEqual(['I']);
    expect(feeds.flatMap((feed) => feed.repairs)).toEqual([]);
  });

  it('TUI-7 counts the feeds that reach the output', () => {
    expect(explained(withFaults(), 'R1').reaching).toBe(2);
    expect(explained(TestBoard.of('t1'), 'R1').reaching).toBe(4);
    const board = TestBoard.of('blank');
    board.perform(createEntity('output', { title: 'Empty', kind: 'record', relevance: 'internal' }));
    const empty = explained(board, 'R1');
    expect([empty.feeds.length, empty.reaching]).toEqual([0, 0]);
    expect(empty.weakest?.weakness.kind).toBe('no_feed');
  });

  it('TUI-8 what is weak in the output itself is apart from the feeds', () => {
    const board = TestBoard.of('t1');
    const output = outputId(board, 'R1');
    const quality = board.snapshot.rows.approver.find(
      (row) => row.parts.output === output && row.parts.function === 'QUA',
    )!.parts;
    board.perform(removeApprover({ output, function: 'QUA', person: quality.person, meaning: 'approval' }));
    const { own, feeds } = explained(board, 'R1');
    expect(own[0]?.weakness.kind).toBe('no_quality_approval');
    expect(feeds.every((feed) => feed.severity === null)).toBe(true);
  });
});
