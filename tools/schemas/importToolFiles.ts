// Writes schemas/tools/toolFiles.json from facts: which apiVersions and kinds are files of tools that no API server reads.
// `node tools/schemas/importToolFiles.ts FOLDER`, where FOLDER holds tool-files.tsv.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolFileTable } from '../../core/schema/toolFiles.ts';
import { rowsOf } from './tsv.ts';

/** Groups that an API server serves kinds of, too: of them only the kinds that are listed are files of a tool. */
const sharedGroups = new Set([
  'argoproj.io',
  'apiextensions.k8s.io',
  'policy.open-cluster-management.io',
]);

export function toolFileTable(tsv: string): ToolFileTable {
  const groups = new Map<string, Map<string, string>>();
  const shared = new Map<string, Map<string, string>>();
  const plain = new Map<string, Map<string, string>>();
  for (const { apiVersion = '', kind = '', tool = '', files = '' } of rowsOf(tsv)) {
    const [version = ''] = apiVersion.split(' ');
    // What a chart is, its file's name says.
    if (version === '' || tool.startsWith('Helm')) continue;
    const slash = version.lastIndexOf('/');
    const group = version.slice(0, Math.max(slash, 0));
    const table = slash === -1 ? plain : sharedGroups.has(group) ? shared : groups;
    const key = slash === -1 ? version : group;
    const kinds = table.get(key) ?? new Map<string, string>();
    table.set(key, kinds);
    // A file that has no kind of its own is told by its name.
    const [name] = /\(([\w.-]+\.ya?ml)\)/.exec(kind)?.slice(1) ?? [];
    const known = name === undefined ? kind : `- ${name}`;
    if (!kinds.has(known)) kinds.set(known, [tool, firstName(files)].filter(Boolean).join('|'));
  }
  return { groups: plainOf(groups), shared: plainOf(shared), plain: plainOf(plain) };
}

/** The first file that is named, where it is a name: `cluster.yaml`. */
function firstName(files: string): string {
  const [first = ''] = files.split(/[,:;(]/);
  return /^~?[\w./*-]+$/.test(first.trim()) && first.trim() !== 'any' ? first.trim() : '';
}

function plainOf(table: Map<string, Map<string, string>>): ToolFileTable['groups'] {
  return Object.fromEntries(
    [...table].toSorted().map(([key, kinds]) => [key, Object.fromEntries([...kinds].toSorted())]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: node tools/schemas/importToolFiles.ts FOLDER');
  const table = toolFileTable(readFileSync(path.join(folder, 'tool-files.tsv'), 'utf8'));
  const out = path.resolve(import.meta.dirname, '../../schemas/tools/toolFiles.json');
  writeFileSync(out, `${JSON.stringify(table, undefined, 2)}\n`);
}
