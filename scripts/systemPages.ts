// The pages docs/systems/*.md: what each folder of schemas/ brings, for a reader who wonders what the editor knows.

import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KindEntry, TypeSchema } from '../core/schema/schema.ts';
import { packIndex } from '../core/schema/packedIndex.ts';
import { SchemaStore } from '../core/schema/schemaStore.ts';
import type { TypedSchema } from '../core/schema/typedSchema.ts';
import { typeLabel } from '../core/schema/typeLabel.ts';
import { readSnippets } from './generateSnippets.ts';
import { compileSchemas } from '../tools/schemas/build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Descriptor {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly docUrl?: string;
}

interface Chart {
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly docUrl?: string;
}

/** What one folder holds. */
interface System extends Descriptor {
  readonly kinds: readonly KindEntry[];
  readonly charts: readonly Chart[];
  /** Described here in our own words, not generated from a package. */
  readonly isOurs: boolean;
  readonly valid: number;
  readonly invalid: number;
}

/** Every page by its file in docs/systems, as Markdown; `README.md` lists them. */
export function systemPages(generated: string): Map<string, string> {
  const { bundles, index, published } = compileSchemas();
  const store = new SchemaStore((name) =>
    JSON.stringify(
      name === 'index'
        ? packIndex(index.kinds)
        : (bundles[name] ?? published.get(name.replace(/^published\./, ''))),
    ),
  );
  const systems = readdirSync(path.join(ROOT, 'schemas'))
    .sort()
    .filter((id) => existsSync(path.join(ROOT, 'schemas', id, 'system.yaml')))
    .map((id) => readSystem(id, index.kinds));
  const pages = new Map([['README.md', listPage(generated, systems)]]);
  for (const system of systems) {
    pages.set(`${system.id}.md`, systemPage(generated, system, store));
  }
  return pages;
}

function readSystem(id: string, kinds: readonly KindEntry[]): System {
  const folder = path.join(ROOT, 'schemas', id);
  const descriptor = parse(readFileSync(path.join(folder, 'system.yaml'), 'utf8')) as Descriptor;
  const count = (part: string): number =>
    globSync(`examples/${part}/*.yaml`, { cwd: folder }).length;
  return {
    ...descriptor,
    id,
    kinds: kinds.filter(({ source }) => source === descriptor.title),
    charts: globSync('charts/*/chart.yaml', { cwd: folder })
      .sort()
      .map((file) => readChart(path.join(folder, file))),
    isOurs: existsSync(path.join(folder, 'definitions')),
    valid: count('valid'),
    invalid: count('invalid'),
  };
}

function readChart(file: string): Chart {
  return {
    ...(parse(readFileSync(file, 'utf8')) as Omit<Chart, 'folder'>),
    folder: path.basename(path.dirname(file)),
  };
}

function listPage(generated: string, systems: readonly System[]): string {
  const snippets = readSnippets(ROOT);
  const rows = systems.map((system) => {
    const own = snippets.filter(({ file }) => isOf(system.id, file)).length;
    const charts = system.charts.map(({ name, version }) => `${name} ${version}`).join(', ');
    return `| [${system.title}](${system.id}.md) | ${system.version} | ${system.kinds.length || ''} | ${charts} | ${own || ''} |`;
  });
  return [
    generated,
    '',
    '# Systems',
    '',
    'What the editor knows without a cluster, a network or a setup. How a system is described: [systems.md](../systems.md).',
    '',
    '| system | version | kinds | charts | snippets |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function systemPage(generated: string, system: System, store: SchemaStore): string {
  const { id, title, version, docUrl, kinds, charts } = system;
  return [
    generated,
    '',
    `# ${title}`,
    '',
    `Version ${version}${docUrl ? `, [documentation of the project](${docUrl})` : ''}. Data: \`schemas/${id}/\`, with ${plural(system.valid, 'valid example')} and ${plural(system.invalid, 'invalid example')}.`,
    '',
    ...(kinds.length > 0 ? kindTable(kinds) : []),
    ...snippetList(id),
    ...(system.isOurs ? kinds.flatMap((kind) => kindSection(kind, store)) : []),
    ...charts.flatMap((chart) => chartSection(chart, store)),
  ].join('\n');
}

function kindTable(kinds: readonly KindEntry[]): string[] {
  return [
    '## Kinds',
    '',
    '| kind | apiVersion | scope | short names |',
    '| --- | --- | --- | --- |',
    ...kinds.map(({ kind, group, version, namespaced, shortNames, docUrl }) =>
      [
        '',
        docUrl ? `[${kind}](${docUrl})` : kind,
        `\`${group ? `${group}/` : ''}${version}\``,
        namespaced ? 'namespace' : 'cluster',
        shortNames?.join(', ') ?? '',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
  ];
}

function snippetList(id: string): string[] {
  const own = readSnippets(ROOT).filter(({ file }) => isOf(id, file));
  if (own.length === 0) return [];
  return [
    '## Snippets',
    '',
    '| prefix | inserts |',
    '| --- | --- |',
    ...own.map(({ prefix, description }) => `| \`${prefix}\` | ${cell(description)} |`),
    '',
  ];
}

function kindSection(entry: KindEntry, store: SchemaStore): string[] {
  const typed = store.schemaOf(entry);
  if (!typed) return [];
  const root = typed.resolve(typed.root);
  const { properties = {}, required = [], description = '' } = root;
  const { apiVersion: _v, kind: _k, metadata: _m, status: _s, spec, ...others } = properties;
  const resolved: TypeSchema = spec ? typed.resolve(spec) : {};
  // Of a part of Kubernetes itself the reference of Kubernetes tells more, in its own words.
  const own = resolved.provenance?.isKubernetes ? {} : resolved;
  return [
    `## ${entry.kind} ${entry.version}`,
    '',
    description,
    '',
    ...fieldTable(
      { ...prefixed('spec.', own), ...others },
      [...(own.required ?? []).map((name) => `spec.${name}`), ...required],
      typed,
    ),
  ];
}

function chartSection(chart: Chart, store: SchemaStore): string[] {
  const { name, title, version, docUrl } = chart;
  const root = store.bundle(`chart.${chart.folder}`).Values ?? {};
  const typed: TypedSchema = { ...store.anyObject, root };
  return [
    `## ${title}`,
    '',
    `Values of the chart ${docUrl ? `[${name}](${docUrl})` : name}, version ${version}. A file is recognised by \`# chart: ${name}@${version}\` on its first line, by a Chart.yaml beside it, or by its keys.`,
    '',
    ...fieldTable(root.properties ?? {}, [], typed),
  ];
}

function fieldTable(
  fields: Readonly<Record<string, TypeSchema>>,
  required: readonly string[],
  typed: TypedSchema,
): string[] {
  const rows = Object.entries(fields).map(([name, written]) => {
    const schema = typed.resolve(written);
    const value =
      schema.default === undefined ? '' : ` Default: \`${JSON.stringify(schema.default)}\`.`;
    const text = cell(`${schema.description ?? ''}${value}`);
    return `| \`${name}\`${required.includes(name) ? ' (required)' : ''} | ${typeLabel(typed, schema)} | ${text} |`;
  });
  if (rows.length === 0) return [];
  return ['| field | takes | |', '| --- | --- | --- |', ...rows, ''];
}

function prefixed(prefix: string, { properties = {} }: TypeSchema): Record<string, TypeSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [`${prefix}${name}`, schema]),
  );
}

function isOf(id: string, file: string): boolean {
  return file.startsWith(`schemas/${id}/`);
}

function plural(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
