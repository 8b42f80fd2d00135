// One tree view in a view container of the activity bar.
import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactText.ts';

export interface TreeItemText {
  label: string;
  description: string;
  /** 1 at the root. */
  level: number;
}

export interface TreeDriver {
  show(): Promise<void>;
  /** The items in view, top down. */
  items(): Promise<TreeItemText[]>;
  /** Waits for an item of exactly this label, and of this description where one is given. */
  waitFor(label: string, description?: string): Promise<void>;
  /** Expands each label below the one before it; what cannot be expanded is clicked, and opens by that. */
  expand(...labels: string[]): Promise<void>;
  collapse(label: string): Promise<void>;
  /** Shows the view container alone: without a tree, there is a welcome text. */
  open(): Promise<void>;
  select(label: string): Promise<void>;
  /** Selects it beside what is selected. */
  alsoSelect(label: string): Promise<void>;
  /** What the item's context menu offers. */
  entries(label: string): Promise<string[]>;
  /** Opens the item's context menu and takes an entry. */
  menu(label: string, entry: string): Promise<void>;
}

/** A menu does not take clicks right after it opened: the end of the click that opened it could be one. */
const menuDeafMs = 300;

export function treeDriver(page: Page, container: string, view: string): TreeDriver {
  const tab = page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${container}`) });
  const tree = page.locator('.sidebar').getByRole('tree', { name: view, exact: true });
  const rows = tree.locator('.monaco-list-row');

  async function show(): Promise<void> {
    if (await tree.isVisible()) return;
    await tab.click();
    await tree.waitFor();
  }

  async function items(): Promise<TreeItemText[]> {
    await show();
    const found = await rows.evaluateAll((all) =>
      all.map((row) => ({
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        level: Number(row.getAttribute('aria-level')),
        index: Number(row.getAttribute('data-index')),
      })),
    );
    found.sort((a, b) => a.index - b.index);
    return found.map(({ label, description, level }) => ({ label, description, level }));
  }

  function row(label: string, description?: string): Locator {
    const byLabel = rows.filter({ has: page.locator('.label-name', { hasText: exactly(label) }) });
    if (description === undefined) return byLabel.first();
    return byLabel.filter({ hasText: description }).first();
  }

  async function expand(...labels: string[]): Promise<void> {
    await show();
    for (const label of labels) {
      const found = row(label);
      await found.waitFor();
      const state = await found.getAttribute('aria-expanded');
      if (state === 'false') await found.locator('.monaco-tl-twistie').click();
      else if (state === null) await found.click();
      await tree.locator('.monaco-list-row[aria-expanded="true"]').and(found).waitFor();
    }
  }

  async function collapse(label: string): Promise<void> {
    const found = row(label);
    await found.locator('.monaco-tl-twistie').click();
    await tree.locator('.monaco-list-row[aria-expanded="false"]').and(found).waitFor();
  }

  return {
    show,
    items,
    expand,
    collapse,
    open: () => tab.click(),
    waitFor: async (label, description) => {
      await show();
      await row(label, description).waitFor();
    },
    select: async (label) => {
      await show();
      await row(label).click();
    },
    alsoSelect: async (label) => {
      await row(label).click({ modifiers: ['Control'] });
    },
    entries: async (label) => {
      await show();
      await row(label).click({ button: 'right' });
      const items = page.locator('.monaco-menu').getByRole('menuitem');
      await items.first().waitFor();
      const names = await items.allInnerTexts();
      await page.keyboard.press('Escape');
      await items.first().waitFor({ state: 'detached' });
      return names.map((name) => name.trim());
    },
    menu: async (label, entry) => {
      await show();
      await row(label).click({ button: 'right' });
      // By its words: its name for a screen reader has its key as well.
      const words = page.locator('.action-label', { hasText: exactly(entry) });
      const item = page.getByRole('menuitem').filter({ has: words });
      await item.hover();
      await page.waitForTimeout(menuDeafMs);
      await item.click();
      await item.waitFor({ state: 'detached' });
    },
  };
}
