/** Section 9: the 4 x 3 matrix with named people and the reasons of empty cells, and the acceptance criteria. */
import type { Area, CriterionLine, MatrixRow, PlantFunction, Responsibilities } from '../model.ts';
import { responsibilities } from './ownership.ts';
import type { Source } from './source.ts';
import { byLabel, evidenceOf, rowAddresses, said } from './source.ts';

const AREAS: readonly Area[] = ['area.requirements', 'area.data_models', 'area.validation', 'area.change_control'];

const matrixRow = (from: Source, area: Area, functions: readonly PlantFunction[]): MatrixRow => {
  const holdings = responsibilities(from, area);
  return {
    area,
    cells: functions.map((fn) => {
      const notes = from.snapshot.rows.respNote.filter(({ parts }) => parts.area === area && parts.function === fn);
      const rows = from.snapshot.rows.resp.filter(({ parts }) => parts.subject === area && parts.function === fn);
      return {
        function: fn,
        holdings: holdings.filter((holding) => holding.function === fn),
        note: said(notes[0]?.text),
        evidence: rowAddresses([...rows, ...notes]),
      };
    }),
  };
};

export const composeResponsibilities = (from: Source): Responsibilities => {
  const others = AREAS.some((area) => responsibilities(from, area).some((line) => line.function === 'OTHER'));
  const functions: readonly PlantFunction[] = others ? ['OPS', 'QUA', 'IT', 'OTHER'] : ['OPS', 'QUA', 'IT'];
  return {
    matrix: AREAS.map((area) => matrixRow(from, area, functions)),
    criteria: from
      .live('criterion')
      .map((entity): CriterionLine => ({
        id: entity.id,
        label: entity.label,
        statement: said(entity.statement),
        method: said(entity.method),
        about: from.about(entity.id),
        evidence: evidenceOf('criterion', entity.id, from.links(entity.id)),
      }))
      .toSorted((a, b) => byLabel(from.ref('criterion', a.id), from.ref('criterion', b.id))),
    acceptance: { awaits: 'signing' },
  };
};
