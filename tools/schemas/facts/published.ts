// What projects publish, read from a folder on this machine as facts (importFacts.ts says what the folder holds).

import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { parseManifest } from '../../../core/model/manifestDocuments.ts';
import { chartFacts, type ChartMeta } from './chartFacts.ts';
import { crdFacts, type PublishedCrd } from './crdFacts.ts';
import type { ChartFacts, CrdFacts, Facts } from './facts.ts';
import { definitionFacts, servedKinds } from './openApiFacts.ts';

/** Systems that publish definitions: where they are, and how the names begin that are the system's own. */
const definitionFiles: Record<string, { file: string; prefix: string }> = {
  kubernetes: { file: 'openapi/swagger.json', prefix: 'io.k8s.' },
  'argo-workflows': {
    file: 'crd-json-schemas/argoproj.io/argo-workflows.schema.json',
    prefix: 'io.argoproj.',
  },
};

/** A CRD as one release has it. */
export interface ReleasedCrd {
  readonly crd: CrdFacts;
  /** Empty where nobody says it. */
  readonly release: string;
}

/**
 * The CRDs of some API groups, the newest release first: of `crds/GROUP`, `crds-more/GROUP` and `crds-releases/GROUP`.
 * `kinds.tsv` says which release and date a file is of.
 */
export function publishedCrds(folder: string, groups: ReadonlySet<string>): ReleasedCrd[] {
  const releases = releasesOf(folder);
  const files = globSync('crds*/*/*.yaml', { cwd: folder })
    .filter((file) => groups.has(file.split('/')[1] ?? ''))
    .map((file) => ({ file, release: '', date: '', ...releases.get(file) }))
    .sort((one, other) => compare(other.date, one.date) || compare(one.file, other.file));
  return files.flatMap(({ file, release }) =>
    parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'))
      .map((document) => document.toJS() as PublishedCrd | null)
      .flatMap((crd) =>
        crd?.kind === 'CustomResourceDefinition' ? [{ crd: crdFacts(crd), release }] : [],
      ),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function releasesOf(folder: string): Map<string, { release: string; date: string }> {
  const table = path.join(folder, 'kinds.tsv');
  if (!existsSync(table)) return new Map();
  const [head = '', ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
      return [cell('file'), { release: cell('release'), date: cell('date') }];
    }),
  );
}

/** The definitions of a system, and the kinds where an API server publishes them. */
export function publishedDefinitions(
  folder: string,
  system: string,
): Pick<Facts, 'definitions' | 'served'> {
  const source = definitionFiles[system];
  const file = source && path.join(folder, source.file);
  if (!file || !existsSync(file)) return {};
  const { definitions, paths } = JSON.parse(readFileSync(file, 'utf8')) as {
    definitions: Parameters<typeof definitionFacts>[0];
    paths?: Parameters<typeof servedKinds>[0];
  };
  return {
    definitions: definitionFacts(definitions, source.prefix),
    ...(paths && { served: servedKinds(paths) }),
  };
}

/** Of the charts asked for, those that are there. */
export function publishedCharts(
  folder: string,
  ids: readonly string[],
): Record<string, ChartFacts> {
  const present = ids.filter((id) => existsSync(path.join(folder, 'charts', id, 'values.yaml')));
  // As Helm reads them: YAML 1.1.
  const read = (id: string, file: string): unknown =>
    parseManifest(readFileSync(path.join(folder, 'charts', id, file), 'utf8'));
  return Object.fromEntries(
    present.map((id) => [
      id,
      chartFacts(read(id, 'Chart.yaml') as ChartMeta, read(id, 'values.yaml') as object),
    ]),
  );
}
