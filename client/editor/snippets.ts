// Offers the snippets of `snippets/manifests.json` where a manifest may start. The package contributes them without
// a prefix: VS Code lists them under "Fill File with Snippet" and "Insert Snippet", and leaves the typing to us.
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logError, type Log } from '../log.ts';
import { isSnippetPlace } from '../snippetPlace.ts';
import type { SettingsReader } from './settings.ts';

/** One entry of the file; scripts/generateSnippets.ts writes it. */
interface SnippetEntry {
  shortName?: string;
  description?: string;
  body?: string[];
}

export function registerSnippets(
  context: vscode.ExtensionContext,
  settings: SettingsReader,
  log: Log,
): vscode.Disposable {
  let loaded: Promise<readonly NamedEntry[]> | undefined;
  const load = async () => {
    const text = await readFile(context.asAbsolutePath('snippets/manifests.json'), 'utf8');
    return Object.entries(JSON.parse(text) as Record<string, SnippetEntry>).flatMap(
      ([name, { shortName, ...entry }]) => (shortName ? [{ ...entry, name, shortName }] : []),
    );
  };
  return vscode.languages.registerCompletionItemProvider('yaml', {
    async provideCompletionItems(document, cursor) {
      const lineAt = (line: number) => document.lineAt(line).text;
      if (!isSnippetPlace(lineAt, document.lineCount, cursor)) return [];
      if (!settings.current(document.uri).completion.enabled) return [];
      loaded ??= load();
      try {
        const range = new vscode.Range(cursor.with({ character: 0 }), cursor);
        return (await loaded).map((entry) => snippetItem(entry, range));
      } catch (error) {
        loaded = undefined;
        logError(log, 'snippets', error);
        return [];
      }
    },
  });
}

type NamedEntry = SnippetEntry & { name: string; shortName: string };

function snippetItem(entry: NamedEntry, range: vscode.Range): vscode.CompletionItem {
  const { name, shortName } = entry;
  const body = (entry.body ?? []).join('\n');
  const item = new vscode.CompletionItem(
    { label: shortName, description: name },
    vscode.CompletionItemKind.Snippet,
  );
  item.range = range;
  item.insertText = new vscode.SnippetString(body);
  item.detail = entry.description ?? name;
  item.documentation = new vscode.MarkdownString().appendCodeblock(plainText(body), 'yaml');
  item.sortText = `~${shortName}`; // below what the language server offers
  return item;
}

/** The body as it reads with every default taken. */
function plainText(body: string): string {
  const stop = /(?<!\\)\$(?:(\d+)|\{(\d+)(?::((?:[^}\\]|\\.)*)|\|([^,|}]*)(?:[,|][^}]*)?)?\})/g;
  const defaults = new Map<string, string>();
  const taken = body.replace(stop, (_all, plain?: string, braced?: string, ...rest: unknown[]) => {
    const number = plain ?? braced ?? '';
    const text = rest.slice(0, 2).find((one) => typeof one === 'string');
    if (text !== undefined && !defaults.has(number)) defaults.set(number, text);
    return defaults.get(number) ?? '';
  });
  return taken.replace(/\\([$}\\])/g, '$1');
}
