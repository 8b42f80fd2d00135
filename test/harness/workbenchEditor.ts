// What a user does in a text editor of the workbench.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactText.ts';

/** Lines and columns count from 1, as the status bar shows them. */
export function editorDriver(page: Page, workspace: string) {
  const active = page.locator('.editor-group-container.active');
  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');

  /** Opens a file of the workspace by its path in there, through quick open. */
  async function open(path: string): Promise<void> {
    await page.keyboard.press('Control+P');
    const input = page.locator('.quick-input-widget input.input');
    await input.fill(join(workspace, path));
    const row = page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: basename(path) });
    await row.first().click();
    await active
      .locator('.tab.active')
      .filter({ hasText: basename(path) })
      .waitFor();
    await active.locator('.monaco-editor .view-lines').first().waitFor();
  }

  async function goTo(line: number, column = 1): Promise<void> {
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-widget input.input');
    await input.fill(`:${String(line)}:${String(column)}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.getByText(new RegExp(`^Ln ${String(line)}, Col ${String(column)}\\b`)).waitFor();
  }

  async function goToEndOf(line: number): Promise<void> {
    await goTo(line);
    await page.keyboard.press('End');
  }

  /** Keystrokes, one after the other: what the editor closes, indents or suggests on the way happens. */
  async function type(text: string): Promise<void> {
    await page.keyboard.type(text, { delay: 15 });
  }

  /** The labels that are suggested now, as far as they are in view; asks for them first. */
  async function suggest(): Promise<string[]> {
    await page.keyboard.press('Control+Space');
    await suggestions.first().waitFor();
    return suggestions.locator('.label-name').allInnerTexts();
  }

  /** Waits for a suggestion of exactly this label, and takes it. */
  async function acceptSuggestion(label: string): Promise<void> {
    await rowOf(suggestions, label).click();
    await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
  }

  /** Points at the first place in view where this text stands; returns what the hover says. */
  async function hover(text: string): Promise<string> {
    await page.mouse.move(0, 0);
    const box = await active
      .locator('.view-lines')
      .getByText(text, { exact: true })
      .first()
      .boundingBox();
    if (!box) throw new Error(`"${text}" is not in view`);
    // Not `hover()` of Playwright: that would scroll the page under VS Code's own scrolling.
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x - 1, middle.y);
    await page.mouse.move(middle.x, middle.y);
    const contents = page.locator('.monaco-hover:not(.hidden) .hover-contents');
    await contents.first().waitFor();
    return (await contents.allInnerTexts()).join('\n');
  }

  /** The titles that the light bulb offers at the cursor; the list stays open. */
  async function fixes(): Promise<string[]> {
    await page.keyboard.press('Control+.');
    const rows = page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    return rows.locator('.title').allInnerTexts();
  }

  async function takeFix(title: string): Promise<void> {
    const titles = await fixes();
    const row = page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title });
    if ((await row.count()) === 0) throw new Error(`no fix "${title}" among: ${titles.join(', ')}`);
    await row.first().click();
    await row.first().waitFor({ state: 'detached' });
  }

  /** Saves the file and returns what is on the disk then. */
  async function save(path: string): Promise<string> {
    await page.keyboard.press('Control+S');
    await active.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    return readFile(join(workspace, path), 'utf8');
  }

  /** The text of the lines in view. */
  async function visibleText(): Promise<string> {
    // An editor of another sort stays in the page, hidden, after its tab was left. All lines at once: they may be others
    // a moment later.
    const shown = active.locator('.view-lines:visible').first();
    const placed = await shown.locator('.view-line').evaluateAll((lines) =>
      lines.map((line) => ({
        top: Number(/top:\s*(-?[\d.]+)px/.exec(line.getAttribute('style') ?? '')?.[1] ?? 0),
        text: line.textContent ?? '',
      })),
    );
    placed.sort((a, b) => a.top - b.top);
    return placed.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
  }

  /** The tab titles of the active group; a diff editor is one of them. */
  const tabs = () => active.locator('.tab .label-name').allTextContents();

  return {
    open,
    goTo,
    goToEndOf,
    type,
    suggest,
    acceptSuggestion,
    hover,
    fixes,
    takeFix,
    save,
    visibleText,
    tabs,
  };
}

function rowOf(rows: Locator, label: string): Locator {
  return rows
    .filter({ has: rows.page().locator('.label-name', { hasText: exactly(label) }) })
    .first();
}
