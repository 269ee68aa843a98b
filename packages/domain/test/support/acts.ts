/**
 * Everything a person can do, drawn at random: an act is plain numbers and a text, and becomes a real mutation on the
 * board as it stands when it is done.
 */
import * as fc from 'fast-check';
import * as domain from '../../src/index.ts';
import type { EntityKind, IdSource, Mutation, Row, RowKind, Snapshot } from '../../src/index.ts';

export interface Act {
  readonly verb: number;
  readonly picks: readonly number[];
  readonly text: string;
}

export const act: fc.Arbitrary<Act> = fc.record({
  verb: fc.nat(9_999),
  picks: fc.array(fc.nat(9_999), { minLength: 6, maxLength: 6 }),
  text: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ maxLength: 8, unit: 'binary' }),
    fc.constantFrom('', '  ', 'a|b', 'x:y', '\uD800', '__proto__', 'MES'),
  ),
});

const MISSING = '00000000000000000000000000';

class Pick {
  readonly snapshot: Snapshot;
  readonly text: string;
  readonly ids: IdSource;
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(act: Act, snapshot: Snapshot, ids: IdSource) {
    this.snapshot = snapshot;
    this.text = act.text;
    this.ids = ids;
    this.#numbers = act.picks;
  }

  number(): number {
    this.#next += 1;
    return this.#numbers[(this.#next - 1) % this.#numbers.length]!;
  }

  of<T>(list: readonly T[]): T {
    return list[this.number() % list.length]!;
  }

  /** Any record of a kind, whatever became of it; seldom one that is not there. */
  id(kind: EntityKind): string {
    const list = this.snapshot.entities[kind];
    const number = this.number();
    return list[number % (list.length + (number % 31 === 0 ? 1 : 0) || 1)]?.id ?? MISSING;
  }

  /** One of the first few, so that people meet on the same records. */
  near(kind: EntityKind): string {
    const list: readonly { readonly id: string }[] = this.snapshot.entities[kind].slice(0, 3);
    return list.length === 0 ? MISSING : this.of(list).id;
  }

  /** A row that is said now. */
  said<K extends RowKind>(kind: K): Row<K> | undefined {
    const rows: readonly Row<K>[] = this.snapshot.rows[kind];
    return rows.length === 0 ? undefined : this.of(rows);
  }

  kind(): EntityKind {
    return this.of(domain.ENTITY_KINDS);
  }
}

const OWNED = ['step', 'dataObject', 'output', 'interface'] as const;
const holder = (pick: Pick) => ({
  subject: pick.number() % 3 === 0 ? pick.of(domain.AREAS) : pick.near(pick.of(OWNED)),
  function: pick.of(domain.FUNCTIONS),
  code: pick.of(domain.RESPONSIBILITIES),
  person: pick.number() % 4 === 0 ? null : pick.near('person'),
});
const role = (pick: Pick) => ({
  step: pick.number() % 9 === 0 ? '*' : pick.near('step'),
  data: pick.number() % 2 === 0 ? '*' : pick.near('dataObject'),
  system: pick.near('system'),
  use: pick.of(domain.ROLE_USES),
});

