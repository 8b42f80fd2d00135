/** Values that stand in a manifest: of a Flux HelmRelease, an Argo CD Application, a HelmChart of k3s; in a kustomization or a helmfile. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, get, items, text, type Node, type Path, type Span } from '../yaml/node.ts';
import type { ChartRef } from './chart.ts';
import { topLevelKeys } from './valuesHead.ts';

export interface InlineValues {
  /** Of the mapping, or of the text that holds the values as YAML. */
  readonly path: Path;
  readonly source: ChartSource;
  /** Top-level keys of a mapping; of a text they are read later. */
  readonly keys: readonly string[];
  /** Where the text stands, header and all. */
  readonly textSpan?: Span;
}

/** How a manifest says which chart it installs. */
export interface ChartSource extends Partial<ChartRef> {
  /** Folder of the chart in a repository of files. */
  readonly folder?: string;
  /** The object that knows the repository's URL. */
  readonly repositoryObject?: { readonly kind: string; readonly name: string };
}

/** All values in a document; nothing is parsed where its kind has none. */
export function inlineValuesOf(document: ManifestDocument): readonly InlineValues[] {
  const { gvk } = document;
  const isHolder = gvk ? holders.has(gvk.kind) || isListKind(gvk.kind) : isHelmfile(document);
  if (!isHolder) return [];
  return document.memo(inlineMemo, () => {
    const { root } = document;
    if (!gvk) return helmfileValues(root, document.text);
    return document.objects.flatMap(({ gvk: own, node, path }) => {
      const found = own ? valuesIn(own, node, document.text) : [];
      return path.length === 0
        ? found
        : found.map((each) => ({ ...each, path: [...path, ...each.path] }));
    });
  });
}

const inlineMemo = Symbol('inline values');
const holders = new Set([
  ...['HelmRelease', 'Application', 'ApplicationSet', 'HelmChart', 'Kustomization'],
]);

function isHelmfile(document: ManifestDocument): boolean {
  return !document.head.kind && topLevelKeys(document).includes('releases');
}

