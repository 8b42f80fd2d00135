/** Operators whose charts a document installs, by a release or by values, with what each looks at. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { ObjectFacts, WatchFacts } from '../graph/facts.ts';
import { factsOfValues } from '../graph/valuesFacts.ts';
import type { ChartCatalog } from '../helm/catalog.ts';
import { nodes } from '../helm/inlineValues.ts';
import { releaseKinds, releasesOf } from '../helm/releaseForms.ts';
import type { ValuesFiles } from '../helm/valuesFiles.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { at, entries, text, type Node } from '../yaml/node.ts';
import { watchFacts } from './watchedNamespaces.ts';

/** The objects of a document, releases of operators among them with what those look at; the same list where there are none. */
export function withWatches(
  facts: readonly ObjectFacts[],
  { catalog }: ValuesFiles,
  document: ManifestDocument,
): readonly ObjectFacts[] {
  if (!facts.some(isRelease)) return facts;
  return facts.map((each) => {
    const { gvk, node } = document.objects.find(({ path }) => isSamePath(path, each.within)) ?? {};
    const watches = gvk && node ? watchesOfRelease(catalog, gvk, node, document) : [];
    return watches.length > 0 ? { ...each, watches } : each;
  });
}

function isRelease({ group, kind }: ObjectFacts): boolean {
  return releaseKinds.get(kind) === group;
}

function isSamePath(
  one: readonly (string | number)[],
  other: readonly (string | number)[],
): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

/** Of values for the chart of an operator, wherever they lie: where the operator itself will be they do not say. */
export function watchesInValues(
  values: ValuesFiles,
  file: ManifestFile,
  document: ManifestDocument,
): WatchFacts | undefined {
  const { root } = document;
  if (root?.type !== 'map' || !document.isReadable) return undefined;
  const id = values.chartOf(file, document)?.chart.id;
  const entry = id === undefined ? undefined : values.catalog.byId(id);
  return entry && watchFacts(entry, root, undefined, document);
}

/** The same as what stands for the values in the graph. */
export function operatorInValues(
  values: ValuesFiles,
  file: ManifestFile,
  document: ManifestDocument,
): ObjectFacts | undefined {
  const watches = document.isTyped ? undefined : watchesInValues(values, file, document);
  return watches && factsOfValues({ references: [], watches: [watches] }, document);
}

/** Of a release whose values stand in it alone: files of values are read for themselves. */
function watchesOfRelease(
  catalog: ChartCatalog,
  gvk: GroupVersionKind,
  object: Node,
  document: ManifestDocument,
): WatchFacts[] {
  return releasesOf(nodes, object, gvk).flatMap(({ chart: { name, version }, values, files }) => {
    if (name === undefined || files.length > 0) return [];
    const [first, other] = values.flatMap((path) => at(object, path) ?? []);
    if (first?.type !== 'map' || other) return [];
    const keys = entries(first).map(({ key }) => key.source);
    const entry = catalog.find({ name, ...(version !== undefined && { version }) }, keys);
    const found = entry && watchFacts(entry, first, releaseNamespace(gvk.kind, object), document);
    return found ?? [];
  });
}

/** Into which a release installs its chart; undefined where nothing says it. */
export function releaseNamespace(kind: string, object: Node | undefined): string | undefined {
  for (const place of namespaces.get(kind) ?? []) {
    const found = text(at(object, place.split('.')));
    if (found !== undefined) return found;
  }
  return undefined;
}

const namespaces: ReadonlyMap<string, readonly string[]> = new Map([
  ['HelmRelease', ['spec.targetNamespace', 'metadata.namespace']],
  ['Application', ['spec.destination.namespace']],
  ['HelmChart', ['spec.targetNamespace', 'metadata.namespace']],
]);
