/** Rules P and I of section 4: outputs and what feeds them, interfaces and what of them needs evidence. */
import { PEOPLE } from '../../../src/index.ts';
import { carriesRegulated, path, systemsOfRecord, uses } from './derived.ts';
import { blocks, warns, type Finding, type Situation } from './finding.ts';

export function* outputRules({ board }: Situation): Generator<Finding> {
  const isOnMap = (system: string): boolean =>
    board.steps.some((step) => uses(step, system)) ||
    board.interfaces.some((one) => one.from === system || one.to === system);

  for (const output of board.outputs) {
    const { id, relevance, approvers, feeds } = output;
    if (relevance !== 'internal' && !approvers.some((row) => row.function === 'QUA')) yield blocks('P01', id);
    if (feeds.length === 0) yield blocks('P02', id);
    for (const { system } of feeds) if (!isOnMap(system)) yield blocks('P03', id, system);
    for (const { system, data } of feeds) {
      const homes = systemsOfRecord(board, data);
      if (homes.length > 0 && !homes.some((home) => path(board.interfaces, home, system, data)))
        yield blocks('P04', id, system, data);
    }
    if (relevance === 'required' && output.citations.length === 0) yield blocks('P05', id);
    for (const { function: fn, person, meaning } of approvers)
      if (person === null || PEOPLE[person].function !== fn || meaning === null)
        yield blocks('P07', id, fn, person ?? '-', meaning ?? '-');
    if (output.kind === 'report' && output.reportLogic === null) yield warns('P08', id);
  }

  for (const data of board.data)
    if (data.regulated && !board.outputs.some((output) => output.feeds.some((feed) => feed.data === data.id)))
      yield warns('P06', data.id);
}

export function* interfaceRules({ board }: Situation): Generator<Finding> {
  for (const one of board.interfaces) {
    const regulated = carriesRegulated(board, one);
    if (regulated && one.scopes.length === 0) yield blocks('I01', one.id);
    if (one.transformation !== 'none' && !one.scopes.includes('transformation'))
      yield regulated ? blocks('I02', one.id) : warns('I02', one.id);
    if (regulated && one.reconciliation === 'none') yield warns('I03', one.id);
  }

  const migrationRisk = board.risks.some((risk) => risk.kind === 'data_migration');
  for (const data of board.data) {
    if (data.asIs === null) continue;
    const homes = systemsOfRecord(board, data.id);
    const stays = homes.length === 1 && homes[0] === data.asIs;
    if (!stays && !migrationRisk) yield warns('I04', data.id);
  }
}
