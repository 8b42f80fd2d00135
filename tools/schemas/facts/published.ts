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

export function publishedCrds(folder: string): CrdFacts[] {
  const files = globSync('crds/*/*.yaml', { cwd: folder }).sort();
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'))
      .map((document) => document.toJS() as PublishedCrd | null)
      .flatMap((crd) => (crd?.kind === 'CustomResourceDefinition' ? [crdFacts(crd)] : [])),
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