/** Values of the releases; the repositories are named in the same file. */
function helmfileValues(root: Node | undefined, source: string): InlineValues[] {
  const repositories = items(get(root, 'repositories'));
  return items(get(root, 'releases')).flatMap((release, index) => {
    const chart = text(get(release, 'chart'));
    if (chart === undefined || /^\.{0,2}\//.test(chart)) return [];
    const named = repositories.find((each) => text(get(each, 'name')) === chart.split('/')[0]);
    const version = text(get(release, 'version'));
    const ref = chartOfReference(chart, version, text(get(named, 'url')));
    return items(get(release, 'values')).flatMap((_, at) =>
      found(root, ['releases', index, 'values', at], ref, source).filter(
        ({ keys }) => keys.length > 0,
      ),
    );
  });
}

function valuesIn(gvk: GroupVersionKind, root: Node | undefined, source: string): InlineValues[] {
  if (gvk.group === 'helm.toolkit.fluxcd.io' && gvk.kind === 'HelmRelease') {
    return found(root, ['spec', 'values'], fluxChart(root), source);
  }
  if (gvk.group === 'helm.cattle.io' && gvk.kind === 'HelmChart') {
    const chart = k3sChart(get(root, 'spec'));
    return [
      ...found(root, ['spec', 'valuesContent'], chart, source),
      ...found(root, ['spec', 'values'], chart, source),
    ];
  }
  if (gvk.group === 'kustomize.config.k8s.io') {
    return items(get(root, 'helmCharts')).flatMap((chart, index) => {
      const name = text(get(chart, 'name'));
      const ref =
        name === undefined
          ? undefined
          : chartOfReference(name, text(get(chart, 'version')), text(get(chart, 'repo')));
      return found(root, ['helmCharts', index, 'valuesInline'], ref, source);
    });
  }
  if (gvk.group !== 'argoproj.io') return [];
  const base: Path = gvk.kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec'];
  const sources: Path[] = [
    [...base, 'source'],
    ...items(at(root, [...base, 'sources'])).map((_, index): Path => [...base, 'sources', index]),
  ];
  return sources.flatMap((path) => {
    const chart = argoChart(at(root, path));
    return ['valuesObject', 'values'].flatMap((key) =>
      found(root, [...path, 'helm', key], chart, source),
    );
  });
}

function found(
  root: Node | undefined,
  path: Path,
  chart: ChartSource | undefined,
  source: string,
): InlineValues[] {
  const node = at(root, path);
  if (!node || !chart) return [];
  if (node.type === 'map')
    return [{ path, source: chart, keys: node.entries.map(({ key }) => key.source) }];
  if (node.type !== 'scalar') return [];
  // Nothing yet, or the first key is being typed.
  if (node.isPlain) return [{ path, source: chart, keys: [] }];
  // Only a literal block keeps its lines as they are.
  const isLiteral = source[node.span[0]] === '|';
  return isLiteral ? [{ path, source: chart, keys: [], textSpan: node.span }] : [];
}

function fluxChart(root: Node | undefined): ChartSource | undefined {
  const spec = at(root, ['spec', 'chart', 'spec']);
  const reference = at(root, ['spec', 'chartRef']);
  const chart = text(get(spec, 'chart'));
  if (chart === undefined) {
    const kind = text(get(reference, 'kind'));
    const name = text(get(reference, 'name'));
    return kind && name ? { repositoryObject: { kind, name } } : undefined;
  }
  const version = text(get(spec, 'version'));
  const kind = text(at(spec, ['sourceRef', 'kind']));
  const name = text(at(spec, ['sourceRef', 'name']));
  if (kind !== undefined && kind !== 'HelmRepository')
    return { folder: chart, ...(name && { repositoryObject: { kind, name } }) };
  return {
    name: chart,
    ...(version !== undefined && { version }),
    ...(kind && name && { repositoryObject: { kind, name } }),
  };
}

function argoChart(source: Node | undefined): ChartSource | undefined {
  const chart = text(get(source, 'chart'));
  const repository = text(get(source, 'repoURL'));
  const folder = text(get(source, 'path'));
  const version = text(get(source, 'targetRevision'));
  if (chart !== undefined) {
    return {
      name: chart.slice(chart.lastIndexOf('/') + 1),
      ...(version !== undefined && { version }),
      ...(repository !== undefined && { repository }),
    };
  }
  return folder === undefined
    ? undefined
    : { folder, ...(repository !== undefined && { repository }) };
}

function k3sChart(spec: Node | undefined): ChartSource | undefined {
  const chart = text(get(spec, 'chart'));
  if (chart === undefined) return undefined;
  const repository = text(get(spec, 'repo'));
  const version = text(get(spec, 'version'));
  return chartOfReference(chart, version, repository);
}

/** `REPO/NAME`, `oci://HOST/NAME`, or the URL of an archive `NAME-VERSION.tgz`. */
export function chartOfReference(
  chart: string,
  version: string | undefined,
  repository?: string,
): ChartSource {
  const last = chart.slice(chart.lastIndexOf('/') + 1);
  const archive = last.endsWith('.tgz') ? archiveOf(last.slice(0, -'.tgz'.length)) : undefined;
  const wanted = version ?? archive?.version;
  const place =
    repository ?? (chart.includes('://') ? chart.slice(0, chart.lastIndexOf('/')) : undefined);
  return {
    name: archive?.name ?? last,
    ...(wanted !== undefined && { version: wanted }),
    ...(place !== undefined && { repository: place }),
  };
}

/** `NAME-VERSION`; undefined where no version follows the name. */
function archiveOf(stem: string): { name: string; version: string } | undefined {
  const dash = stem.search(/(?<!^)-v?\d+\.\d/);
  const version = stem.slice(dash + 1).replace(/^v/, '');
  return dash === -1 || !/^[\w.+-]+$/.test(version)
    ? undefined
    : { name: stem.slice(0, dash), version };
}

/** Values that a manifest holds as text, as a document of their own. */
export interface TextValues {
  readonly document: ManifestDocument;
  /** Where its text begins in the manifest: at the start of a line, so that columns are the same. */
  readonly offset: number;
  readonly line: number;
}

/** The text of a literal block, without the line of its header. */
export function textValues(host: ManifestDocument, [start, end]: Span): TextValues {
  const newline = host.text.indexOf('\n', start);
  const offset = newline === -1 ? end : Math.min(newline + 1, end);
  const document = host.part(host.text.slice(offset, end));
  return { document, offset, line: host.positionAt(offset).line };
}
