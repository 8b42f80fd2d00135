// Builds `dist/schemas`: one file per bundle and index.json. `node tools/schemas/build.ts` does it alone.

import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawSchema, SchemaIndex } from '../../core/schema/schema.ts';
import { packIndex, unpackIndex, type PackedIndex } from '../../core/schema/packedIndex.ts';
import type { ChartIndex } from '../../core/helm/chart.ts';
import { apiVersions } from './apiVersions.ts';
import { chartBundles, type Charts } from './charts.ts';
import { problemsOf } from './check.ts';
import { factsBundles } from './factsBundles.ts';
import { fileBundles } from './fileSchemas.ts';
import { generatedBundles } from './generated.ts';
import { ownBundles } from './ownSystems.ts';
import { madeFacts } from './madeFacts.ts';
import { podSpecFacts } from './podSpecFacts.ts';
import { inputStamp } from './stamp.ts';
import { clusterFacts } from './clusterFacts.ts';
import { clusterFactsProblems } from './clusterFactsCheck.ts';
import { toolFiles } from './toolFiles.ts';
import { publishedShapes } from './publishedShapes.ts';
import { dictionaryFiles } from '../dictionaries/dictionaryFiles.ts';
import type { PublishedFile } from '../../core/schema/sources/published.ts';
import type { ClusterFacts } from '../../shared/kindFacts.ts';
import { walkBundles, type Bundles } from './walk.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Not `.json`, so that nothing takes it for a bundle and the package leaves it out. */
const STAMP = 'inputs.sha256';

/** For authors: a schema can be tried in the editor before all of its words are written. */
const isDraft = process.env.DPM_DRAFT === '1';
const DRAFT = 'DPM_DRAFT=1 builds in spite of missing descriptions';
const isUnworded = (problem: string): boolean => problem.endsWith(': no description');

export interface SchemaBuild {
  /** False when the inputs have not changed since the last build. */
  built: boolean;
  kinds: number;
  bundles: number;
}

/** Writes the bundles to `outDir`. Throws with the list of all problems; then the old files stay as they were. */
export function buildSchemas(outDir: string): SchemaBuild {
  const stamp = inputStamp(ROOT);
  const stampFile = path.join(outDir, STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    const index = JSON.parse(readFileSync(path.join(outDir, 'index.json'), 'utf8')) as PackedIndex;
    return { built: false, kinds: unpackIndex(index).length, bundles: bundleFiles(outDir).length };
  }
  const { bundles, index, charts, published, histories, cluster } = compileSchemas();
  mkdirSync(outDir, { recursive: true });
  rmSync(stampFile, { force: true });
  for (const [name, bundle] of Object.entries(bundles)) write(outDir, `${name}.json`, bundle);
  for (const [system, file] of published) write(outDir, `published.${system}.json`, file);
  for (const [name, history] of Object.entries(histories)) write(outDir, `${name}.json`, history);
  write(outDir, 'index.json', packIndex(index.kinds));
  write(outDir, 'charts.json', charts);
  write(outDir, 'clusterKinds.json', cluster);
  write(outDir, 'apiVersions.json', apiVersions(path.join(ROOT, 'schemas')));
  write(outDir, 'toolFiles.json', toolFiles(path.join(ROOT, 'schemas')));
  write(outDir, 'made.json', madeFacts(path.join(ROOT, 'schemas')));
  write(outDir, 'podSpecs.json', podSpecFacts(path.join(ROOT, 'schemas')));
  const dictionaries = dictionaryFiles(path.join(ROOT, 'schemas'));
  for (const [name, file] of dictionaries) write(outDir, `dictionary.${name}.json`, file);
  for (const file of bundleFiles(outDir)) {
    const name = file.replace(/\.json$/, '');
    const [, system] = /^published\.(.*)$/.exec(name) ?? [];
    const [, dictionary] = /^dictionary\.(.*)$/.exec(name) ?? [];
    const isWritten =
      system === undefined
        ? (bundles[name] ?? histories[name] ?? dictionaries.has(dictionary ?? ''))
        : published.has(system);
    if (!isWritten) rmSync(path.join(outDir, file));
  }
  if (!isDraft) writeFileSync(stampFile, stamp);
  return { built: true, kinds: index.kinds.length, bundles: Object.keys(bundles).length };
}

export interface CompiledSchemas {
  readonly bundles: Bundles;
  readonly index: SchemaIndex;
  readonly charts: ChartIndex;
  /** What the server judges custom kinds by, by system. */
  readonly published: ReadonlyMap<string, PublishedFile>;
  /** By the name of the file: which released versions of a chart have which keys. */
  readonly histories: Charts['histories'];
  /** What the cluster's side is told. */
  readonly cluster: ClusterFacts;
}

/** All bundles and the index, in memory. Throws with the list of all problems. */
export function compileSchemas(): CompiledSchemas {
  const generated = generatedBundles(ROOT);
  const own = ownBundles(path.join(ROOT, 'schemas'));
  const values = chartBundles(path.join(ROOT, 'schemas'), generated.bundles);
  const described = {
    bundles: { ...generated.bundles, ...own.bundles },
    kinds: [...generated.kinds, ...own.kinds],
  };
  const facts = factsBundles(path.join(ROOT, 'schemas'), described);
  const files = fileBundles(path.join(ROOT, 'schemas'));
  const bundles = {
    ...described.bundles,
    ...facts.bundles,
    ...values.bundles,
    ...files.bundles,
  };
  walkBundles(bundles, (schema, _at, bundle) => {
    if (!bundle.startsWith('io.k8s.')) requireNothingThatHasADefault(schema);
  });
  const kinds = [...described.kinds, ...facts.kinds];
  const cluster = clusterFacts(path.join(ROOT, 'schemas'), kinds);
  const problems = [
    ...problemsOf(
      bundles,
      [...kinds, ...values.roots, ...files.roots],
      new Set(Object.keys(facts.bundles)),
    ).filter((problem) => !isDraft || !isUnworded(problem)),
    ...clusterFactsProblems(cluster, bundles, kinds),
  ];
  if (problems.length > 0)
    throw new Error(`schemas are not fit to ship (${DRAFT}):\n${problems.join('\n')}`);
  const published = publishedShapes(path.join(ROOT, 'schemas'), kinds);
  const { charts, histories } = values;
  return { bundles, index: { kinds }, charts: { charts }, published, histories, cluster };
}

/** A CRD may require a field and give its default: the server fills it in before it looks. */
function requireNothingThatHasADefault(schema: RawSchema): void {
  const required = schema.required?.filter(
    (name) => schema.properties?.[name]?.default === undefined,
  );
  if (!required) return;
  if (required.length > 0) schema.required = required;
  else delete schema.required;
}

/** Files beside the bundles. */
const notBundles = [
  ...['index.json', 'charts.json', 'clusterKinds.json', 'apiVersions.json'],
  ...['toolFiles.json', 'made.json', 'podSpecs.json'],
];

const bundleFiles = (dir: string): string[] =>
  readdirSync(dir).filter((file) => file.endsWith('.json') && !notBundles.includes(file));

/** Whole or not at all: a server that reads while a build runs never sees half a file. */
function write(dir: string, name: string, content: object): void {
  const file = path.join(dir, name);
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const start = performance.now();
    const { built, kinds, bundles } = buildSchemas(path.join(ROOT, 'dist/schemas'));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `schemas: ${built ? 'built' : 'unchanged'}, ${kinds} kinds in ${bundles} bundles, ${seconds} s`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
