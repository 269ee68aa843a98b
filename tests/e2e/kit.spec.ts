/**
 * The signs of the kit as a browser draws them and says them, on the page that shows every part of it. No board is
 * behind the page.
 */
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

let server: TestServer;
let visitor: Visitor;
/** One page for all tests with a mouse: they look, and what they edit no other test reads. */
let page: Page;
let sheet: Locator;
test.beforeAll(async ({ browser }) => {
  server = await startServer({ builtBoard: true });
  visitor = await visit(server, 'Lena Wirth', 'OPS');
  page = await open(browser);
  sheet = sheetOf(page, 'light');
});
test.afterAll(async () => {
  await page.context().close();
  await server.stop();
});

/** The kit in a browser with those traits; nothing moves, so that a style is what it will be. */
const open = async (browser: Browser, traits: BrowserContextOptions = {}): Promise<Page> => {
  const opened = await enter(browser, server, visitor, { reducedMotion: 'reduce', ...traits });
  await opened.goto(`${server.url}/kit`);
  for (const theme of ['light', 'dark'] as const) {
    // The editor of long texts arrives after the page.
    await expect(sheetOf(opened, theme).getByRole('textbox', { name: 'Note' })).toBeVisible();
  }
  return opened;
};
const sheetOf = (on: Page, theme: 'light' | 'dark'): Locator => on.locator(`[data-sheet="${theme}"]`);
const part = (sheet: Locator, name: string): Locator =>
  sheet.locator('section').filter({ has: sheet.page().getByRole('heading', { level: 2, name, exact: true }) });

/** Whether the filled shape of a drawing covers each point, in the units of its view box. */
const covers = (drawing: Locator, points: readonly (readonly [number, number])[]): Promise<boolean[]> =>
  drawing.evaluate((svg, at) => {
    const shape = svg.querySelector<SVGGeometryElement>(':scope > *')!;
    return at.map(([x, y]) => shape.isPointInFill(new DOMPoint(x, y)));
  }, points);

