// Writes schemas/<system>/facts.json: what the tests of parity hold our schemas against, and what a test cluster serves.
//
//   node tools/schemas/importFacts.ts FOLDER [SYSTEM ...]
//
// FOLDER holds what the projects publish: `crds/GROUP/*.yaml` (and `crds-more`, `crds-releases`, with a table `kinds.tsv` of
// the release and date of each file, where there are several releases of one CRD), `charts/CHART/{Chart,values}.yaml` (CHART as in our
// charts/), `openapi/swagger.json` of an API server, `crd-json-schemas/GROUP/*.schema.json`. Of each system, or of those
// named, what is found replaces the facts of the same kinds and charts; the others stay. Needs dist/schemas.

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KindEntry } from '../../core/schema/schema.ts';
import type { CrdFacts, Facts } from './facts/facts.ts';
import { mergeReleases } from './facts/mergeReleases.ts';
import { factsFileName, factsOf } from './facts/readFacts.ts';
import { factsText } from './facts/factsText.ts';
import {
  publishedCharts,
  publishedCrds,
  publishedDefinitions,
  type ReleasedCrd,
} from './facts/published.ts';
import { shareShapes } from './facts/shapes.ts';
import { unpackIndex, type PackedIndex } from '../../core/schema/packedIndex.ts';
import { hasCrd, readSystem, type OwnSystem } from './system.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface FactsImport {
  /** What the projects publish. */
  readonly from: string;
  /** The folder of the systems. */
  readonly schemas: string;
  readonly systems: readonly string[];
  /** Kinds that we have; the CRDs of others are left out. */
  readonly kinds: readonly KindEntry[];
}

/** Writes the facts of the systems. Returns a line on each. */
export function importFacts({ from, schemas, systems, kinds }: FactsImport): string[] {
  return systems.flatMap((system) => {
    const folder = path.join(schemas, system);
    const { groups = {} } = descriptor(folder);
    const own = kinds.filter(({ bundle }) => bundle === system);
    const isOwn = ({ group, names: { kind } }: CrdFacts): boolean =>
      hasCrd({ groups }, group, kind) ||
      own.some((entry) => entry.group === group && entry.kind === kind);
    const ids = chartsIn(folder);
    const crds = publishedCrds(from, new Set([...Object.keys(groups), ...own.map(groupOf)]));
    const found = {
      crds: oneOfEachKind(crds.filter(({ crd }) => isOwn(crd))),
      ...publishedDefinitions(from, system),
      charts: publishedCharts(from, ids),
    };
    const facts = merged(factsOf(folder), found, isOwn, ids);
    if (Object.keys(facts).length === 0) return [];
    const text = factsText(facts);
    writeFileSync(path.join(folder, factsFileName), text);
    return [`${system}: ${(text.length / 1000).toFixed(0)} kB`];
  });
}

/** What is found, and for the rest what was there. Only kinds and charts that the system has are kept. */
function merged(
  before: Facts,
  found: Facts,
  isOwn: (crd: CrdFacts) => boolean,
  chartIds: readonly string[],
): object {
  const byName = new Map(
    [...(before.crds ?? []), ...(found.crds ?? [])].map((crd) => [nameOf(crd), crd]),
  );
  const crds = [...byName.values()].filter(isOwn).sort(byKind);
  const charts = { ...before.charts, ...found.charts };
  const kept = chartIds.flatMap((id) => (charts[id] ? [[id, charts[id]] as const] : []));
  const { definitions = before.definitions, served = before.served } = found;
  const shared = shareShapes(crds);
  return {
    ...(crds.length > 0 && { crds: shared.crds }),
    ...(Object.keys(shared.shapes).length > 0 && { shapes: shared.shapes }),
    ...(definitions && { definitions }),
    ...(served && { served }),
    ...(kept.length > 0 && { charts: Object.fromEntries(kept) }),
  };
}

const nameOf = ({ group, names }: CrdFacts): string => `${group} ${names.kind}`;
const byKind = (one: CrdFacts, other: CrdFacts): number => (nameOf(one) < nameOf(other) ? -1 : 1);
const groupOf = ({ group }: KindEntry): string => group;

function oneOfEachKind(crds: readonly ReleasedCrd[]): CrdFacts[] {
  const byName = Map.groupBy(crds, ({ crd }) => nameOf(crd));
  return [...byName.values()].flatMap((releases) => mergeReleases(releases) ?? []);
}

/** A folder that has no descriptor yet has no groups. */
function descriptor(folder: string): Pick<OwnSystem, 'groups'> {
  return existsSync(path.join(folder, 'system.yaml')) ? readSystem<OwnSystem>(folder, []) : {};
}

function chartsIn(systemFolder: string): string[] {
  const files = globSync('*/chart.yaml', { cwd: path.join(systemFolder, 'charts') });
  return files.map((file) => path.dirname(file)).sort();
}

function main([from, ...named]: readonly string[]): void {
  if (from === undefined) {
    process.stderr.write('usage: importFacts.ts FOLDER [SYSTEM ...]\n');
    process.exitCode = 2;
    return;
  }
  const schemas = path.join(root, 'schemas');
  const all = globSync('*/system.yaml', { cwd: schemas }).map((file) => path.dirname(file));
  const problem = problemWith(from, named, all);
  if (problem !== undefined) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 2;
    return;
  }
  const index = readFileSync(path.join(root, 'dist/schemas/index.json'), 'utf8');
  const kinds = unpackIndex(JSON.parse(index) as PackedIndex);
  const systems = named.length > 0 ? named : all.sort();
  const written = importFacts({ from, schemas, systems, kinds });
  const nothing = `nothing in ${from} is of ${systems.join(', ')}: it has to hold crds/GROUP/*.yaml or charts/CHART/values.yaml`;
  process.stdout.write(`${written.length > 0 ? written.join('\n') : nothing}\n`);
}

/** What is wrong with the arguments, in words. */
export function problemWith(
  from: string,
  named: readonly string[],
  systems: readonly string[],
): string | undefined {
  if (!existsSync(from)) return `there is no folder ${from}`;
  const unknown = named.find((name) => !systems.includes(name));
  return unknown && `there is no schemas/${unknown}/system.yaml: write it first`;
}

if (import.meta.main) main(process.argv.slice(2));
