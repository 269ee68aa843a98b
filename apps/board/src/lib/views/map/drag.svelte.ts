/**
 * Dragging a node to another place in the order, with mouse, pen or touch (after a long press). Nothing moves until the drop but
 * the node itself; a line shows where it would land. A press without a drag selects.
 */
import type { Attachment } from 'svelte/attachments';
import { selection } from '#lib/shell/selection.svelte.ts';
import { reorder } from './acts.ts';
import { COLUMN_WIDTH_PX, LABEL_WIDTH_PX } from './geometry.ts';
import type { Column } from './layout.ts';
import type { MapState } from './map-state.svelte.ts';

const SLACK_PX = 5;
const LONG_PRESS_MS = 350;
const EDGE_PX = 56;
const SCROLL_PX = 10;

export function dragNode(map: MapState, column: () => Column): Attachment<HTMLElement> {
  return (node) => {
    let pressed: {
      readonly pointer: number;
      readonly x: number;
      readonly y: number;
      readonly scroll: number;
      readonly touch: boolean;
    } | null = null;
    let armed = false;
    let moved = false;
    let clientX = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;

    const gapAt = (): number => {
      const grid = map.grid?.getBoundingClientRect();
      const x = clientX - (grid?.left ?? 0) - LABEL_WIDTH_PX;
      return Math.max(0, Math.min(map.layout.columns.length, Math.round(x / COLUMN_WIDTH_PX)));
    };
    const show = (): void => {
      if (!pressed) return;
      const scrolled = (map.viewport?.scrollLeft ?? 0) - pressed.scroll;
      map.drag = { step: column().id, gap: gapAt(), dx: clientX - pressed.x + scrolled };
    };
    const scroll = (): void => {
      frame = 0;
      const viewport = map.viewport;
      if (!moved || !viewport) return;
      const box = viewport.getBoundingClientRect();
      const by =
        clientX < box.left + LABEL_WIDTH_PX + EDGE_PX ? -SCROLL_PX : clientX > box.right - EDGE_PX ? SCROLL_PX : 0;
      if (by !== 0) {
        viewport.scrollLeft += by;
        show();
      }
      frame = requestAnimationFrame(scroll);
    };
    const stop = (): void => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      frame = 0;
      removeEventListener('keydown', escape, true);
      pressed = null;
      armed = false;
      moved = false;
      map.drag = null;
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };

    const down = (event: PointerEvent): void => {
      if (event.button !== 0 || (event.target as Element).closest('button, a, textarea, input, [data-floating]'))
        return;
      pressed = {
        pointer: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        scroll: map.viewport?.scrollLeft ?? 0,
        touch: event.pointerType === 'touch',
      };
      clientX = event.clientX;
      armed = !pressed.touch;
      if (pressed.touch) timer = setTimeout(() => (armed = true), LONG_PRESS_MS);
    };
    const move = (event: PointerEvent): void => {
      if (!pressed || event.pointerId !== pressed.pointer) return;
      clientX = event.clientX;
      if (!moved) {
        if (Math.abs(event.clientX - pressed.x) < SLACK_PX) return;
        // A finger that moves before the long press is over scrolls.
        if (!armed || !map.canEdit || column().gone) return stop();
        moved = true;
        node.setPointerCapture(event.pointerId);
        addEventListener('keydown', escape, true);
        frame = requestAnimationFrame(scroll);
      }
      event.preventDefault();
      show();
    };
    const up = (event: PointerEvent): void => {
      if (!pressed || event.pointerId !== pressed.pointer) return;
      const dropped = moved ? gapAt() : null;
      const id = column().id;
      stop();
      if (dropped !== null) reorder(map, id, dropped);
      else selection.select(`step/${id}`);
    };
    const noTouchScroll = (event: TouchEvent): void => {
      if (moved) event.preventDefault();
    };

    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', stop);
    node.addEventListener('touchmove', noTouchScroll, { passive: false });
    return () => {
      stop();
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', stop);
      node.removeEventListener('touchmove', noTouchScroll);
    };
  };
}
