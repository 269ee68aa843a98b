/**
 * Random compact texts that always read. A board starts out clean (one home a data object, ways where data must go,
 * everyone named) and is then spoilt by the coins of the board, so that rules fire alone as well as together.
 */
import {
  AREAS,
  DATA_CATEGORIES,
  DOMAINS,
  LIFECYCLES,
  MEANINGS,
  MECHANISMS,
  OUTPUT_KINDS,
  PEOPLE,
  RECONCILIATIONS,
  RELEVANCES,
  REPORT_LOGIC,
  RESPONSIBILITIES,
  SCOPES,
  STEP_KINDS,
  SYSTEM_KINDS,
  TRANSFORMATIONS,
} from '../../../src/index.ts';
import { riskLines, voteLines } from './ballots.ts';
import { FUNCTIONS, path, type Fn } from './derived.ts';
import { Dice, type Random } from './random.ts';

export { mulberry32, type Random } from './random.ts';

const NAMES = ['MES', 'ERP', 'LIMS', 'QMS', 'PLM', 'HIST', 'XLS', 'EDGE', 'WMS-2', 'Paper_1'];
const NOUNS = ['Order', 'Result', 'Sampling plan', 'Batch record', 'Release', 'Trend report', 'Hold', 'Lot status'];
const TITLES = [
  'Checking through lot release',
  'Nonconformance to closure',
  'Prototypes to papers',
  'Sample to result',
];
const SOFTWARE_TITLES = [
  'MES on line 3',
  'The new lims',
  'Upgrade of checking',
  'Roll-outs in plant 2',
  'Site rollout',
  'Batch (paper) review',
  'Historian-based trends',
  'Implementations',
];
const CITATIONS = ['211.188', '211.22(a) 211.192', '13485 7.5.1 8.3.4', 'Annex 16; Annex 11 s15'];
const HOLDERS = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];

/** A system, a data object and an interface as far as later lines depend on them. */
interface Way {
  readonly from: string;
  readonly to: string;
  readonly data: readonly string[];
}
interface Scene {
  readonly dice: Dice;
  readonly all: readonly string[];
  /** Those that steps and interfaces know. */
  readonly systems: readonly string[];
  readonly data: readonly string[];
  readonly ways: readonly Way[];
  /** Systems of record, mostly one. */
  readonly homesOf: (data: string) => readonly [string, ...string[]];
  /** Five changed regulated objects, so that the shares of the brownfield map are met exactly. */
  readonly edge: boolean;
}

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

function title(dice: Dice, letter: string, index: number): string {
  if (!dice.trouble(`${letter} twice`)) return `${dice.pick(NOUNS)} ${letter}${index + 1}`;
  const noun = dice.pick(NOUNS.slice(0, 3));
  return dice.pick([noun, noun.toUpperCase(), noun.toLowerCase()]);
}

/** The person of a code or an approver: `` for the signer, `:TB`, `:-`. */
function person(dice: Dice, fn: Fn): string {
  if (dice.trouble('nobody named') && dice.chance(0.4)) return ':-';
  if (dice.trouble('wrong function named') && dice.chance(0.4)) return `:${dice.pick(HOLDERS)}`;
  return dice.chance(0.4) ? '' : `:${dice.pick(HOLDERS.filter((one) => PEOPLE[one].function === fn))}`;
}

/** Fields `accountable` and `others`. */
function codes(dice: Dice): readonly [string, string] {
  const owner = dice.pick(FUNCTIONS);
  const holders = [
    ...(dice.trouble('nobody accountable') && dice.chance(0.5) ? [] : [owner]),
    ...(dice.trouble('two accountable') && dice.chance(0.5) ? [dice.chance(0.3) ? owner : dice.pick(FUNCTIONS)] : []),
  ];
  const others = FUNCTIONS.filter((fn) => fn !== owner && !dice.trouble(`${fn} code missing`)).map(
    (fn) => `${fn}:${dice.pick(['R', 'C', 'V', 'I'])}`,
  );
  const strays = dice.trouble('stray code') ? [`${dice.pick(FUNCTIONS)}:${dice.pick(RESPONSIBILITIES)}`] : [];
  return [
    holders.map((fn) => `${fn}${person(dice, fn)}`).join(' '),
    [...others, ...strays].map((code) => `${code}${person(dice, code.split(':')[0] as Fn)}`).join(' '),
  ];
}

