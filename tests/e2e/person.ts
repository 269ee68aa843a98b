/**
 * A person at a screen: what somebody does on the board, in the words of its labels. Knows roles, labels and addresses,
 * no styles.
 */
import { expect, type Locator, type Page } from '@playwright/test';

export type View =
  | 'Map'
  | 'Systems'
  | 'Data'
  | 'Outputs'
  | 'Interfaces'
  | 'Owners'
  | 'People'
  | 'Process'
  | 'Findings'
  | 'Discuss'
  | 'Charter';

const TITLES: Readonly<Record<View, RegExp>> = {
  Map: /^Process map$/,
  Systems: /^Systems$/,
  Data: /^Data objects$/,
  Outputs: /^Outputs$/,
  Interfaces: /^Interfaces$/,
  Owners: /^Ownership$/,
  People: /^People$/,
  Process: /^Process$/,
  Findings: /^Findings$/,
  Discuss: /^Discussion$/,
  Charter: /^Charter$/,
};

export class Person {
  readonly page: Page;
  readonly name: string;
  /** What went wrong in the page: errors of scripts, violations of its policy. */
  readonly errors: string[] = [];

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  /** Says who is at this screen, on whatever page asks for it. */
  async introduce(plantFunction: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name' }).fill(this.name);
    await this.page.getByRole('group', { name: 'Function' }).getByText(plantFunction, { exact: true }).click();
    await this.page.getByRole('button', { name: /^Go to/ }).click();
  }

  /** From the list while it is empty, by the template that stands there; leaves the new board open and says its id. */
  async createFirstBoard(template: string, title: string): Promise<string> {
    await this.page.getByRole('list', { name: 'Begin from a process like yours' }).getByText(template).click();
    const form = this.page.getByRole('complementary', { name: 'New board' });
    await expect(form.getByRole('radio', { name: template })).toBeChecked();
    const field = form.getByRole('textbox', { name: 'Title' });
    await expect(field).toHaveValue(template);
    return this.createAs(title);
  }
  /** From the list of boards; leaves the new board open and says its id. */
  async createBoard(template: string, title: string): Promise<string> {
    await this.page.getByRole('button', { name: 'New board' }).first().click();
    const form = this.page.getByRole('complementary', { name: 'New board' });
    await form.getByText(template, { exact: false }).first().click();
    return this.createAs(title);
  }
  private async createAs(title: string): Promise<string> {
    const form = this.page.getByRole('complementary', { name: 'New board' });
    await form.getByRole('textbox', { name: 'Title' }).fill(title);
    await form.getByRole('button', { name: 'Create board' }).click();
    await this.page.waitForURL(/\/b\/[^/]+\/map/);
    return new URL(this.page.url()).pathname.split('/')[2]!;
  }

  /** The one place that says whether the work is safe. */
  saveState(): Locator {
    return this.page.locator('[data-region="top"] [data-save]');
  }
  async saved(): Promise<void> {
    await expect(this.saveState()).toHaveAttribute('data-save', 'saved');
  }