const VERBS: readonly ((pick: Pick) => Mutation)[] = [
  (pick) =>
    domain.createStep({ title: pick.text, after: pick.number() % 5 === 0 ? null : pick.id('step') }, { ids: pick.ids }),
  (pick) => domain.createStep({ title: pick.text }, { ids: pick.ids }),
  (pick) =>
    domain.moveStep(pick.id('step'), { after: pick.number() % 5 === 0 ? null : pick.id('step') }, { ids: pick.ids }),
  (pick) =>
    domain.moveStep(pick.id('step'), { before: pick.number() % 5 === 0 ? null : pick.id('step') }, { ids: pick.ids }),
  (pick) => domain.createEntity(pick.kind(), {}, { ids: pick.ids }),
  (pick) => domain.createEntity('system', { name: pick.text }, { ids: pick.ids }),
  (pick) =>
    domain.createEntity(
      'interface',
      { fromId: pick.near('system'), toId: pick.near('system') },
      { ids: pick.ids, data: [pick.near('dataObject')] },
    ),
  (pick) => domain.createEntity('question', { text: pick.text }, { ids: pick.ids, links: [pick.near('step')] }),
  (pick) => domain.setField('step', pick.id('step'), 'title', pick.text),
  (pick) => domain.setField('step', pick.near('step'), 'kind', pick.of(domain.STEP_KINDS)),
  (pick) => domain.setField('step', pick.near('step'), 'regulated', pick.of([true, false, null])),
  (pick) => domain.setField('system', pick.near('system'), 'name', pick.text),
  (pick) => domain.setField('dataObject', pick.near('dataObject'), 'asIsSoR', pick.id('system')),
  (pick) => domain.setField('constraint', pick.near('constraint'), 'from', pick.of(['2026-11-22', '2026-02-30', null])),
  (pick) => domain.setField('person', pick.near('person'), 'function', pick.of(domain.FUNCTIONS)),
  (pick) => domain.setField('dataObject', pick.near('dataObject'), 'number', pick.of([1, 2, 1_000_001, 0])),
  (pick) => domain.setSingleField('process', 'title', pick.text),
  (pick) => domain.setSingleField('board', 'site', pick.text),
  (pick) =>
    domain.deleteEntity(
      pick.of(['step', 'system', 'dataObject', 'person', 'output', 'interface'] as const),
      pick.near('step'),
    ),
  (pick) => domain.deleteEntity('step', pick.near('step')),
  (pick) => domain.deleteEntity('system', pick.near('system')),
  (pick) => domain.deleteEntity('dataObject', pick.near('dataObject')),
  (pick) => domain.restoreEntity('step', pick.near('step')),
  (pick) => domain.restoreEntity('system', pick.near('system')),
  (pick) => domain.restoreEntity('dataObject', pick.near('dataObject')),
  (pick) => domain.mergeEntities('system', pick.near('system'), pick.near('system')),
  (pick) => domain.mergeEntities('dataObject', pick.near('dataObject'), pick.near('dataObject')),
  (pick) => domain.mergeEntities('step', pick.near('step'), pick.near('step')),
  (pick) => domain.unmergeEntity('system', pick.near('system')),
  (pick) => domain.unmergeEntity('dataObject', pick.near('dataObject')),
  (pick) => domain.assignSystemRole(role(pick)),
  (pick) => domain.assignSystemRole({ ...role(pick), table: 'roleAsIs' }),
  (pick) => domain.copyRolesToAsIs(pick.number() % 2 === 0 ? 'all' : pick.id('step')),
  (pick) => domain.withdrawSystemRole(role(pick)),
  (pick) => domain.replaceSystemRole({ ...role(pick), from: pick.near('system'), to: pick.near('system') }),
  (pick) =>
    domain.keepSystemOfRecord({ step: pick.near('step'), data: pick.near('dataObject'), system: pick.near('system') }),
  (pick) =>
    domain.setStepData({ step: pick.near('step'), data: pick.near('dataObject'), use: pick.of(domain.DATA_USES) }),
  (pick) => domain.clearStepData({ step: pick.near('step'), data: pick.near('dataObject') }),
  (pick) => domain.assignResponsibility(holder(pick)),
  (pick) => domain.nameHolder(holder(pick)),
  (pick) => {
    const row = pick.said('resp');
    return domain.withdrawResponsibility(
      row === undefined ? holder(pick) : { ...row.parts, person: row.parts.person === '-' ? null : row.parts.person },
    );
  },
  (pick) =>
    domain.setRespNote({ area: pick.of(domain.AREAS), function: pick.of(domain.OWNING_FUNCTIONS), text: pick.text }),
  (pick) =>
    domain.setFlow({
      from: pick.near('step'),
      to: pick.near('step'),
      condition: pick.number() % 3 === 0 ? null : pick.text,
    }),
  (pick) => domain.addFeed({ output: pick.near('output'), system: pick.near('system'), data: pick.near('dataObject') }),
  (pick) =>
    domain.removeFeed({ output: pick.near('output'), system: pick.near('system'), data: pick.near('dataObject') }),
  (pick) =>
    domain.addApprover({
      output: pick.near('output'),
      function: pick.of(domain.FUNCTIONS),
      person: pick.near('person'),
      meaning: pick.of([...domain.MEANINGS, null]),
    }),
  (pick) => {
    const row = pick.said('approver');
    return row === undefined ? domain.withdrawRow('approver', pick.text) : domain.withdrawRow('approver', row.key);
  },
  (pick) => {
    const row = pick.said('approver');
    const {
      output,
      function: said,
      person,
      meaning,
    } = row?.parts ?? { output: MISSING, function: 'QUA', person: '-', meaning: '-' };
    return domain.removeApprover({
      output,
      function: said,
      person: person === '-' ? null : person,
      meaning: meaning === '-' ? null : meaning,
    });
  },
  (pick) => domain.addCitation({ output: pick.near('output'), text: pick.text }),
  (pick) => domain.removeCitation(pick.said('citation')?.parts ?? { output: MISSING, text: pick.text }),
  (pick) => domain.setRegime(pick.of(domain.REGIMES), pick.number() % 2 === 0),
  (pick) => domain.addAlias({ system: pick.near('system'), name: pick.text }),
  (pick) => domain.removeAlias(pick.said('alias')?.parts ?? { system: MISSING, name: pick.text }),
  (pick) => domain.carryData({ interface: pick.near('interface'), data: pick.near('dataObject') }),
  (pick) => domain.dropData({ interface: pick.near('interface'), data: pick.near('dataObject') }),
  (pick) =>
    domain.setScope({ interface: pick.near('interface'), scope: pick.of(domain.SCOPES) }, pick.number() % 2 === 0),
  (pick) => domain.addPart({ part: pick.near('dataObject'), whole: pick.near('dataObject') }),
  (pick) => domain.removePart({ part: pick.near('dataObject'), whole: pick.near('dataObject') }),
  (pick) => domain.addLink({ from: pick.near('risk'), to: pick.near('step') }),
  (pick) => domain.removeLink({ from: pick.near('risk'), to: pick.near('step') }),
  (pick) => domain.addLogicData({ logic: pick.near('logic'), data: pick.near('dataObject') }),
  (pick) => domain.replaceLongText('process', pick.of(['inScope', 'outOfScope']), `${pick.text}\nsecond`),
  (pick) => domain.replaceLongText(pick.near('step'), 'note', pick.text),
];

/** The mutation that an act is on this board. */
export const mutationOf = (one: Act, snapshot: Snapshot, ids: IdSource): Mutation =>
  VERBS[one.verb % VERBS.length]!(new Pick(one, snapshot, ids));

export const VERB_COUNT = VERBS.length;
