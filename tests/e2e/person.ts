/**
 * A person at a screen: what somebody does on the board, in the words of its labels. Knows roles, labels and addresses,
 * no styles.
 */
import { expect, type Locator, type Page } from '@playwright/test';

export type View = 'Map' | 'Systems' | 'Data' | 'Outputs' | 'Interfaces' | 'Owners' | 'People' | 'Process' | 'Charter';

export class Person {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  /** Says who is at this screen, on whatever page asks for it. */
  async introduce(plantFunction: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name' }).fill(this.name);
    await this.page.getByRole('group', { name: 'Function' }).getByText(plantFunction, { exact: true }).click();
    await this.page.getByRole('button', { name: /^Go to the board/ }).click();
  }

  /** From the list of boards; leaves the new board open and says its id. */
  async createBoard(template: string, title: string): Promise<string> {
    await this.page.getByRole('button', { name: 'New board' }).first().click();
    const form = this.page.getByRole('complementary', { name: 'New board' });
    await form.getByText(template, { exact: false }).first().click();
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
    await this.page.waitForURL(new RegExp(`/${view.toLowerCase()}`));
  }

  // The map

  step(title: string): Locator {
    return this.page.locator('[data-stop^="node"], [role="gridcell"]').filter({ hasText: title }).first();
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
    await box.click();
    await box.fill(text);
    await box.press('Enter');
    await box.press('Escape');
  }
}