  async goTo(view: View): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view, exact: true }).click();
    // A view arrives a moment after its address.
    await expect(this.page.getByRole('heading', { level: 1, name: TITLES[view] }).first()).toBeVisible();
  }

  // The map

  get map(): Locator {
    return this.page.getByRole('grid', { name: /^Process map/ });
  }
  stepNode(title: string): Locator {
    return this.map.getByLabel(new RegExp(`^Step \\d+ of \\d+: ${title}(,|$)`));
  }
  /** What one presses to select the step. */
  private card(sentence: RegExp): Locator {
    return this.map.locator('[data-stop^="node/"]').filter({ has: this.page.getByLabel(sentence) });
  }
  private cardOf(title: string): Locator {
    return this.card(new RegExp(`^Step \\d+ of \\d+: ${title}(,|$)`));
  }
  /** One slot of the strip: a role of the step at a position, with a system or any. */
  slot(position: number, role: 'Collects' | 'System of record' | 'Review', system = ''): Locator {
    return this.map.getByRole('button', { name: new RegExp(`^Step ${position}, ${role}: ?${system}`) }).first();
  }
  conflict(position: number): Locator {
    return this.map.getByRole('button', { name: new RegExp(`^Step ${position}, System of record, conflict`) });
  }
  here(name: string): Locator {
    return this.page.getByRole('group', { name: /people here|person here/ }).getByText(initials(name), { exact: true });
  }
  async openStep(title: string): Promise<void> {
    await this.cardOf(title).click({ position: { x: 40, y: 96 } });
    await expect(this.field('title').getByRole('textbox')).toHaveValue(title);
  }
  /** Selects the step at `position`, adds one after it and names it. */
  async addStepAfter(position: number, title: string): Promise<void> {
    await this.card(new RegExp(`^Step ${position} of`)).click({ position: { x: 40, y: 96 } });
    await this.page
      .getByRole('button', { name: /^Step N?$|^Step$/ })
      .first()
      .click();
    const editor = this.page.locator('[data-region="view"]').getByRole('textbox').first();
    await editor.fill(title);
    await editor.press('Enter');
    await expect(this.stepNode(title)).toBeVisible();
    await this.page.keyboard.press('Escape');
  }
  async moveStepLeft(title: string): Promise<void> {
    await this.cardOf(title).click({ position: { x: 40, y: 96 } });
    await this.page.keyboard.press('Alt+ArrowLeft');
  }
  /** Titles of the steps in the order in which they stand. */
  async stepTitles(): Promise<readonly string[]> {
    const labels = await this.page
      .getByRole('grid', { name: /^Process map/ })
      .getByLabel(/^Step \d+ of \d+: /)
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label') ?? ''));
    return labels
      .map((label) => /^Step (\d+) of \d+: ([^,]*)/.exec(label))
      .filter((match) => match !== null)
      .toSorted((a, b) => Number(a[1]) - Number(b[1]))
      .map((match) => match[2]!);
  }

  // The record panel

  get panel(): Locator {
    return this.page.locator('[data-record]').first();
  }
  field(name: string): Locator {
    return this.panel.locator(`[data-field="${name}"]`).first();
  }
  /** Replaces a text and leaves the field, so that it commits. */
  async type(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.fill(text);
    await field.press('Enter');
  }
  async choose(trigger: Locator, option: string): Promise<void> {
    await trigger.click();
    await this.page
      .getByRole('option', { name: new RegExp(`^${option}`) })
      .first()
      .click();
  }
  /** Adds one member to a field of several: a system, a person, a data object. */
  async add(box: Locator, text: string): Promise<void> {
    await box.focus();
    await box.fill(text);
    await box.press('Enter');
    await box.press('Escape');
  }
  /** Chooses one in a field that goes away when it is chosen. */
  async pick(box: Locator, text: string): Promise<void> {
    await box.fill(text);
    await box.press('Enter');
  }
  /** One of a list, in a field whose editor is a button with a list. */
  async chooseIn(field: Locator, option: string): Promise<void> {
    await this.choose(field.locator('button').first(), option);
  }
  /** The data objects that the step writes or uses in that way. */
  dataField(use: string): Locator {
    return this.panel.getByRole('combobox', { name: use, exact: true });
  }

  // The registers

  row(title: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: title, exact: true }) });
  }
  async addRow(label: string, title: string): Promise<void> {
    const box = this.page.getByRole('textbox', { name: label });
    await box.fill(title);
    await box.press('Enter');
  }
  async openRow(title: string): Promise<void> {
    await this.row(title)
      .getByRole('gridcell')
      .first()
      .click({ position: { x: 4, y: 4 } });
    await expect(this.field('title').getByRole('textbox')).toHaveValue(title);
  }
  output(title: string): Locator {
    return this.page.locator('[data-output]').filter({ hasText: title });
  }
  async addInterface(from: string, to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Interface', exact: true }).click();
    for (const [end, system] of [
      ['From', from],
      ['To', to],
    ] as const) {
      const box = this.page.locator('[data-region="bar"]').getByRole('combobox', { name: end });
      await box.fill(system);
      await box.press('Enter');
    }
    await expect(this.panel).toBeVisible();
  }
}

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
