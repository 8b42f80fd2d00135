/** Completion as an editor sees it: a text with `$0` in, the offered items and the text after accepting one out. */
import { join } from 'node:path';
import type { CompletionItem, Position, TextEdit } from 'vscode-languageserver';
import { completion } from '../../core/features/completion/completion.ts';
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import { silentLog } from '../../core/log.ts';
import { Session } from '../../core/session.ts';

export interface Checked {
  /** In the order in which an editor shows them, those left that fit what is typed. */
  readonly labels: readonly string[];
  /** The text after accepting an item, tab stops at their defaults. Throws where it is not offered. */
  accept(label: string): string;
  item(label: string): CompletionItem | undefined;
}

export interface CheckOptions {
  readonly uri?: string;
  readonly languageId?: string;
  /** Texts of other open files. */
  readonly others?: readonly string[];
  readonly isLazy?: boolean;
  /** The release of Kubernetes that counts; absent: the newest that is known. */
  readonly kubernetesVersion?: string;
}

/** The built schemas. Reading throws where they have not been built (npm run build). */
export const builtStore = new SchemaStore(
  folderReader(join(import.meta.dirname, '../../dist/schemas')),
);

export function checkCompletion(marked: string, options: CheckOptions = {}): Checked {
  const { uri = 'untitled:test.yaml', languageId = 'yaml', others = [], isLazy = false } = options;
  const at = marked.indexOf('$0');
  if (at === -1) throw new Error('the text has no $0');
  const text = marked.slice(0, at) + marked.slice(at + 2);
  const session = new Session({
    store: builtStore,
    log: silentLog,
    loadEngine: () => Promise.reject(new Error('completion needs no engine')),
  });
  const { kubernetesVersion: version } = options;
  if (version !== undefined) session.release = { version, from: 'commandLine' };
  session.open(uri, languageId, 1, text);
  for (const [index, other] of others.entries()) {
    session.open(`untitled:other${index}.yaml`, 'yaml', 1, other);
  }
  const file = session.file(uri);
  if (!file) throw new Error('the file is not open');
  const position = positionAt(text, at);
  const items = completion(session, file, position, { isLazy });
  const typed = (item: CompletionItem): string => {
    const { range } = item.textEdit as TextEdit;
    return text.slice(offsetAt(text, range.start), at).trimStart().toLowerCase();
  };
  const shown = items
    .filter((item) => (item.filterText ?? item.label).toLowerCase().startsWith(typed(item)))
    .toSorted((a, b) => compare(a.sortText ?? a.label, b.sortText ?? b.label));
  const item = (label: string): CompletionItem | undefined =>
    shown.find((each) => each.label === label);
  return {
    labels: shown.map(({ label }) => label),
    item,
    accept: (label) => {
      const accepted = item(label);
      if (!accepted) throw new Error(`${label} is not offered`);
      return accept(text, accepted);
    },
  };
}

function accept(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const newText = item.insertTextFormat === 2 ? expandSnippet(edit.newText) : edit.newText;
  return [{ ...edit, newText }, ...(item.additionalTextEdits ?? [])]
    .toSorted((a, b) => offsetAt(text, b.range.start) - offsetAt(text, a.range.start))
    .reduce(
      (result, { range, newText: inserted }) =>
        result.slice(0, offsetAt(text, range.start)) +
        inserted +
        result.slice(offsetAt(text, range.end)),
      text,
    );
}

/** A snippet with every tab stop at its default. Throws where an editor would put in a variable, such as the clipboard. */
export function expandSnippet(snippet: string): string {
  const syntax =
    /\\([\\$}])|\$\{\d+\|((?:\\.|[^\\,|])*)(?:,(?:\\.|[^\\,|])*)*\|\}|\$\{\d+:((?:\\.|[^\\}])*)\}|\$\d+|\$\{\d+\}|\$\{?([A-Za-z_]\w*)/g;
  return snippet.replaceAll(syntax, (_all, ...groups: (string | undefined)[]) => {
    const [escaped, choice, value, variable] = groups;
    if (variable !== undefined) throw new Error(`the snippet has the variable ${variable}`);
    if (choice !== undefined) return choice.replaceAll(/\\([\\,|])/g, '$1');
    return escaped ?? (value ?? '').replaceAll(/\\([\\$}])/g, '$1');
  });
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function offsetAt(text: string, { line, character }: Position): number {
  const start = text
    .split('\n')
    .slice(0, line)
    .reduce((sum, content) => sum + content.length + 1, 0);
  return start + character;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
