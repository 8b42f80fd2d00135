// Writes snippets/manifests.json, the snippets VS Code offers, from `schemas/*/snippets/*.yaml`.
//
// A snippet file is real YAML with VS Code's stops in it, below a header of comments that ends at the first empty line:
//
//     # name: Pod with a claim
//     # prefix: pod-claim
//     # description: Pod that mounts an existing claim
//
//     apiVersion: v1
//     …

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '..');
const HEADER_KEYS = ['name', 'prefix', 'description'] as const;

export interface Snippet {
  /** Path from the root of the repository, with `/`. */
  readonly file: string;
  readonly name: string;
  /** What the user types. */
  readonly prefix: string;
  readonly description: string;
  /** Lines of the body, in the syntax of VS Code's snippets. */
  readonly body: readonly string[];
}

/** All snippets, in the order of their files. Throws on a file whose header is wrong and on a name or prefix used twice. */
export function readSnippets(root: string = ROOT): Snippet[] {
  const snippets = snippetFiles(root).map((file) =>
    parseSnippet(file, readFileSync(path.join(root, file), 'utf8')),
  );
  for (const key of ['name', 'prefix'] as const) {
    const seen = new Map<string, string>();
    for (const snippet of snippets) {
      const other = seen.get(snippet[key]);
      if (other) throw new Error(`${snippet.file}: ${key} "${snippet[key]}" is taken by ${other}`);
      seen.set(snippet[key], snippet.file);
    }
  }
  return snippets;
}

/** Header and body of one snippet file. */
export function parseSnippet(file: string, text: string): Snippet {
  const lines = text.replace(/\r\n/g, '\n').trimEnd().split('\n');
  const end = lines.indexOf('');
  const header = new Map<string, string>();
  for (const line of lines.slice(0, end)) {
    const match = /^# (\w+): (.+)$/.exec(line);
    if (!match) throw new Error(`${file}: "${line}" is not a header line`);
    header.set(match[1] ?? '', match[2] ?? '');
  }
  const [name, prefix, description] = HEADER_KEYS.map((key) => header.get(key));
  if (end < 0 || !name || !prefix || !description || header.size > HEADER_KEYS.length) {
    throw new Error(
      `${file}: the header needs ${HEADER_KEYS.join(', ')} and an empty line after it`,
    );
  }
  return { file, name, prefix, description, body: lines.slice(end + 1) };
}

/** The text that a snippet leaves when the user accepts every default; the first choice where there is a list. */
export function expandSnippet(body: readonly string[]): string {
  const defaults = new Map<string, string>();
  const text = body.join('\n') + '\n';
  for (const [, stop = '', value] of text.matchAll(STOP)) {
    const first = value && defaultText(value);
    if (first !== undefined && !defaults.has(stop)) defaults.set(stop, first);
  }
  return text
    .replace(
      STOP,
      (_all, braced: string | undefined, _value, plain: string | undefined) =>
        defaults.get(braced ?? plain ?? '') ?? '',
    )
    .replace(/\\([$}\\])/g, '$1');
}

/** `${1:text}`, `${1|a,b|}`, `${1}` and `$1`; a backslash before the dollar sign makes it plain text. */
const STOP = /(?<!\\)(?:\$\{(\d+)([:|](?:[^}\\]|\\.)*)?\}|\$(\d+))/g;

function defaultText(value: string): string | undefined {
  return value.startsWith('|') ? value.slice(1, -1).split(',')[0] : value.slice(1);
}

/**
 * Contents of snippets/manifests.json. The first entry is only a note: VS Code passes over a group without snippets.
 * Without a `prefix`, VS Code does not offer them at every word; the client does, by `shortName`, where a manifest may start.
 */
export function snippetsJson(snippets: readonly Snippet[]): string {
  const entries = snippets.map(({ name, prefix, description, body }) => [
    name,
    { shortName: prefix, isFileTemplate: true, description, body },
  ]);
  const note = [
    'Generated from schemas/*/snippets by scripts/generateSnippets.ts: do not edit',
    {},
  ];
  return JSON.stringify(Object.fromEntries([note, ...entries]), null, 2) + '\n';
}

function snippetFiles(root: string): string[] {
  return readdirSync(path.join(root, 'schemas'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((system) => yamlFiles(root, `schemas/${system.name}/snippets`))
    .sort();
}

function yamlFiles(root: string, folder: string): string[] {
  const names = readdirSync(path.join(root, path.dirname(folder)));
  if (!names.includes(path.basename(folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(ROOT, 'snippets/manifests.json'), snippetsJson(readSnippets()));
}
