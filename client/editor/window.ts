// Everything that the extension says in VS Code's own window: messages, questions, lists, progress, status. VS Code makes
// links and icons of such text, and names and words come from files, kubeconfigs and servers: here they become plain.
// Lint holds that no other file calls these functions of VS Code.
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';

/** What the user answered; undefined when the message was closed. */
export function showInformation<B extends string>(
  message: string,
  ...buttons: readonly B[]
): Thenable<B | undefined> {
  return vscode.window.showInformationMessage(plainText(message), ...buttons);
}

export function showWarning<B extends string>(
  message: string,
  ...buttons: readonly B[]
): Thenable<B | undefined> {
  return vscode.window.showWarningMessage(plainText(message), ...buttons);
}

export function showError<B extends string>(
  message: string,
  ...buttons: readonly B[]
): Thenable<B | undefined> {
  return vscode.window.showErrorMessage(plainText(message), ...buttons);
}

/** A question that has to be answered before anything else. */
export function askModally<B extends string>(
  message: string,
  detail: string,
  ...buttons: readonly B[]
): Thenable<B | undefined> {
  const options = { modal: true, detail: plainText(detail) };
  return vscode.window.showWarningMessage(plainText(message), options, ...buttons);
}

export function pickOne<T extends ListItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Thenable<T | undefined> {
  return vscode.window.showQuickPick(plainItems(items), plainOptions(options)).then(itemOf);
}

export function pickMany<T extends ListItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Thenable<T[] | undefined> {
  return vscode.window
    .showQuickPick(plainItems(items), { ...plainOptions(options), canPickMany: true })
    .then((picked) => picked?.map(({ item }) => item));
}

/** A line of a list; `icon` is the name of one, as the texts cannot have any. */
export interface ListItem {
  readonly label: string;
  readonly icon?: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly picked?: boolean;
  readonly isSeparator?: boolean;
}

export function askForText(options: vscode.InputBoxOptions): Thenable<string | undefined> {
  return vscode.window.showInputBox(plainOptions(options));
}

/** `tell` adds a line to the title while the work goes on; `share` of 100 is done with it. */
export function showProgress<T>(
  title: string,
  work: (
    token: vscode.CancellationToken,
    tell: (message: string, share?: number) => void,
  ) => Thenable<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainText(title), cancellable: true },
    (progress, token) =>
      work(token, (message, share) => {
        progress.report({ message: plainText(message), increment: share });
      }),
  );
}

/** Shown as a bar over a view, without words. */
export function showProgressInView<T>(viewId: string, work: () => Thenable<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}

/** Stands in the status bar for a moment. */
export function showInStatusBar(message: string): void {
  vscode.window.setStatusBarMessage(plainText(message), 3000);
}

interface PlainItem<T> extends vscode.QuickPickItem {
  readonly item: T;
}

function plainItems<T extends ListItem>(items: readonly T[]): PlainItem<T>[] {
  return items.map((item) => ({
    ...plainOptions({ description: item.description, detail: item.detail }),
    label: `${item.icon === undefined ? '' : `$(${item.icon}) `}${plainText(item.label)}`,
    ...(item.picked !== undefined && { picked: item.picked }),
    ...(item.isSeparator && { kind: vscode.QuickPickItemKind.Separator }),
    item,
  }));
}

function itemOf<T>(picked: PlainItem<T> | undefined): T | undefined {
  return picked?.item;
}

/** The same options, their texts plain. */
function plainOptions<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && key !== 'value' ? plainText(value) : value,
    ]),
  ) as T;
}
