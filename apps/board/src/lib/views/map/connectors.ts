/**
 * The lines between the three role cells of one step: same system, path by interface, no path, path to nothing.
 * Pure; coordinates from the left edge of the column and the top of the strip.
 */
import type { EntityId, PathState, Relations } from '@chartroom/domain';
import { roundedPath, type Point } from './geometry.ts';
import { findPart, partSpan, type SlotBox, type SlotCell } from './slots.ts';

export interface Connector {
  readonly key: string;
  /** `light`: one of several systems of record whose data reach the reviewer from another one. `open`: leads to an empty slot. */
  readonly kind: 'same' | 'light' | 'path' | 'broken' | 'open';
  readonly between: 'capture' | 'review';
  readonly from: EntityId | null;
  readonly to: EntityId | null;
  readonly data: readonly EntityId[];
  readonly interfaces: readonly EntityId[];
  readonly line: string;
  /** Head of a path's arrow, or the two bars of a broken line. */
  readonly mark: string;
  /** Where the interface's id or the gap's sign stands. */
  readonly at: Point;
  /** Set when the data come from a system of record outside this step: only its cut end is drawn. */
  readonly outside: boolean;
}

export interface StripCells {
  readonly collect: { readonly cell: SlotCell; readonly top: number };
  readonly record: { readonly cell: SlotCell; readonly top: number };
  readonly review: { readonly cell: SlotCell; readonly top: number };
}

interface Link {
  readonly upper: { readonly box: SlotBox; readonly index: number };
  readonly lower: { readonly box: SlotBox; readonly index: number };
  readonly from: EntityId;
  readonly to: EntityId;
  readonly kind: Connector['kind'];
  readonly data: EntityId[];
  readonly interfaces: EntityId[];
}

const BAR = 5;
const ARROW = 3.5;
const SIDE_PX = 12;

const center = ([a, b]: readonly [number, number]): number => (a + b) / 2;

/** x of both ends: one vertical where the two boxes overlap, over the narrower of them. */
function ends(upper: Link['upper'], lower: Link['lower']): readonly [number, number] {
  const above = partSpan(upper.box, upper.index);
  const below = partSpan(lower.box, lower.index);
  const left = Math.max(above[0], below[0]);
  const right = Math.min(above[1], below[1]);
  if (right - left >= 8) return [(left + right) / 2, (left + right) / 2];
  return [center(above), center(below)];
}

function draw(
  link: Link,
  between: Connector['between'],
  upperTop: number,
  lowerTop: number,
  shift: number,
  landing: number | null,
): Connector {
  const { upper, lower } = link;
  const [x0, straightX] = ends(upper, lower).map((x) => x + shift) as [number, number];
  const x1 = landing ?? straightX;
  const start = upperTop + upper.box.y + upper.box.height;
  const end = lowerTop + lower.box.y;
  const gapTop = upperTop + Math.max(upper.box.y + upper.box.height, lastBottom(upper.box));
  const gapBottom = lowerTop + firstTop(lower.box);
  const middle = Math.round((gapTop + gapBottom) / 2);
  const points: Point[] = [];
  // A box that another line of boxes hides is left or reached along the free margin of the column.
  const hiddenAbove = upper.box.line < upper.box.lines - 1;
  const hiddenBelow = lower.box.line > 0;
  const marginLeft = Math.max(1, 6 - 2.5 * upper.box.line);
  const marginRight = Math.min(135, 130 + 2.5 * lower.box.line);
  if (hiddenAbove) {
    const y = upperTop + upper.box.y + upper.box.height / 2;
    points.push({ x: upper.box.x, y }, { x: marginLeft, y }, { x: marginLeft, y: middle });
  } else points.push({ x: x0, y: start }, { x: x0, y: middle });
  if (hiddenBelow) {
    const y = lowerTop + lower.box.y + lower.box.height / 2;
    points.push({ x: marginRight, y: middle }, { x: marginRight, y }, { x: lower.box.x + lower.box.width, y });
  } else points.push({ x: x1, y: middle }, { x: x1, y: end });
  const straight = points.every((point) => point.x === points[0]?.x);
  const at = { x: straight ? x1 : (x0 + x1) / 2, y: middle };
  const shared = {
    key: keyOf(link),
    kind: link.kind,
    between,
    from: link.from,
    to: link.to,
    data: link.data,
    interfaces: link.interfaces,
    at,
  };
  switch (link.kind) {
    case 'broken': {
      const x = straight ? x1 : hiddenBelow ? x0 : x1;
      const cut = straight
        ? `M${x},${start} V${middle - 6} M${x},${middle + 6} V${end}`
        : `${roundedPath(points.slice(0, -1))} M${x},${middle + 6} V${end}`;
      const mark = `M${x - BAR},${middle - BAR} h${BAR * 2} M${x - BAR},${middle + BAR} h${BAR * 2}`;
      return { ...shared, at: { x, y: middle }, line: cut, mark, outside: false };
    }
    case 'path': {
      const head = hiddenBelow ? '' : `M${x1 - ARROW},${end - 5} L${x1},${end - 0.5} L${x1 + ARROW},${end - 5}`;
      return { ...shared, line: roundedPath(points), mark: head, outside: false };
    }
    case 'same':
    case 'light':
    case 'open':
      return { ...shared, line: roundedPath(points), mark: '', outside: false };
  }
}

