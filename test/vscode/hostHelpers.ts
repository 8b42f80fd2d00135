// What the suites in the extension host share: opening a manifest, and waiting for what the server has to say about it.
import * as vscode from 'vscode';

export const extensionId = 'data-platform-manifests.data-platform-manifests';

const patienceMs = 20_000;
const pollEveryMs = 50;

/** Opens a file of the workspace in an editor. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens an unsaved YAML document; `$0` in the text is the cursor. */
export async function openText(
  marked: string,
): Promise<{ document: vscode.TextDocument; cursor: vscode.Position }> {
  const text = marked.replace(/^\n/, '');
  const offset = text.indexOf('$0');
  const document = await vscode.workspace.openTextDocument({
    language: 'yaml',
    content: text.replace('$0', ''),
  });
  const cursor = document.positionAt(Math.max(offset, 0));
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(cursor, cursor);
  return { document, cursor };
}

/** Asks again until the answer is one; the error says what was waited for and what was seen last. */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | Thenable<T | undefined>,
  forMs = patienceMs,
): Promise<T> {
  const deadline = Date.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${String(forMs / 1000)} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}

/** Waits until the diagnostics of the document are as wanted. */
export function waitForDiagnostics(
  document: vscode.TextDocument,
  isWanted: (diagnostics: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  let seen: vscode.Diagnostic[] = [];
  return waitFor(`other diagnostics than ${JSON.stringify(seen)}`, () => {
    seen = vscode.languages.getDiagnostics(document.uri);
    return isWanted(seen) ? seen : undefined;
  }).catch((error: unknown) => {
    const last = seen.map(({ message }) => message).join('; ');
    throw new Error(`${String(error)}; last seen: ${last || 'none'}`);
  });
}

/** The labels that are offered at the position, in the order of the list. */
export async function completionLabels(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  const sorted = list.items.toSorted((a, b) => sortKey(a).localeCompare(sortKey(b)));
  return sorted.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** All that hovers say at the position, as Markdown. */
export async function hoverText(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Where the first occurrence of the text starts. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" is not in ${document.uri.path}`);
  return document.positionAt(offset);
}

export async function closeAll(): Promise<void> {
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isGone = () => tabs().length === 0 && unsaved().length === 0;
  await waitFor('all editors to be closed', async () => {
    if (isGone()) return true;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return isGone() || undefined;
  });
  // The library of the protocol takes an answer that is still on its way for one about the next document of that name, or
  // asks for that one no more. Nothing tells when the last answer was there.
  await new Promise((resolve) => setTimeout(resolve, answerMs));
}

/** Far more than the server takes for the small texts of tests. */
const answerMs = 500;

/** Unsaved documents live a moment longer than their editors; a new one would get the name and the diagnostics of the old. */
function unsaved(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) => uri.scheme === 'untitled' && !isClosed,
  );
}

function sortKey({ sortText, label }: vscode.CompletionItem): string {
  return sortText ?? (typeof label === 'string' ? label : label.label);
}

/** The code of a diagnostic, with or without a link to its page. */
export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

/** A row of the explorer that stands for a pod of the namespace `default`. */
export function podNode(name: string): object {
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: 'default' };
  return {
    id: `pod/${name}`,
    contextName: 'admin',
    ref,
    view: () => ({ contextValue: 'resource.Pod' }),
  };
}
