// The command palette, quick input, Problems panel, notifications and dialogs of the workbench.
import type { Page } from 'playwright-core';
import { exactly } from './exactText.ts';

export function paletteDriver(page: Page) {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input.input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');

  /** Runs a command by its title as the palette shows it, e.g. `Data Platform: Show Log`. */
  async function run(title: string): Promise<void> {
    await page.keyboard.press('F1');
    await input.fill(`>${title}`);
    await rows
      .filter({ has: page.locator('.label-name', { hasText: exactly(title) }) })
      .first()
      .click();
  }

  /** The rows of an open quick pick. */
  async function choices(): Promise<string[]> {
    await rows.first().waitFor();
    return rows.locator('.label-name').allInnerTexts();
  }

  async function pick(label: string): Promise<void> {
    await rows.filter({ hasText: label }).first().click();
  }

  /** Takes what is chosen already. */
  const confirm = () => page.keyboard.press('Enter');

  /** Answers an open input box. */
  async function answer(text: string): Promise<void> {
    await input.fill(text);
    await page.keyboard.press('Enter');
  }

  /** Waits for a quick pick or input box of this title; returns the whole title. */
  async function title(text: string | RegExp): Promise<string> {
    const found = widget.locator('.quick-input-title').filter({ hasText: text });
    await found.waitFor();
    return found.innerText();
  }

  return { run, choices, pick, confirm, answer, title };
}

export function problemsDriver(page: Page) {
  const panel = page.locator('.markers-panel');
  const rows = panel.locator('.monaco-list-row[aria-level="2"]');

  /** Shows the Problems panel. */
  async function show(): Promise<void> {
    if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
  }

  /** Each problem in view as `Error: message at line 3 and character 1.` */
  async function texts(): Promise<string[]> {
    await show();
    const labels = await rows.evaluateAll((all) =>
      all.map((row) => row.getAttribute('aria-label')),
    );
    return labels.map((label) => label ?? '');
  }

  async function waitFor(text: string): Promise<void> {
    await show();
    await rows.filter({ hasText: text }).first().waitFor();
  }

  async function waitUntilGone(text: string): Promise<void> {
    await show();
    await rows.filter({ hasText: text }).first().waitFor({ state: 'detached' });
  }

  /** Closes the panel that the problems are in. */
  async function hide(): Promise<void> {
    if (await panel.isVisible()) await page.keyboard.press('Control+J');
    await panel.waitFor({ state: 'hidden' });
  }

  return { show, hide, texts, waitFor, waitUntilGone };
}

export function messagesDriver(page: Page) {
  const toasts = page.locator('.notifications-toasts .notification-toast');
  const dialog = page.locator('.monaco-dialog-box');
  const either = toasts.or(dialog);

  /** The texts of the notifications in view. */
  const texts = () => toasts.locator('.notification-list-item-message').allInnerTexts();

  /** Waits for a notification or a dialog that contains the text; returns all that it says. */
  async function waitFor(text: string | RegExp): Promise<string> {
    const found = either.filter({ hasText: text }).first();
    await found.waitFor();
    return found.innerText();
  }

  /** Presses a button of the notification or dialog that contains the text. */
  async function press(text: string | RegExp, button: string): Promise<void> {
    const found = either.filter({ hasText: text }).first();
    await found.getByRole('button', { name: button, exact: true }).click();
  }

  return { texts, waitFor, press };
}