/** Bottom of the lowest line of boxes in the same cell, and top of the first: between them lies the free gap. */
const lastBottom = (box: SlotBox): number => box.y + box.height + (box.lines - 1 - box.line) * (box.height + 4);
const firstTop = (box: SlotBox): number => box.y - box.line * (box.height + 4);

/** One system may stand in two slots of a role: in a conflict for one data object, and for the rest. */
const keyOf = (link: Pick<Link, 'upper' | 'lower' | 'from' | 'to' | 'kind' | 'data'>): string =>
  `${link.upper.box.key}>${link.lower.box.key}:${link.from}>${link.to}:${link.kind}:${link.kind === 'same' ? '' : link.data.join('+')}`;

const RANK = { broken: 0, path: 1, same: 2, light: 3, open: 4 } as const;

/** One link for each pair of slots and kind. */
function collapse(links: readonly Link[]): readonly Link[] {
  const byPair = new Map<string, Link>();
  for (const link of links) {
    const key = [link.upper.box.key, link.upper.index, link.lower.box.key, link.lower.index, link.kind].join('/');
    const known = byPair.get(key);
    if (!known) {
      byPair.set(key, { ...link, data: [...link.data], interfaces: [...link.interfaces] });
      continue;
    }
    for (const data of link.data) if (!known.data.includes(data)) known.data.push(data);
    for (const id of link.interfaces) if (!known.interfaces.includes(id)) known.interfaces.push(id);
  }
  return [...byPair.values()];
}

function drawAll(
  links: readonly Link[],
  between: Connector['between'],
  upperTop: number,
  lowerTop: number,
): readonly Connector[] {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const key = [link.upper.box.key, link.upper.index, link.lower.box.key, link.lower.index].join('/');
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .toSorted((a, b) => RANK[b.kind] - RANK[a.kind])
      .map((link, index) =>
        draw(link, between, upperTop, lowerTop, (index - (group.length - 1) / 2) * SIDE_PX * 2, landing(link, links)),
      ),
  );
}

/** Boxes that stand in several lines reach the same slot side by side, so that no end hides another; null where each has its own place. */
function landing(link: Link, links: readonly Link[]): number | null {
  if (link.upper.box.lines < 2) return null;
  const arriving = links.filter(
    (other) => other.lower.box === link.lower.box && other.lower.index === link.lower.index,
  );
  if (arriving.length < 2) return null;
  const [left, right] = partSpan(link.lower.box, link.lower.index);
  return left + ((right - left) * (arriving.indexOf(link) + 1)) / (arriving.length + 1);
}

const linkOf = (state: PathState, upper: Link['upper'], lower: Link['lower'], kind: Connector['kind']): Link => ({
  upper,
  lower,
  from: state.from,
  to: state.to,
  kind,
  data: [state.data],
  interfaces: state.kind === 'path' ? [...state.interfaces] : [],
});

function captureLinks(step: EntityId, relations: Relations, collect: SlotCell, record: SlotCell): readonly Link[] {
  const states = relations.captureStates(step);
  const links: Link[] = [];
  for (const state of states) {
    const upper = findPart(collect, state.from, state.data);
    const lower = findPart(record, state.to, state.data);
    if (upper && lower) links.push(linkOf(state, upper, lower, state.kind));
  }
  for (const lowerBox of record.boxes) {
    if (lowerBox.kind === 'missing' || lowerBox.kind === 'unasked') continue;
    lowerBox.parts.forEach((part, index) => {
      for (const upperBox of collect.boxes) {
        upperBox.parts.forEach((source, upperIndex) => {
          const upper = { box: upperBox, index: upperIndex };
          const lower = { box: lowerBox, index };
          const known = links.some(
            (link) =>
              link.upper.box === upperBox &&
              link.upper.index === upperIndex &&
              link.lower.box === lowerBox &&
              link.lower.index === index,
          );
          if (known || !sharesData(upperBox, lowerBox)) return;
          const base = { upper, lower, from: source.system, to: part.system };
          if (source.system === part.system) links.push({ ...base, kind: 'same', data: [], interfaces: [] });
          else if (lowerBox.kind === 'conflict') {
            const data = lowerBox.data[0] ?? relations.dataAt(step)[0]?.data;
            const path = data === undefined ? null : relations.path(source.system, part.system, data);
            if (data !== undefined && path) links.push({ ...base, kind: 'path', data: [data], interfaces: [...path] });
          }
        });
      }
    });
  }
  return links;
}

