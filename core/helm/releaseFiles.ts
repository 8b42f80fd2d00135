/** What a file says about releases of charts: those of Argo CD, Flux, helmfile and kustomize. */
import { dirname, join } from 'node:path';
import type { Slices } from '../pacing/slices.ts';
import { chartOfReference, type ChartSource } from './inlineValues.ts';
import { releaseDocuments } from './releaseDocuments.ts';
import type { NamedValues, ReleaseFile } from './releases.ts';

/** Undefined for a file that says nothing. */
export async function releasesIn(
  text: string,
  path: string,
  slices: Slices,
): Promise<ReleaseFile | undefined> {
  const values: NamedValues[] = [];
  const repositories = new Map<string, string>();
  for (const value of releaseDocuments(text)) {
    await slices.next();
    const document = fields(value);
    const kind = document.kind;
    const spec = fields(document.spec);
    const name = fields(document.metadata).name;
    if (kind === 'Application') values.push(...argoValues(spec));
    else if (kind === 'ApplicationSet')
      values.push(...argoValues(fields(fields(spec.template).spec)));
    else if (kind === 'HelmRelease') values.push(...fluxValues(spec));
    else if (typeof kind === 'string' && kind.endsWith('Repository')) {
      if (typeof spec.url === 'string' && typeof name === 'string')
        repositories.set(`${kind}/${name}`, spec.url);
    } else values.push(...helmfileValues(document, path), ...kustomizationValues(document, path));
  }
  return values.length + repositories.size > 0 ? { values, repositories } : undefined;
}

function argoValues(spec: Fields): NamedValues[] {
  return [spec.source, ...list(spec.sources)].flatMap((each) => {
    const source = fields(each);
    const chart = argoSource(source);
    if (!chart) return [];
    return list(fields(source.helm).valueFiles).flatMap((file): NamedValues[] => {
      if (typeof file !== 'string' || file.includes('://')) return [];
      // `$name/...` counts from the root of another source, other paths from the chart's folder.
      if (file.startsWith('$')) return [{ file: file.slice(file.indexOf('/') + 1), source: chart }];
      return chart.folder === undefined ? [] : [{ file: join(chart.folder, file), source: chart }];
    });
  });
}

function argoSource({ chart, repoURL, path, targetRevision }: Fields): ChartSource | undefined {
  if (typeof chart === 'string') {
    const version = typeof targetRevision === 'string' ? targetRevision : undefined;
    return chartOfReference(chart, version, typeof repoURL === 'string' ? repoURL : undefined);
  }
  if (typeof path !== 'string') return undefined;
  return { folder: path, ...(typeof repoURL === 'string' && { repository: repoURL }) };
}

function fluxValues(spec: Fields): NamedValues[] {
  const chart = fields(fields(spec.chart).spec);
  if (typeof chart.chart !== 'string') return [];
  const folder = chart.chart;
  // Of a chart from a repository of charts the files are within the chart.
  if (fields(chart.sourceRef).kind === 'HelmRepository') return [];
  return list(chart.valuesFiles).flatMap((file) =>
    typeof file === 'string' ? [{ file, source: { folder } }] : [],
  );
}

function helmfileValues(helmfile: Fields, path: string): NamedValues[] {
  const urls = new Map(
    list(helmfile.repositories).map((each) => [fields(each).name, fields(each).url]),
  );
  return list(helmfile.releases).flatMap((each) => {
    const release = fields(each);
    const { chart, version } = release;
    if (typeof chart !== 'string') return [];
    const [repository] = chart.split('/');
    const url = urls.get(repository);
    const source = /^\.{1,2}\//.test(chart)
      ? { folder: join(dirname(path), chart) }
      : chartOfReference(
          chart,
          typeof version === 'string' ? version : undefined,
          typeof url === 'string' ? url : undefined,
        );
    return list(release.values).flatMap((file) =>
      typeof file === 'string' ? [{ file, from: dirname(path), source }] : [],
    );
  });
}

function kustomizationValues(kustomization: Fields, path: string): NamedValues[] {
  return list(kustomization.helmCharts).flatMap((each) => {
    const { name, repo, version, valuesFile, additionalValuesFiles } = fields(each);
    if (typeof name !== 'string') return [];
    const source: ChartSource = {
      name,
      ...(typeof version === 'string' && { version }),
      ...(typeof repo === 'string' && { repository: repo }),
    };
    return [valuesFile, ...list(additionalValuesFiles)].flatMap((file) =>
      typeof file === 'string' ? [{ file, from: dirname(path), source }] : [],
    );
  });
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