function systemLines({ dice, all, edge }: Scene, lead: 'X' | 'Q'): string[] {
  const domain = dice.pick([lead, lead, 'X', 'Q', ...DOMAINS] as const);
  return all.map((id, index) => {
    const weak = dice.trouble('weak record');
    const kind = weak
      ? dice.pick(['spreadsheet', 'paper'])
      : dice.pick(SYSTEM_KINDS.filter((one) => one !== 'spreadsheet' && one !== 'paper'));
    const flags = [
      ...(dice.trouble('window') ? ['window'] : []),
      ...(dice.trouble('stays') ? ['noreplace'] : []),
      ...(dice.trouble('replaced') ? ['replace'] : []),
      ...(dice.trouble('no audit trail') ? ['noaudit'] : []),
    ];
    const validated = dice.trouble('trust not shown')
      ? dice.pick(['no', 'unknown'])
      : dice.pick(['yes', 'yes', 'partly', 'n/a']);
    const lifecycle = dice.trouble('retiring') ? 'retiring' : dice.pick(LIFECYCLES.filter((one) => one !== 'retiring'));
    const other = lead === 'X' ? 'Q' : 'X';
    const drawn = dice.habit('one domain') ? domain : dice.pick(DOMAINS);
    return `SYS|${id}|${kind}|${(edge ? [lead, other][index] : null) ?? drawn}|${validated}|${lifecycle}|${flags.join(',')}`;
  });
}

function dataLines({ dice, systems, data, homesOf, edge }: Scene): string[] {
  return data.map((id, index) => {
    const flags = edge ? 'rc' : `${dice.habit('data regulated') ? 'r' : ''}${dice.habit('data changed') ? 'c' : ''}`;
    const [accountable, others] = codes(dice);
    const asIs = dice.trouble('as is elsewhere')
      ? `|asis:${dice.pick(systems)}`
      : dice.chance(0.2)
        ? `|asis:${homesOf(id)[0]}`
        : '';
    return `DAT|${id}|${title(dice, 'D', index)}|${dice.pick(DATA_CATEGORIES)}|${flags}|${accountable}|${others}${asIs}`;
  });
}

/** Ways of up to three interfaces in a row for one data object; each interface may carry others too. */
function drawWays(dice: Dice, systems: readonly string[], data: readonly string[]): Way[] {
  if (systems.length < 2 || data.length === 0) return [];
  const ways: Way[] = [];
  const most = dice.between(0, 6);
  while (ways.length < most) {
    const chain = dice.shuffled(systems).slice(0, dice.between(2, 4));
    const carried = dice.shuffled(data).slice(0, dice.between(1, 3));
    for (const [index, from] of chain.entries()) {
      const to = chain[index + 1];
      if (to === undefined || ways.length === most) break;
      ways.push({ from, to, data: [...new Set([...carried, ...dice.some(data, 0.1)])] });
    }
  }
  return ways;
}

function interfaceLines({ dice, ways }: Scene): string[] {
  return ways.map(({ from, to, data }, index) => {
    const mechanism = dice.trouble('by hand')
      ? dice.pick(['manual', 'paper'])
      : dice.pick(MECHANISMS.filter((one) => one !== 'manual' && one !== 'paper'));
    const transformation = dice.habit('transforms') ? dice.pick(TRANSFORMATIONS) : 'none';
    const needed = SCOPES.filter(
      (scope) => scope === 'interface' || (scope === 'transformation' && transformation !== 'none'),
    );
    const scopes = dice.trouble('no scope')
      ? []
      : dice.trouble('scope by chance')
        ? dice.some(SCOPES, 0.4)
        : [...needed, ...(dice.chance(0.2) ? ['reporting'] : [])];
    const reconciliation = dice.trouble('not reconciled')
      ? 'none'
      : dice.pick(RECONCILIATIONS.filter((one) => one !== 'none'));
    const changed = dice.habit('interface changed') ? 'c' : '';
    return `ITF|I${index + 1}|${from}|${to}|${data.join(' ')}|${mechanism}|${transformation}|${scopes.join(',')}|${reconciliation}|${changed}`;
  });
}