const sharesData = (a: SlotBox, b: SlotBox): boolean =>
  a.data.length === 0 || b.data.length === 0 || a.data.some((data) => b.data.includes(data));

function reviewLinks(
  step: EntityId,
  relations: Relations,
  record: SlotCell,
  review: SlotCell,
): { readonly links: readonly Link[]; readonly outside: readonly PathState[] } {
  const states = relations.reviewStates(step);
  const links: Link[] = [];
  const outside: PathState[] = [];
  for (const state of states) {
    const upper = findPart(record, state.from, state.data);
    const lower = findPart(review, state.to, state.data);
    if (!lower) continue;
    if (!upper) {
      if (state.kind === 'broken') outside.push(state);
      continue;
    }
    links.push(linkOf(state, upper, lower, state.kind));
  }
  for (const upperBox of record.boxes)
    upperBox.parts.forEach((part, index) => {
      for (const lowerBox of review.boxes)
        lowerBox.parts.forEach((reviewer, lowerIndex) => {
          const known = links.some(
            (link) =>
              link.upper.box === upperBox &&
              link.upper.index === index &&
              link.lower.box === lowerBox &&
              link.lower.index === lowerIndex,
          );
          if (known || !sharesData(upperBox, lowerBox)) return;
          const same = part.system === reviewer.system;
          // The reviewer is reached from the other side of the conflict.
          if (!same && upperBox.kind !== 'conflict') return;
          const kind = same ? 'same' : 'light';
          links.push({
            upper: { box: upperBox, index },
            lower: { box: lowerBox, index: lowerIndex },
            from: part.system,
            to: reviewer.system,
            kind,
            data: [],
            interfaces: [],
          });
        });
    });
  return { links, outside };
}

/** From every named slot to the empty one that ought to hold the system of record, and on from it. */
function openLinks(upper: SlotCell, lower: SlotCell): readonly Link[] {
  const missing = [...upper.boxes, ...lower.boxes].some((box) => box.kind === 'missing');
  if (!missing) return [];
  return upper.boxes.flatMap((above) =>
    lower.boxes.flatMap((below) => {
      if (above.kind === 'unasked' || below.kind === 'unasked') return [];
      const link: Link = {
        upper: { box: above, index: 0 },
        lower: { box: below, index: 0 },
        from: above.parts[0]?.system ?? '',
        to: below.parts[0]?.system ?? '',
        kind: 'open',
        data: [],
        interfaces: [],
      };
      return [link];
    }),
  );
}

function outsideStubs(
  states: readonly PathState[],
  review: SlotCell,
  top: number,
  gapTop: number,
): readonly Connector[] {
  const bySource = new Map<string, PathState[]>();
  for (const state of states)
    bySource.set(`${state.from}>${state.to}`, [...(bySource.get(`${state.from}>${state.to}`) ?? []), state]);
  return [...bySource.values()].flatMap((group, index) => {
    const state = group[0];
    const target = state && findPart(review, state.to, state.data);
    if (!state || !target) return [];
    const x = target.box.x + 10 + index * 22;
    const end = top + target.box.y;
    // A little lower than the others: the name of the system stands above the cut.
    const middle = Math.round((gapTop + end) / 2) + 5;
    return [
      {
        key: `outside:${state.from}>${state.to}`,
        kind: 'broken',
        between: 'review',
        from: state.from,
        to: state.to,
        data: group.map((each) => each.data),
        interfaces: [],
        line: `M${x},${middle + 6} V${end}`,
        mark: `M${x - BAR},${middle - BAR} h${BAR * 2} M${x - BAR},${middle + BAR} h${BAR * 2}`,
        at: { x, y: middle },
        outside: true,
      } satisfies Connector,
    ];
  });
}

/** All lines of one step's column in the strip. */
export function connectors(step: EntityId, relations: Relations, cells: StripCells): readonly Connector[] {
  const { collect, record, review } = cells;
  const open = record.cell.boxes.some((box) => box.kind === 'missing');
  const capture = open
    ? openLinks(collect.cell, record.cell)
    : collapse(captureLinks(step, relations, collect.cell, record.cell));
  const judged = reviewLinks(step, relations, record.cell, review.cell);
  const onward = open ? openLinks(record.cell, review.cell) : collapse(judged.links);
  const recordBottom = record.top + Math.max(...record.cell.boxes.map((box) => box.y + box.height));
  return [
    ...drawAll(capture, 'capture', collect.top, record.top),
    ...drawAll(onward, 'review', record.top, review.top),
    ...outsideStubs(judged.outside, review.cell, review.top, recordBottom),
  ];
}
