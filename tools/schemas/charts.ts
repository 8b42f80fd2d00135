// Bundles of the values of Helm charts: schemas/<system>/charts/<chart>/{chart,values}.yaml, one bundle a chart, and the
// index of them. docs/schemas.md describes both files.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { SchemaBundle } from '../../core/schema/schema.ts';
import type { ChartEntry } from '../../core/helm/chart.ts';
import { close, readDefinitionFile } from './ownSystems.ts';
import { walkBundles } from './walk.ts';
import type { Bundles } from './walk.ts';

/** The definition that describes a whole values file. */
const ROOT = 'Values';
const needed = ['name', 'title', 'version', 'repositories', 'signature'] as const;

export interface Charts {
  readonly bundles: Bundles;
  readonly charts: ChartEntry[];
  /** Definitions that everything else hangs off. */
  readonly roots: { bundle: string; definition: string }[];
}

/** All charts below `schemas/`; `core`: the types of Kubernetes. Throws with what is wrong in a file. */
export function chartBundles(schemasDir: string, core: Bundles): Charts {
  const bundles: Bundles = {};
  const charts: ChartEntry[] = [];
  for (const file of globSync('*/charts/*/chart.yaml', { cwd: schemasDir }).sort()) {
    const folder = path.join(schemasDir, path.dirname(file));
    const id = path.basename(folder);
    const bundle = `chart.${id}`;
    if (bundles[bundle]) throw new Error(`${folder}: there is a chart folder ${id} already`);
    const values = readValues(path.join(folder, 'values.yaml'));
    bundles[bundle] = values;
    const keys = Object.keys(values[ROOT]?.properties ?? {});
    const chart = readChart(path.join(folder, 'chart.yaml'));
    const unknown = chart.signature.filter((key) => !keys.includes(key));
    if (unknown.length > 0)
      throw new Error(`${folder}/chart.yaml: signature has ${unknown.join(', ')}, values.yaml not`);
    charts.push({ ...chart, id, keys });
  }
  const keys = listKeys(core);
  walkBundles(bundles, (schema) => {
    close(schema);
    const own = keys.get(schema.items?.$ref ?? '');
    if (own) schema['x-list-keys'] ??= own;
  });
  const roots = Object.keys(bundles).map((bundle) => ({ bundle, definition: ROOT }));
  return { bundles, charts, roots };
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
  const chart = read as Omit<ChartEntry, 'id' | 'keys'>;
  const missing = needed.filter((field) => !(field in chart));
  if (missing.length > 0) throw new Error(`${file}: missing ${missing.join(', ')}`);
  // `1.10` without quotes is a number.
  if (typeof chart.version !== 'string') throw new Error(`${file}: write version in quotes`);
  return chart;
}

function readValues(file: string): SchemaBundle {
  const definitions = readDefinitionFile(file);
  if (!definitions[ROOT]) throw new Error(`${file}: there is no definition ${ROOT}`);
  return definitions;
}
