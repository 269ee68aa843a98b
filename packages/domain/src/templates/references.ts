/**
 * What the lines of a compact text say of each other: no id twice, nothing named that is not there.
 */
import type {
  SystemFor,
  TemplateData,
  TemplateInput,
  TemplateInterface,
  TemplateMatrixRow,
  TemplateOutput,
  TemplateStep,
  TemplateSystem,
} from './board.ts';

export interface Located<T> {
  readonly line: number;
  readonly value: T;
}

export interface ReadLines {
  readonly systems: readonly Located<TemplateSystem>[];
  readonly data: readonly Located<TemplateData>[];
  readonly steps: readonly Located<TemplateStep>[];
  readonly interfaces: readonly Located<TemplateInterface>[];
  readonly outputs: readonly Located<TemplateOutput>[];
  readonly matrix: readonly Located<TemplateMatrixRow>[];
  readonly risks: TemplateRiskLines;
}
type TemplateRiskLines = readonly Located<TemplateInput['risks'][number]>[];

type Report = (line: number, field: string, message: string) => void;

function noDoubles<T>(lines: readonly Located<T>[], field: string, name: (value: T) => string, report: Report): void {
  const seen = new Map<string, number>();
  for (const { line, value } of lines) {
    const key = name(value);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else report(line, field, `"${key}" is on line ${first} already`);
  }
}

export function checkReferences(read: ReadLines, report: Report): void {
  const systems = new Set(read.systems.map(({ value }) => value.id));
  const data = new Set(read.data.map(({ value }) => value.id));
  const system = (line: number, field: string, id: string): void => {
    if (id !== '' && !systems.has(id)) report(line, field, `"${id}" is not a system; add a SYS line`);
  };
  const object = (line: number, field: string, id: string): void => {
    if (id !== '' && !data.has(id)) report(line, field, `"${id}" is not a data object; add a DAT line`);
  };
  const slots = (line: number, field: string, list: readonly SystemFor[]): void => {
    for (const entry of list) {
      system(line, field, entry.system);
      if (entry.data !== null) object(line, field, entry.data);
    }
  };

  noDoubles(read.systems, 'id', (one) => one.id, report);
  noDoubles(read.data, 'id', (one) => one.id, report);
  noDoubles(read.steps, 'number', (one) => String(one.number), report);
  noDoubles(read.interfaces, 'id', (one) => one.id, report);
  noDoubles(read.outputs, 'id', (one) => one.id, report);
  noDoubles(read.matrix, 'area', (one) => one.area.slice('area.'.length), report);

  for (const { line, value } of read.data) if (value.asIs !== null) system(line, 'asis', value.asIs);
  for (const { line, value } of read.steps) {
    slots(line, 'collects', value.collects);
    slots(line, 'record', value.record);
    slots(line, 'review', value.review);
    for (const entry of value.data) object(line, 'data', entry.data);
  }
  for (const { line, value } of read.interfaces) {
    system(line, 'from', value.from);
    system(line, 'to', value.to);
    for (const id of value.data) object(line, 'data', id);
  }
  for (const { line, value } of read.outputs) {
    if (value.recordSystem !== null) system(line, 'record system', value.recordSystem);
    for (const feed of value.feeds) {
      system(line, 'feeds', feed.system);
      object(line, 'feeds', feed.data);
    }
  }
}