/** One of the three system columns: a system for each data object, gathered to `*` where it is the same for all. */
function column(
  { dice, systems, data }: Scene,
  name: string,
  at: readonly string[],
  systemsFor: (data: string) => readonly string[],
): string {
  if (dice.trouble(`${name} empty`)) return '';
  const chosen = at.flatMap((id) => {
    if (dice.trouble(`${name} missing`)) return [];
    const right = dice.trouble(`${name} anywhere`) ? [dice.pick(systems)] : systemsFor(id);
    const second = dice.trouble(`${name} twice`) ? [dice.pick(systems)] : [];
    return [...right, ...second].map((system) => ({ system, data: id }));
  });
  const used = new Set(chosen.map((entry) => entry.system));
  const forAll = (used.size === 1 && chosen.length === at.length && !dice.habit('always specific')) || at.length === 0;
  const words = forAll
    ? [...(used.size === 0 ? [dice.pick(systems)] : used)]
    : chosen.map((entry) => `${entry.system}@${entry.data}`);
  if (dice.trouble(`${name} for the rest`)) words.push(dice.pick(systems));
  if (data.length > 0 && dice.trouble(`${name} specific`)) words.push(`${dice.pick(systems)}@${dice.pick(data)}`);
  return [...new Set(words)].join(' ');
}

function stepLines(scene: Scene): string[] {
  const { dice, systems, data, ways, homesOf, edge } = scene;
  const count = dice.between(edge ? 2 : 0, 8);
  const driver = dice.pick(FUNCTIONS);
  const numbers = Array.from({ length: 9 }, (_, index) => index + 1);
  const chosen = (dice.chance(0.8) ? numbers : dice.shuffled(numbers)).slice(0, count);
  /** The step that first writes it; none on some boards. */
  const writer = new Map(
    data.map((id) => [id, count === 0 || dice.trouble('never written') ? null : dice.pick(chosen)]),
  );
  return chosen.map((number, index) => {
    const regulated = dice.habit('step regulated');
    const changed = dice.habit('step changed');
    const uses = data.flatMap((id) => [
      ...(writer.get(id) === number ? [`${id}${dice.pick(['+', '+', '~', '!'])}`] : []),
      ...(writer.get(id) !== number && dice.trouble('written again') && dice.chance(0.3)
        ? [`${id}${dice.pick(['+', '~', '!'])}`]
        : []),
      ...(dice.chance(0.2) ? [`${id}=`] : []),
    ]);
    const at = [...new Set(uses.map((use) => use.slice(0, -1)))];
    const near = (pairs: (system: string, home: string, id: string) => boolean) => (id: string) => [
      dice.chance(0.4) ? homesOf(id)[0] : dice.pick(systems.filter((system) => pairs(system, homesOf(id)[0], id))),
    ];
    const collects = column(
      scene,
      'collect',
      at,
      near((system, home, id) => path(ways, system, home, id)),
    );
    const record = column(scene, 'record', at, homesOf);
    const review = column(
      scene,
      'review',
      at,
      near((system, home, id) => path(ways, home, system, id)),
    );
    const by = dice.habit('one driver') ? driver : dice.pick(FUNCTIONS);
    const [accountable, others] =
      changed && dice.trouble('driver alone') ? [`${by}${person(dice, by)}`, ''] : codes(dice);
    return [
      'STP',
      number,
      title(dice, 'S', index),
      dice.pick(STEP_KINDS),
      `${regulated ? 'r' : ''}${changed ? 'c' : ''}`,
      changed ? by : 'none',
      collects,
      record,
      review,
      accountable,
      others,
      uses.join(' '),
    ].join('|');
  });
}

function approvers(dice: Dice): string {
  const by = [
    ...(dice.trouble('no quality approver') ? [] : (['QUA'] as const)),
    ...(dice.chance(0.4) ? [dice.pick(FUNCTIONS.filter((fn) => fn !== 'QUA'))] : []),
    ...(dice.chance(0.1) ? [dice.pick(FUNCTIONS)] : []),
  ];
  return by
    .map((fn) => `${fn}${person(dice, fn)}${dice.trouble('no meaning') ? '' : `/${dice.pick(MEANINGS)}`}`)
    .join(' ');
}

