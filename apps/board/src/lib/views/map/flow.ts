/**
 * The flow between step nodes: which steps follow which, and orthogonal routes that keep to gutters and channels and so
 * never cross a node. Pure; coordinates from the left edge of the first column and the top of the lanes.
 */
import type { EntityId, Snapshot } from '@chartroom/domain';
import { COLUMN_WIDTH_PX, NODE, roundedPath, type Point } from './geometry.ts';

export interface FlowLink {
  readonly from: EntityId;
  readonly to: EntityId;
  /** Text of the branch's condition, '' when there is none. */
  readonly condition: string;
}

export interface FlowEdge extends FlowLink {
  readonly key: string;
  readonly line: string;
  readonly head: string;
  /** Centre of the condition's label; null without a condition. */
  readonly label: Point | null;
  /** First and last column that the route touches. */
  readonly columns: readonly [number, number];
  readonly points: readonly Point[];
}

export interface PlacedNode {
  readonly id: EntityId;
  readonly column: number;
  /** Index of its lane among the lanes that hold nodes, from the top. */
  readonly lane: number;
  readonly y: number;
}

/** Explicit branches where a step has any, otherwise the next step in order. */
export function flowLinks(snapshot: Snapshot, order: readonly EntityId[]): readonly FlowLink[] {
  const known = new Set(order);
  const branches = new Map<EntityId, FlowLink[]>();
  for (const row of snapshot.rows.flow) {
    const { from, to } = row.parts;
    if (!known.has(from) || !known.has(to) || from === to) continue;
    branches.set(from, [...(branches.get(from) ?? []), { from, to, condition: row.text.trim() }]);
  }
  return order.flatMap((from, index) => {
    const explicit = branches.get(from);
    if (explicit) return explicit;
    const to = order[index + 1];
    return to === undefined ? [] : [{ from, to, condition: '' }];
  });
}

interface Vertical {
  readonly gutter: number;
  readonly from: number;
  readonly to: number;
}

type Route =
  | { readonly kind: 'straight' }
  /** One vertical in `gutter`, horizontals at the heights of both nodes. */
  | { readonly kind: 'step'; readonly gutter: number }
  /** Down or up to a channel between lanes, along it, and to the target. */
  | { readonly kind: 'channel'; readonly channel: number };

const middleOf = (node: PlacedNode): number => node.y + NODE.height / 2;
const gutterX = (gutter: number): number => gutter * COLUMN_WIDTH_PX;

/** Offset of the nth track from the middle: 0, -3, +3, -6, +6. */
const trackOffset = (track: number, step: number): number =>
  track === 0 ? 0 : Math.ceil(track / 2) * step * (track % 2 === 1 ? -1 : 1);

/** Gives every interval a track such that intervals that overlap have different ones; same-keyed ones may share. */
function assignTracks(
  intervals: readonly { readonly from: number; readonly to: number; readonly share: readonly string[] }[],
): readonly number[] {
  const placed: { from: number; to: number; track: number; share: readonly string[] }[] = [];
  return intervals.map((interval) => {
    const from = Math.min(interval.from, interval.to);
    const to = Math.max(interval.from, interval.to);
    const blocked = new Set(
      placed
        .filter(
          (other) => other.from <= to && from <= other.to && !other.share.some((key) => interval.share.includes(key)),
        )
        .map((other) => other.track),
    );
    let track = 0;
    while (blocked.has(track)) track += 1;
    placed.push({ from, to, track, share: interval.share });
    return track;
  });
}

function chooseRoute(
  source: PlacedNode,
  target: PlacedNode,
  nodes: readonly PlacedNode[],
  channels: readonly number[],
): Route {
  const out = source.column + 1;
  const into = target.column;
  const free = (lane: number, from: number, to: number): boolean =>
    !nodes.some((node) => node.lane === lane && node.column >= from && node.column <= to);
  if (into >= out) {
    if (source.lane === target.lane && free(source.lane, out, into - 1)) return { kind: 'straight' };
    if (into === out) return { kind: 'step', gutter: out };
    if (free(target.lane, out, into - 1)) return { kind: 'step', gutter: out };
    if (free(source.lane, out, into - 1)) return { kind: 'step', gutter: into };
  }
  const y1 = middleOf(source);
  const y2 = middleOf(target);
  let best = 0;
  channels.forEach((y, index) => {
    const cost = Math.abs(y - y1) + Math.abs(y - y2);
    const known = channels[best] ?? y;
    if (cost < Math.abs(known - y1) + Math.abs(known - y2)) best = index;
  });
  return { kind: 'channel', channel: best };
}

