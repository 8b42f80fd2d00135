/** The product's diagnostics for a text, without a process in between, and the expectations written in examples. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DiagnosticSeverity } from 'vscode-languageserver';
import { CancellationToken, type Diagnostic } from 'vscode-languageserver';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { silentLog } from '../../core/log.ts';
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import { Session, type SessionParts } from '../../core/session.ts';

export const repositoryRoot = join(import.meta.dirname, '../..');

/** A session on the built schemas that reads every folder. The engine is not there: what needs it is tested over the protocol. */
export function testSession(parts: Partial<SessionParts> = {}): Session {
  const schemas = join(repositoryRoot, 'dist/schemas');
  if (!existsSync(join(schemas, 'index.json'))) {
    throw new Error('dist/schemas is not built: run `npm run build` first');
  }
  return new Session({
    store: new SchemaStore(folderReader(schemas)),
    log: silentLog,
    disk: new Disk(undefined, ['/']),
    loadEngine: () => Promise.reject(new Error('no engine in this test')),
    ...parts,
  });
}

/** Diagnostics of a text as a file of that name. */
export async function diagnose(
  session: Session,
  text: string,
  path = '/example.yaml',
): Promise<Diagnostic[]> {
  const uri = pathToFileURL(path).href;
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  const ask = () => (file ? diagnosticsOf(session, file, CancellationToken.None) : []);
  await ask();
  // What it asked for first is read by then, such as the library for conditions of CRDs; what was said stays said.
  await session.expressions.settled;
  const diagnostics = await ask();
  session.close(uri);
  return diagnostics ?? [];
}

/** One diagnostic in one line: `LINE:START-END severity[code]`, columns and lines from 1. */
export function brief({ range, severity, code }: Diagnostic): string {
  const { start, end } = range;
  const last =
    start.line === end.line ? String(end.character + 1) : `${end.line + 1}:${end.character + 1}`;
  return `${start.line + 1}:${start.character + 1}-${last} ${severityName(severity)}[${String(code)}]`;
}

/** A diagnostic with its message, for a reader of a failed test. */
export function full(diagnostic: Diagnostic): string {
  const { message } = diagnostic;
  return `${brief(diagnostic)} ${typeof message === 'string' ? message : message.value}`;
}

export function severityName(severity: DiagnosticSeverity | undefined): string {
  return ['error', 'warning', 'information', 'hint'][(severity ?? 1) - 1] ?? 'error';
}

export interface MarkedText {
  /** Without the lines that carry marks. */
  readonly text: string;
  /** As `brief` writes diagnostics. */
  readonly expected: readonly string[];
}

/**
 * Reads the marks of an example: a comment line of carets under the text that it is about, then `severity[code]`.
 * A `#` that touches the first caret counts as one, as a comment cannot begin left of column 1.
 */
export function readMarks(marked: string): MarkedText {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of marked.split('\n')) {
    const mark = /^(\s*)#(\s*)(\^+)\s+(\w+\[[^\]]+\])/.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    const [, indent = '', gap = '', carets = '', what = ''] = mark;
    const touches = gap === '';
    const start = indent.length + (touches ? 0 : 1 + gap.length);
    const end = indent.length + 1 + gap.length + carets.length;
    expected.push(`${lines.length}:${start + 1}-${end + 1} ${what}`);
  }
  return { text: lines.join('\n'), expected };
}

/** Files below a folder with one of the endings, sorted. */
export function filesBelow(folder: string, ending = '.yaml'): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}

/** Folders of `schemas/`: the systems. */
export function systems(): string[] {
  return readdirSync(join(repositoryRoot, 'schemas'));
}