/** What a CSS colour is on the screen where the element stands. */
const token = (at: Locator, name: string): Promise<string> =>
  at.evaluate((element, property) => {
    const probe = element.appendChild(document.createElement('i'));
    probe.style.color = `var(${property})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);

const styleOf = <K extends keyof CSSStyleDeclaration & string>(
  at: Locator,
  names: readonly K[],
  pseudo?: '::after',
): Promise<Record<K, string>> =>
  at.evaluate(
    (element, [wanted, which]) => {
      const style = getComputedStyle(element, which) as unknown as Record<string, string>;
      return Object.fromEntries(wanted.map((name) => [name, style[name] ?? ''])) as Record<string, string>;
    },
    [names as readonly string[], pseudo] as const,
  ) as Promise<Record<K, string>>;

test('UI-2 each function has its own shape, said where no name stands beside it', async () => {
  const functions = part(sheet, 'Functions');
  // Corner above left, point on the rising diagonal, corner below left, middle of the lower edge.
  const points = [
    [1.5, 1.5],
    [2.2, 2.2],
    [1.5, 8.5],
    [5, 8.5],
  ] as const;
  const shapes = {
    Operations: [true, true, true, true],
    Quality: [false, true, false, true],
    IT: [false, false, false, true],
    Other: [true, true, false, true],
  };
  for (const [name, shape] of Object.entries(shapes)) {
    const mark = functions.getByRole('img', { name, exact: true }).first();
    await expect(mark).toBeVisible();
    expect(await covers(mark, points), name).toEqual(shape);
    const named = functions
      .locator('.function')
      .filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
      .first();
    await expect(named).toHaveText(name);
    await expect(named.locator('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(await covers(named.locator('svg'), points), `${name} beside its name`).toEqual(shape);
  }
});

test('UI-3 severity is an octagon, a triangle or a dot, and the first two hold a sign', async () => {
  const severity = part(sheet, 'Severity');
  // Corner above, middle of the upper edge, corner below, middle of the left edge, centre.
  const points = [
    [1.5, 1.5],
    [8, 1.6],
    [1.6, 14],
    [1.2, 8],
    [8, 8],
  ] as const;
  const shapes = {
    Blocker: { covers: [false, true, false, true, true], signs: 1 },
    Warning: { covers: [false, true, true, false, true], signs: 1 },
    Info: { covers: [false, false, false, false, true], signs: 0 },
  };
  for (const [word, shape] of Object.entries(shapes)) {
    const sign = severity.locator('.code').filter({ hasText: word }).locator('svg');
    expect(await covers(sign, points), word).toEqual(shape.covers);
    await expect(sign.locator('.sign')).toHaveCount(shape.signs);
    await expect(sign).toHaveAttribute('aria-hidden', 'true');
  }
  await expect(severity.getByRole('img', { name: 'Blocker' })).toHaveCount(1);
  await expect(severity.getByRole('img', { name: 'Warning' })).toHaveCount(1);
});

test('UI-4 a slot says its role, its system or that there is none, and who said which', async () => {
  const slots = part(sheet, 'Slots');
  for (const name of [
    'System of record: MES',
    'Step 4, System of record, empty, blocker. Name one',
    'System of record, conflict, blocker: MES said by Operations and QMS said by Quality',
    'System of record: ERP for D1',
    'System of record: EDMS for D2',
    'Collects: MES',
    'Collects, not asked for yet. Name one',
  ]) {
    await expect(slots.getByRole('button', { name, exact: true })).toHaveCount(1);
  }
  await expect(slots.locator('figure').filter({ hasText: 'three named' })).toMatchAriaSnapshot(
    `- figure "three named": "System of record, conflict, blocker: MES said by Operations, QMS said by Quality and ERP said by IT three named"`,
  );
});

for (const theme of ['light', 'dark'] as const) {
  test(`UI-6 a button that is off is reached by Tab, keeps its contrast and says why: ${theme}`, async () => {
    const themed = sheetOf(page, theme);
    await themed.getByRole('button', { name: 'Withdraw', exact: true }).focus();
    await page.keyboard.press('Tab');
    const off = themed.getByRole('button', { name: /^Sign/ });
    await expect(off).toBeFocused();
    await expect(off).toBeDisabled();
    await expect(off).toHaveAccessibleName('Sign Opens at 0 blockers');
    await expect(page.locator('[data-on-tip]')).toHaveText('Opens at 0 blockers');
    const contrast = await off.evaluate((button) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
      const luminance = (colour: string): number => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
          const share = byte / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const style = getComputedStyle(button);
      const [low, high] = [luminance(style.color), luminance(style.backgroundColor)].toSorted((a, b) => a - b);
      return (high! + 0.05) / (low! + 0.05);
    });
    expect(contrast).toBeGreaterThanOrEqual(4.5);
  });
}

/** Controls that are smaller than `least` px, with the size of what a finger may hit: frame, label and grown target. */
const small = (sheet: Locator, least: number): Promise<string[]> =>
  sheet.evaluate((root, px) => {
    const controls = root.querySelectorAll<HTMLElement>(
      'button, a[href], input, textarea, select, [role="textbox"], [role="checkbox"], [role="switch"], [role="radio"]',
    );
    return [...controls].flatMap((control) => {
      const target = control.closest<HTMLElement>('button, label, .frame, [role="gridcell"]') ?? control;
      const box = target.getBoundingClientRect();
      if (box.width === 0 || control.closest('[aria-hidden="true"]')) return [];
      const grown = getComputedStyle(target, '::after');
      const by = (side: string): number =>
        grown.content === 'none' || grown.position !== 'absolute' ? 0 : Math.max(0, -Number.parseFloat(side) || 0);
      const width = box.width + by(grown.left) + by(grown.right);
      const height = box.height + by(grown.top) + by(grown.bottom);
      const name = control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 40);
      return width < px - 0.5 || height < px - 0.5
        ? [`${control.tagName} ${name}: ${Math.round(width)} x ${Math.round(height)}`]
        : [];
    });
  }, least);

test('UI-7 a target is 24 px at least with a mouse', async () => {
  expect(await small(sheet, 24)).toEqual([]);
  expect((await small(sheet, 44)).length, 'targets that grow for a finger').toBeGreaterThan(10);
});

test('UI-7 a target is 44 px at least with a finger', async ({ browser }) => {
  const phone = await open(browser, { hasTouch: true, isMobile: true, viewport: { width: 900, height: 1000 } });
  expect(await phone.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  expect(await small(sheetOf(phone, 'light'), 44)).toEqual([]);
  await phone.context().close();
});

test('UI-7 whatever has the focus shows it', async () => {
  await page.keyboard.press('Tab');
  const report = await sheet.evaluate((root) => {
    const look = (from: Element): string => {
      const parts: string[] = [];
      for (
        let at: Element | null = from, up = 0;
        at !== null && at !== root && up < 5;
        at = at.parentElement, up += 1
      ) {
        const style = getComputedStyle(at);
        const outline = style.outlineColor.endsWith(', 0)') || style.outlineStyle === 'none' ? '' : style.outline;
        parts.push(`${style.boxShadow} ${outline} ${style.borderColor}`);
      }
      // A switch and a box show it on what they draw inside.
      for (const inside of from.children) parts.push(getComputedStyle(inside).boxShadow);
      return parts.join('\n');
    };
    const stops = [
      ...root.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [tabindex="0"], [role="textbox"]'),
    ].filter((stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0);
    const hidden: string[] = [];
    for (const stop of stops) {
      (document.activeElement as HTMLElement | null)?.blur();
      const before = look(stop);
      stop.focus();
      if (document.activeElement === stop && look(stop) === before) {
        hidden.push(`${stop.tagName} ${stop.getAttribute('aria-label') ?? stop.textContent?.trim().slice(0, 40)}`);
      }
    }
    return { stops: stops.length, hidden };
  });
  expect(report.stops).toBeGreaterThan(40);
  expect(report.hidden).toEqual([]);
});

test('UI-7 nothing moves under reduced motion', async () => {
  const moving = (): Promise<string[]> =>
    page.evaluate(() => {
      const longest = (list: string): number =>
        Math.max(...list.split(',').map((one) => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000)));
      return [...document.querySelectorAll('*')].flatMap((element) =>
        [undefined, '::before', '::after'].flatMap((pseudo) => {
          const style = getComputedStyle(element, pseudo);
          const moves =
            longest(style.transitionDuration) > 0.01 ||
            (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) ||
            (style.animationName !== 'none' && style.animationIterationCount !== '1');
          return moves ? [`${element.tagName}.${element.getAttribute('class') ?? ''}${pseudo ?? ''}`] : [];
        }),
      );
    });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect((await moving()).length).toBeGreaterThan(10);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toEqual([]);
});

test('UI-18 the ring of a peer lies outside the field and stays beside the own focus', async () => {
  const input = part(sheet, 'Record').getByRole('combobox', { name: 'System of record' });
  const frame = part(sheet, 'Record').locator('.frame.peer');
  await expect(frame).toHaveCount(1);
  await expect(frame.locator('.tab')).toHaveText('Priya');
  await expect(frame.getByText('Priya Nair, Quality, is here')).toHaveCount(1);
  const ring = async (): Promise<{ outsideByPx: number; colour: string; style: string }> => {
    const at = await styleOf(frame, ['borderTopWidth']);
    const drawn = await styleOf(
      frame,
      ['top', 'left', 'right', 'bottom', 'borderTopWidth', 'borderTopColor', 'borderTopStyle'],
      '::after',
    );
    const sides = [drawn.top, drawn.left, drawn.right, drawn.bottom].map(Number.parseFloat);
    return {
      // From the outer edge of the frame's border to the inner edge of the ring.
      outsideByPx:
        Math.min(...sides.map((side) => -side)) -
        Number.parseFloat(at.borderTopWidth) -
        Number.parseFloat(drawn.borderTopWidth),
      colour: drawn.borderTopColor,
      style: drawn.borderTopStyle,
    };
  };
  const alone = await ring();
  expect(alone.outsideByPx).toBeGreaterThan(0);
  expect(alone).toMatchObject({ style: 'solid', colour: await token(frame, '--qua') });
  const unfocused = await styleOf(frame, ['boxShadow', 'borderTopColor']);
  await input.focus();
  const focused = await styleOf(frame, ['boxShadow', 'borderTopColor']);
  expect(focused.borderTopColor).toBe(await token(frame, '--accent'));
  expect(focused.borderTopColor).not.toBe(unfocused.borderTopColor);
  expect(focused.boxShadow).not.toBe(unfocused.boxShadow);
  expect(await ring()).toEqual(alone);
  const [tab, box] = [await frame.locator('.tab').boundingBox(), await input.boundingBox()];
  expect(tab!.y + tab!.height, 'the tab covers no text').toBeLessThanOrEqual(box!.y + 8);
});

test('UI-30 a grid has one tab stop, which the keys move', async () => {
  const grid = sheet.getByRole('grid', { name: 'Steps' });
  const at = (row: number, column: string): Locator => grid.locator(`[data-cell="s${row}|${column}"]`);
  const stops = (): Promise<number> =>
    grid.evaluate(
      (table) =>
        [...table.querySelectorAll<HTMLElement>('*')].filter(
          (one) => one.tabIndex >= 0 && one.getClientRects().length > 0,
        ).length,
    );
  const press = async (keys: string, row: number, column: string): Promise<void> => {
    await page.keyboard.press(keys);
    await expect(at(row, column), keys).toBeFocused();
    expect(await stops(), `tab stops after ${keys}`).toBe(1);
  };
  expect(await stops()).toBe(1);
  await at(0, 'no').focus();
  await press('ArrowRight', 0, 'title');
  await press('ArrowDown', 1, 'title');
  await press('ArrowLeft', 1, 'no');
  await press('ArrowUp', 0, 'no');
  await press('End', 0, 'system');
  await press('Home', 0, 'no');
  // 320 px hold six rows of 52 px; a page leaves two of them in view.
  await press('PageDown', 4, 'no');
  await press('PageUp', 0, 'no');
  await press('Control+End', 399, 'system');
  await press('Control+Home', 0, 'no');
  await page.keyboard.press('Shift+Tab');
  await expect(grid.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(at(0, 'no')).toBeFocused();
});

test('UI-30 Enter, F2 or a letter edits; Esc leaves without change; Tab commits and moves on', async () => {
  const grid = sheetOf(page, 'dark').getByRole('grid', { name: 'Steps' });
  const at = (row: number, column: string): Locator => grid.locator(`[data-cell="s${row}|${column}"]`);
  const title = at(0, 'title');
  const was = await title.innerText();
  await title.focus();
  for (const key of ['Enter', 'F2']) {
    await page.keyboard.press(key);
    await expect(title.getByRole('textbox')).toBeFocused();
    await page.keyboard.type(' and more');
    await page.keyboard.press('Escape');
    await expect(title, key).toBeFocused();
    await expect(title).toHaveText(was);
  }
  await page.keyboard.press('R');
  await expect(title.getByRole('textbox')).toHaveValue('R');
  await page.keyboard.type('elease the order');
  await page.keyboard.press('Tab');
  await expect(at(0, 'kind')).toBeFocused();
  await expect(title).toHaveText('Release the order');
  await at(0, 'system').focus();
  await page.keyboard.press('L');
  await expect(at(0, 'system').getByRole('combobox')).toHaveValue('L');
  await page.keyboard.press('Tab');
  await expect(at(1, 'no')).toBeFocused();
  await expect(at(0, 'system')).toContainText('LIMS');
});

test('UI-32 one system of record is bold; two for different data stand apart without a sign', async () => {
  const slots = part(sheet, 'Slots');
  const record = slots.getByRole('button', { name: 'System of record: MES', exact: true });
  const collects = slots.getByRole('button', { name: 'Collects: MES', exact: true });
  const weight = async (slot: Locator): Promise<number> =>
    Number((await styleOf(slot.locator('b'), ['fontWeight'])).fontWeight);
  expect(await weight(record)).toBeGreaterThan(await weight(collects));
  const frame = ['borderTopStyle', 'borderTopColor'] as const;
  expect(await styleOf(record, frame)).toEqual({
    borderTopStyle: 'solid',
    borderTopColor: await token(record, '--ink-2'),
  });
  expect((await styleOf(collects, frame)).borderTopColor).toBe(await token(collects, '--line-2'));
  expect((await record.boundingBox())!.height).toBeGreaterThan((await collects.boundingBox())!.height);

  const pair = slots.locator('figure').filter({ hasText: 'each its own data' });
  const [left, right] = [pair.getByRole('button').nth(0), pair.getByRole('button').nth(1)];
  await expect(pair.getByRole('button')).toHaveCount(2);
  const [a, b] = [(await left.boundingBox())!, (await right.boundingBox())!];
  expect(b.y).toBe(a.y);
  expect(b.x - (a.x + a.width)).toBeGreaterThanOrEqual(4);
  for (const slot of [left, right]) {
    expect((await styleOf(slot, ['borderTopStyle'])).borderTopStyle).toBe('solid');
    expect((await styleOf(slot, ['borderTopColor'])).borderTopColor).not.toBe(await token(slot, '--block'));
    await expect(slot.locator('svg')).toHaveCount(0);
  }
});

test('UI-34 a missing system is a dashed red hatch with a plus; one not asked for is dashed grey', async () => {
  const slots = part(sheet, 'Slots');
  const missing = slots.getByRole('button', { name: /^Step 4, System of record, empty/ });
  const later = slots.getByRole('button', { name: /^Collects, not asked for yet/ });
  const drawn = ['borderTopStyle', 'borderTopColor', 'backgroundImage'] as const;
  const red = await token(missing, '--block');
  const needed = await styleOf(missing, drawn);
  expect(needed).toMatchObject({ borderTopStyle: 'dashed', borderTopColor: red });
  expect(needed.backgroundImage).toContain('repeating-linear-gradient');
  await expect(missing.locator('.plus svg')).toBeVisible();
  expect((await styleOf(missing.locator('.plus'), ['opacity'])).opacity).toBe('1');
  await expect(missing.locator('.flag')).toHaveCount(1);
  expect(await styleOf(later, drawn)).toEqual({
    borderTopStyle: 'dashed',
    borderTopColor: await token(later, '--line-2'),
    backgroundImage: 'none',
  });
  await expect(later.locator('.flag')).toHaveCount(0);
});