/**
 * Routes for all links. `channels` are the heights of the free bands between, above and below the lanes that hold nodes.
 */
export function routeFlow(
  links: readonly FlowLink[],
  nodes: readonly PlacedNode[],
  channels: readonly number[],
): readonly FlowEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const planned = links.flatMap((link) => {
    const source = byId.get(link.from);
    const target = byId.get(link.to);
    if (!source || !target) return [];
    return [{ link, source, target, route: chooseRoute(source, target, nodes, channels) }];
  });

  const verticals: { edge: number; vertical: Vertical }[] = [];
  const horizontals: { edge: number; channel: number; from: number; to: number }[] = [];
  planned.forEach(({ source, target, route }, edge) => {
    const y1 = middleOf(source);
    const y2 = middleOf(target);
    if (route.kind === 'step') verticals.push({ edge, vertical: { gutter: route.gutter, from: y1, to: y2 } });
    if (route.kind !== 'channel') return;
    const y = channels[route.channel] ?? 0;
    verticals.push(
      { edge, vertical: { gutter: source.column + 1, from: y1, to: y } },
      { edge, vertical: { gutter: target.column, from: y, to: y2 } },
    );
    horizontals.push({ edge, channel: route.channel, from: gutterX(source.column + 1), to: gutterX(target.column) });
  });
  const offsets = new Map<string, number>();
  const share = (edge: number): readonly string[] => {
    const link = planned[edge]?.link;
    return link ? [`from:${link.from}`, `to:${link.to}`] : [];
  };
  for (const gutter of new Set(verticals.map((each) => each.vertical.gutter))) {
    const here = verticals.filter((each) => each.vertical.gutter === gutter);
    const tracks = assignTracks(
      here.map((each) => ({ from: each.vertical.from, to: each.vertical.to, share: share(each.edge) })),
    );
    here.forEach((each, index) =>
      offsets.set(`${each.edge}|v|${gutter}`, Math.max(-6, Math.min(6, trackOffset(tracks[index] ?? 0, 3)))),
    );
  }
  for (const channel of new Set(horizontals.map((each) => each.channel))) {
    const here = horizontals.filter((each) => each.channel === channel);
    const tracks = assignTracks(here.map((each) => ({ from: each.from, to: each.to, share: [] })));
    here.forEach((each, index) =>
      offsets.set(`${each.edge}|h`, Math.max(-8, Math.min(8, trackOffset(tracks[index] ?? 0, 4)))),
    );
  }

  return planned.map(({ link, source, target, route }, edge) => {
    const start = { x: source.column * COLUMN_WIDTH_PX + NODE.inset + NODE.width + 1, y: middleOf(source) };
    const end = { x: target.column * COLUMN_WIDTH_PX + NODE.inset - 1.5, y: middleOf(target) };
    const vx = (gutter: number): number => gutterX(gutter) + (offsets.get(`${edge}|v|${gutter}`) ?? 0);
    const points: Point[] = [start];
    let label: Point = { x: gutterX(source.column + 1), y: source.y + NODE.height + 8 };
    switch (route.kind) {
      case 'straight':
        if (target.column > source.column + 1) label = { x: (start.x + end.x) / 2, y: start.y };
        break;
      case 'step': {
        const x = vx(route.gutter);
        points.push({ x, y: start.y }, { x, y: end.y });
        label = { x, y: start.y < end.y ? source.y + NODE.height + NODE.top : source.y - NODE.top };
        break;
      }
      case 'channel': {
        const y = (channels[route.channel] ?? 0) + (offsets.get(`${edge}|h`) ?? 0);
        const out = vx(source.column + 1);
        const into = vx(target.column);
        points.push({ x: out, y: start.y }, { x: out, y }, { x: into, y }, { x: into, y: end.y });
        label = { x: (out + into) / 2, y };
        break;
      }
    }
    points.push(end);
    const columns = points.map((point) => Math.floor(point.x / COLUMN_WIDTH_PX));
    return {
      ...link,
      key: `${link.from}>${link.to}`,
      line: roundedPath(points),
      head: `M${end.x - 5},${end.y - 4} L${end.x},${end.y} L${end.x - 5},${end.y + 4}`,
      label: link.condition === '' ? null : label,
      columns: [Math.min(...columns), Math.max(...columns)],
      points,
    };
  });
}