function outputLines({ dice, all, systems, data, ways, homesOf }: Scene): string[] {
  const ids = numbered('R', dice.between(0, 5));
  /** The output that each data object evidences; none on some boards. */
  const evidences = new Map(
    data.map((id) => [id, ids.length === 0 || dice.trouble('evidences nothing') ? null : dice.pick(ids)]),
  );
  return ids.map((id, index) => {
    const feeds = data.flatMap((one) => {
      if (evidences.get(one) !== id && !dice.chance(0.15)) return [];
      if (dice.trouble('feed missing')) return [];
      const reached = systems.filter((system) => path(ways, homesOf(one)[0], system, one));
      return [`${dice.trouble('feed from anywhere') ? dice.pick(all) : dice.pick(reached)}:${one}`];
    });
    const gathered = dice.habit('feeds gathered')
      ? all.flatMap((system) => {
          const fed = feeds.filter((feed) => feed.startsWith(`${system}:`)).map((feed) => feed.split(':')[1]);
          return fed.length === 0 ? [] : [`${system}:${fed.join(',')}`];
        })
      : feeds;
    return [
      'OUT',
      id,
      title(dice, 'R', index),
      dice.pick(OUTPUT_KINDS),
      dice.trouble('internal') ? 'internal' : dice.pick(RELEVANCES.slice(0, 3)),
      dice.trouble('not cited') ? '' : dice.pick(CITATIONS),
      dice.chance(0.8) ? dice.pick(all) : '',
      gathered.join(' '),
      approvers(dice),
      codes(dice)[0],
      dice.trouble('logic unset') ? '' : dice.pick(REPORT_LOGIC),
    ].join('|');
  });
}

function matrixLines(dice: Dice): string[] {
  return AREAS.flatMap((area) => {
    if (dice.trouble('row missing') && dice.chance(0.5)) return [];
    const owner = dice.pick(FUNCTIONS);
    const cells = FUNCTIONS.map((fn) => {
      const working = fn === 'IT' ? 'R' : 'V';
      const code = dice.trouble('row without accountable') && dice.chance(0.4) ? working : fn === owner ? 'A' : working;
      const codes = [
        ...(dice.trouble('cell missing') && dice.chance(0.6)
          ? []
          : [dice.trouble('weaker cell') && dice.chance(0.6) ? dice.pick(RESPONSIBILITIES) : code]),
        ...(dice.trouble('more in the cell') && dice.chance(0.6) ? [dice.pick(RESPONSIBILITIES)] : []),
      ];
      const alone = person(dice, fn);
      if (dice.trouble('works and approves') && dice.chance(0.6)) return `R${alone} V${alone}`;
      return codes.map((one) => `${one}${person(dice, fn)}`).join(' ');
    });
    return [`MTX|${area.slice('area.'.length)}|${cells.join('|')}`];
  });
}

export function randomBoardText(random: Random): string {
  const edge = random() < 0.15;
  const clean = random() < 1 / 6;
  const dice = new Dice(random, edge ? 0.05 : clean ? 0 : 0.25 + 0.55 * random());
  const all = dice.shuffled(NAMES).slice(0, dice.between(edge ? 2 : 1, 6));
  if (all.length > 1 && dice.trouble('system twice')) all[1] = all[0]!.toLowerCase();
  const systems = all.length > 1 && !edge && dice.trouble('system off the map') ? all.slice(1) : all;
  const data = numbered('D', edge ? 5 : dice.between(0, 8));
  const main = dice.pick(systems);
  const others = dice.between(0, 3);
  const homes = new Map(
    data.map((id, index): [string, readonly [string, ...string[]]] => {
      const other = systems[1];
      if (!edge || other === undefined) return [id, [dice.habit('one home') ? main : dice.pick(systems)]];
      const home = index < others ? other : systems[0]!;
      return [id, index === 0 && dice.chance(0.3) ? [home, dice.pick(systems)] : [home]];
    }),
  );
  const ways = drawWays(dice, systems, data);
  const scene: Scene = { dice, all, systems, data, ways, homesOf: (id) => homes.get(id)!, edge };

  const lead = dice.pick(['X', 'Q'] as const);
  const process = dice.trouble('names software') ? dice.pick(SOFTWARE_TITLES) : dice.pick(TITLES);
  const scope = dice.habit('scoped') ? ` - ${dice.pick(['line 4', 'MES line', 'tablets - upgrade 2'])}` : '';
  const lines = [
    ...systemLines(scene, lead),
    ...dataLines(scene),
    ...stepLines(scene),
    ...interfaceLines(scene),
    ...outputLines(scene),
    ...matrixLines(dice),
    ...riskLines(dice),
    ...voteLines(dice, lead),
  ];
  return [`TTL|${process}${scope}`, ...(dice.chance(0.1) ? dice.shuffled(lines) : lines), ''].join('\n');
}
