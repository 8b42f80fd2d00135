// Collects the manifests that a command is meant for: at the cursor, of a file, of files and folders. Works
// on the text as it is in the editor, saved or not, and without the language server.
import * as vscode from 'vscode';
import { splitManifest, type ManifestDocument } from '../../core/model/manifestDocuments.ts';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';

const mostFiles = 500;
const manifestFiles = '**/*.{yaml,yml,json}';

/** The documents that the cursor or the selection touches. */
export function documentsAtCursor(editor: vscode.TextEditor): SourceDocument[] {
  const { document, selection } = editor;
  const from = document.offsetAt(selection.start);
  const to = document.offsetAt(selection.end);
  const text = document.getText();
  const all = splitManifest(text);
  const touched = all.filter(({ start, end }) => start <= to && from <= end);
  // Two documents meet at their `---`; a mere cursor means the later one.
  const last = touched.at(-1);
  const meant = selection.isEmpty ? touched.filter(({ start }) => start === last?.start) : touched;
  return number(meant.map((one) => source(document.uri, text, one)));
}

/** The document that a place of a text is in. */
export function documentAt(
  text: vscode.TextDocument,
  place: vscode.Position,
): SourceDocument | undefined {
  const offset = text.offsetAt(place);
  const whole = text.getText();
  const found = splitManifest(whole).findLast(({ start }) => start <= offset);
  return found && { ...source(text.uri, whole, found), document: { ...found, index: 0 } };
}

export async function documentsOfFile(uri: vscode.Uri): Promise<SourceDocument[]> {
  return number(await sourcesOf(uri));
}

/** Files are taken as they are; of folders, those files that hold at least one manifest. */
export async function documentsOfSelection(uris: readonly vscode.Uri[]): Promise<SourceDocument[]> {
  const sources: SourceDocument[] = [];
  const seen = new Set<string>();
  for (const uri of uris) {
    const isFolder = ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
    const files = isFolder ? await filesBelow(uri) : [uri];
    for (const file of files) {
      if (seen.has(file.toString())) continue;
      seen.add(file.toString());
      const found = await sourcesOf(file);
      if (!isFolder || found.some(({ document }) => isManifest(document))) sources.push(...found);
    }
  }
  return number(sources);
}

async function filesBelow(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, manifestFiles),
    '**/{node_modules,.git}/**',
    mostFiles,
  );
  return files.sort((a, b) => a.path.localeCompare(b.path));
}

async function sourcesOf(uri: vscode.Uri): Promise<SourceDocument[]> {
  const text = await textOf(uri);
  return splitManifest(text).map((document) => source(uri, text, document));
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open) return open.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function source(uri: vscode.Uri, fileText: string, document: ManifestDocument): SourceDocument {
  return {
    uri: uri.toString(),
    label: vscode.workspace.asRelativePath(uri),
    fileText,
    document,
  };
}

function isManifest({ apiVersion, kind }: ManifestDocument): boolean {
  return apiVersion !== undefined && kind !== undefined;
}

function number(sources: readonly SourceDocument[]): SourceDocument[] {
  return sources.map((one, index) => ({ ...one, document: { ...one.document, index } }));
}
