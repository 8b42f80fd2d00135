// Bundles of the values of Helm charts: schemas/<system>/charts/<chart>/{chart,values}.yaml, one bundle a chart, the histories
// beside them, and the index of all. docs/schemas.md describes the files.

import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Draft, SchemaBundle } from '../../core/schema/schema.ts';
import { own } from '../../shared/own.ts';
import type { ChartEntry } from '../../core/helm/chart.ts';
import {
  keysOfPath,
  type HistoryFile,
  type HistoryKey,
} from '../../core/helm/history/historyFile.ts';
import { close, readDefinitionFile } from './ownSystems.ts';
import { walkBundles } from './walk.ts';
import type { Bundles } from './walk.ts';

/** The definition that describes a whole values file. */
const ROOT = 'Values';
const needed = ['name', 'title', 'version', 'repositories', 'signature'] as const;

export interface Charts {
  readonly bundles: Bundles;
  readonly charts: ChartEntry[];
  /** By the name of the file: which released versions of a chart have which keys. */
  readonly histories: Readonly<Record<string, HistoryFile>>;
  /** Definitions that everything else hangs off. */
  readonly roots: { bundle: string; definition: string }[];
}

/** All charts below `schemas/`; `core`: the types of Kubernetes. Throws with what is wrong in a file. */
export function chartBundles(schemasDir: string, core: Bundles): Charts {
  const bundles: Bundles = {};
  const charts: ChartEntry[] = [];
  const histories: Record<string, HistoryFile> = {};
  for (const file of globSync('*/charts/*/chart.yaml', { cwd: schemasDir }).sort()) {
    const folder = path.join(schemasDir, path.dirname(file));
    const id = path.basename(folder);
    const bundle = `chart.${id}`;
    if (bundles[bundle]) throw new Error(`${folder}: there is a chart folder ${id} already`);
    const history = readHistory(folder);
    const values = readValues(path.join(folder, 'values.yaml'), history);
    bundles[bundle] = values;
    const keys = keysOf(values, history);
    if (history) histories[`history.${id}`] = history;
    const chart = readChart(path.join(folder, 'chart.yaml'));
    const unknown = chart.signature.filter((key) => !keys.includes(key));
    if (unknown.length > 0)
      throw new Error(`${folder}/chart.yaml: signature has ${unknown.join(', ')}, values.yaml not`);
    charts.push({ ...chart, id, keys, ...(history && { hasHistory: true }) });
  }
  const keys = listKeys(core);
  walkBundles(bundles, (schema) => {
    close(schema);
    const own = keys.get(schema.items?.$ref ?? '');
    if (own) schema['x-list-keys'] ??= own;
  });
  const roots = Object.keys(bundles).map((bundle) => ({ bundle, definition: ROOT }));
  return { bundles, charts, histories, roots };
}

/** All top-level keys, of whichever version. */
function keysOf(values: SchemaBundle, history: HistoryFile | undefined): string[] {
  const known = Object.keys(history?.keys ?? {}).filter((name) => name !== '*');
  return [...new Set([...Object.keys(values[ROOT]?.properties ?? {}), ...known])];
}

/** By what items of a list of Kubernetes' own types are told apart, by reference to the type. */
function listKeys(core: Bundles): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  walkBundles(core, (schema, _at, bundle) => {
    const ref = schema.items?.$ref;
    const own = schema['x-list-keys'];
    if (ref === undefined || !own || own.length === 0) return;
    keys.set(ref.startsWith('#') ? `${bundle}${ref}` : ref, own);
  });
  return keys;
}

function readChart(file: string): Omit<ChartEntry, 'id' | 'keys'> {
  const read: unknown = parse(readFileSync(file, 'utf8'));
  const {
    refused: _,
    standsFor: _copies,
    ...chart
  } = read as Omit<ChartEntry, 'id' | 'keys'> & { refused?: object; standsFor?: object };
  const missing = needed.filter((field) => !(field in chart));
  if (missing.length > 0) throw new Error(`${file}: missing ${missing.join(', ')}`);
  // `1.10` without quotes is a number.
  if (typeof chart.version !== 'string') throw new Error(`${file}: write version in quotes`);
  return chart;
}

/** A chart whose history is known needs no words of ours. */
function readValues(file: string, history: HistoryFile | undefined): SchemaBundle {
  if (history && !existsSync(file)) return { [ROOT]: { type: 'object', properties: {} } };
  const definitions = readDefinitionFile(file);
  if (!definitions[ROOT]) throw new Error(`${file}: there is no definition ${ROOT}`);
  return definitions;
}

/** With our words on its keys: `descriptions.yaml` of the chart, by path as in the tables of the importer. */
function readHistory(folder: string): HistoryFile | undefined {
  const file = path.join(folder, 'history.json');
  if (!existsSync(file)) return undefined;
  const history = JSON.parse(readFileSync(file, 'utf8')) as HistoryFile;
  const words = path.join(folder, 'descriptions.yaml');
  if (!existsSync(words)) return history;
  const said = parse(readFileSync(words, 'utf8')) as Readonly<Record<string, string>>;
  const unknown = Object.entries(said).filter(([at, description]) => {
    const key = keyAt(history, at);
    if (key) key.description = description;
    return !key;
  });
  if (unknown.length > 0)
    throw new Error(`${words}: no version has ${unknown.map(([at]) => at).join(', ')}`);
  return history;
}

/** Values of a chart that is kept elsewhere may be named as well. */
function keyAt({ keys }: HistoryFile, at: string): Draft<HistoryKey> | undefined {
  let key: Draft<HistoryKey> = { keys };
  for (const name of keysOfPath(at)) {
    const found: HistoryKey | undefined =
      own(key.keys, name) ?? (key.open ? { open: true } : undefined);
    if (!found) return undefined;
    key.keys = { ...key.keys, [name]: found };
    key = found;
  }
  return key;
}
