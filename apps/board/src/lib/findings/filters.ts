/** Which findings a list shows, and how that stands in an address: `blockers.QUA.new`. Pure. */
import {
  OWNING_FUNCTIONS,
  type Finding,
  type OwningFunction,
  type PlantFunction,
  type Severity,
} from '@chartroom/domain';

export interface Filter {
  readonly severity: Severity | null;
  /** Only what this function owes; `mine` is the function of whoever looks. */
  readonly owes: OwningFunction | 'mine' | null;
  /** Only what came since the last look, or what is accepted. */
  readonly only: 'new' | 'accepted' | null;
  readonly group: 'rule' | 'function';
}
export const EVERYTHING: Filter = { severity: null, owes: null, only: null, group: 'rule' };

const SEVERITY_WORDS = { blockers: 'B', warnings: 'W', infos: 'I' } as const;
const wordOfSeverity = (severity: Severity): string =>
  Object.entries(SEVERITY_WORDS).find(([, value]) => value === severity)?.[0] ?? '';

/** As it stands in the address; empty for everything. */
export const filterText = (filter: Filter): string =>
  [
    filter.severity === null ? '' : wordOfSeverity(filter.severity),
    filter.owes ?? '',
    filter.only ?? '',
    filter.group === 'function' ? 'by-function' : '',
  ]
    .filter((word) => word !== '')
    .join('.');

/** What an address asks for; words that this version does not know are left out. */
export function parseFilter(text: string): Filter {
  const words = text.split('.');
  return {
    severity: Object.entries(SEVERITY_WORDS).find(([word]) => words.includes(word))?.[1] ?? null,
    owes: ([...OWNING_FUNCTIONS, 'mine'] as const).find((said) => words.includes(said)) ?? null,
    only: (['new', 'accepted'] as const).find((one) => words.includes(one)) ?? null,
    group: words.includes('by-function') ? 'function' : 'rule',
  };
}

export const isEverything = ({ severity, owes, only }: Filter): boolean =>
  severity === null && owes === null && only === null;

export interface Looker {
  /** Of whoever looks. */
  readonly function: PlantFunction;
  readonly isNew: (finding: Finding) => boolean;
}

/** Accepted findings are shown where they are asked for; they hold nothing up. */
export function passes(finding: Finding, filter: Filter, looker: Looker): boolean {
  if (filter.severity !== null && finding.severity !== filter.severity) return false;
  const owes = filter.owes === 'mine' ? looker.function : filter.owes;
  if (owes !== null && !finding.owes.includes(owes as OwningFunction)) return false;
  if (filter.only === 'accepted') return finding.accepted;
  if (filter.only === 'new') return looker.isNew(finding);
  return true;
}
