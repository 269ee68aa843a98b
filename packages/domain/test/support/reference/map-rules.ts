/** Rules M of section 4: where data is collected, kept and reviewed. M10 cannot fire on a text that was read. */
import {
  carriesRegulated,
  dataAt,
  distinct,
  eff,
  path,
  reviewSystems,
  roleRows,
  systemOf,
  systemsOfRecord,
  writes,
} from './derived.ts';
import { blocks, informs, warns, type Finding, type Situation } from './finding.ts';

export function* mapRules({ board }: Situation): Generator<Finding> {
  const reaches = (from: string, to: string, data: string): boolean => path(board.interfaces, from, to, data);

  for (const step of board.steps) {
    const writesData = step.data.some((row) => row.use !== 'use');
    const hasRecord = roleRows(step).some((row) => row.role === 'record');
    if ((step.regulated || writesData) && !hasRecord) yield blocks('M01', String(step.number));
  }

  for (const data of board.data) {
    const count = systemsOfRecord(board, data.id).length;
    if (count >= 2) yield data.regulated ? blocks('M02', data.id) : warns('M02', data.id);
    if (count === 0) yield data.regulated ? blocks('M03', data.id) : warns('M03', data.id);
  }

  for (const data of board.data) {
    const writing = board.steps.filter((step) => writes(step, data.id));
    const collecting = distinct(writing.flatMap((step) => eff(step, data.id, 'collect')));
    const apart = collecting.some((a) =>
      collecting.some((b) => a !== b && !reaches(a, b, data.id) && !reaches(b, a, data.id)),
    );
    if (apart) yield warns('M04', data.id);
  }

  for (const step of board.steps) {
    for (const data of board.data) {
      if (!data.regulated || !writes(step, data.id)) continue;
      const named = eff(step, data.id, 'record');
      const goals = named.length > 0 ? named : systemsOfRecord(board, data.id);
      for (const system of eff(step, data.id, 'collect'))
        if (!goals.some((goal) => reaches(system, goal, data.id))) yield blocks('M05', data.id, system);
    }
  }

  for (const step of board.steps) {
    for (const data of board.data) {
      if (!data.regulated || !dataAt(step, data.id)) continue;
      const homes = systemsOfRecord(board, data.id);
      const unfed = reviewSystems(step, data.id).some(
        (system) => !homes.some((home) => reaches(home, system, data.id)),
      );
      if (unfed) yield blocks('M06', String(step.number), data.id);
    }
  }

  for (const data of board.data) {
    if (!data.regulated) continue;
    if (!board.steps.some((step) => reviewSystems(step, data.id).length > 0)) yield warns('M07', data.id);
    const homes = systemsOfRecord(board, data.id).map((system) => systemOf(board, system));
    if (homes.some((home) => home.kind === 'spreadsheet' || home.kind === 'paper' || home.flags.includes('noaudit')))
      yield warns('M08', data.id);
  }

  for (const one of board.interfaces)
    if ((one.mechanism === 'manual' || one.mechanism === 'paper') && carriesRegulated(board, one))
      yield warns('M09', one.id);

  const kinds: { id: string; name: string }[][] = [
    board.systems.map(({ id }) => ({ id, name: id })),
    board.data.map(({ id, title }) => ({ id, name: title })),
    board.steps.map(({ number, title }) => ({ id: String(number), name: title })),
    board.outputs.map(({ id, title }) => ({ id, name: title })),
  ];
  const folded = (name: string): string => name.trim().toLowerCase();
  for (const items of kinds) {
    for (const item of items) {
      const same = items.filter((other) => folded(other.name) === folded(item.name));
      if (same.length > 1) yield informs('M11', ...same.map((one) => one.id).sort());
    }
  }
}
