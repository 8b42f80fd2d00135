/**
 * How releases of charts are written: by Argo CD, Flux, k3s, helmfile and kustomize. The forms are read the same from the
 * nodes of an open document as from the plain data of a file in the background.
 */
import { basename, join } from 'node:path';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { Path } from '../yaml/node.ts';
import type { ChartRef } from './chart.ts';

/** How values are read; nothing of it fails, whatever the value is. */
export interface Reader<T> {
  get(value: T | undefined, key: string): T | undefined;
  /** Of a list; none where it is something else. */
  items(value: T | undefined): readonly T[];
  /** Undefined where it is no text. */
  text(value: T | undefined): string | undefined;
  isMapping(value: T | undefined): boolean;
}

/** How a release says which chart it installs. */
export interface ChartSource extends Partial<ChartRef> {
  /** Folder of the chart in a repository of files. */
  readonly folder?: string;
  /** The object that knows the repository's URL. */
  readonly repositoryObject?: { readonly kind: string; readonly name: string };
}

export interface Release {
  readonly chart: ChartSource;
  /** The chart's folder counts from the folder of the release's own file. */
  readonly isLocal?: boolean;
  /** Where values may stand in the object, as a mapping or as text. */
  readonly values: readonly Path[];
  /** Files of values that it names. */
  readonly files: readonly ValuesFile[];
  /** Keys of config maps and secrets that hold values. */
  readonly maps?: readonly MapKey[];
}

/** A key of a ConfigMap or a Secret. */
export interface MapKey {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
}

/** A key that a kustomization makes of a file. */
export interface GeneratedKey extends MapKey {
  /** Counts from the folder of the kustomization. */
  readonly file: string;
}

export interface ValuesFile {
  /** Path without what leads to the root of the repository. */
  readonly file: string;
  /** It counts from the folder of the release's own file, not from any folder around it. */
  readonly isBeside?: boolean;
}

/** Kinds that may be releases, and their groups. */
export const releaseKinds: ReadonlyMap<string, string> = new Map([
  ['Application', 'argoproj.io'],
  ['ApplicationSet', 'argoproj.io'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io'],
  ['HelmChart', 'helm.cattle.io'],
  ['Kustomization', 'kustomize.config.k8s.io'],
]);

/** The releases of an object. What has no kind is the file of a tool: a helmfile, or a kustomization that leaves it out. */
export function releasesOf<T>(
  reader: Reader<T>,
  object: T | undefined,
  gvk: GroupVersionKind | undefined,
): readonly Release[] {
  const from = new Forms(reader, object);
  switch (gvk?.group) {
    case undefined:
      return [...from.helmfile(), ...from.kustomization()];
    case 'argoproj.io':
      return from.argo(gvk.kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec']);
    case 'helm.toolkit.fluxcd.io':
      return gvk.kind === 'HelmRelease' ? from.flux() : [];
    case 'helm.cattle.io':
      return gvk.kind === 'HelmChart' ? from.k3s() : [];
    case 'kustomize.config.k8s.io':
      return from.kustomization();
    default:
      return [];
  }
}

/** What the generators of a kustomization make of files. */
export function generatedKeys<T>(reader: Reader<T>, kustomization: T | undefined): GeneratedKey[] {
  return generators.flatMap(([field, kind]) =>
    reader.items(reader.get(kustomization, field)).flatMap((generator) => {
      const name = reader.text(reader.get(generator, 'name'));
      const files = reader.items(reader.get(generator, 'files'));
      return name === undefined
        ? []
        : files.flatMap((item) =>
            keyOfFile(reader.text(item)).map((own) => ({ kind, name, ...own })),
          );
    }),
  );
}

const generators = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/** `KEY=FILE`, or a file whose name is the key. */
function keyOfFile(written: string | undefined): { key: string; file: string }[] {
  if (written === undefined || written === '') return [];
  const equals = written.indexOf('=');
  const file = written.slice(equals + 1);
  return [{ key: equals === -1 ? basename(file) : written.slice(0, equals), file }];
}

class Forms<T> {
  readonly #reader: Reader<T>;
  readonly #object: T | undefined;

  constructor(reader: Reader<T>, object: T | undefined) {
    this.#reader = reader;
    this.#object = object;
  }

  argo(base: Path): Release[] {
    const sources: Path[] = [
      [...base, 'source'],
      ...this.#items(base, 'sources').map((_, index): Path => [...base, 'sources', index]),
    ];
    return sources.flatMap((path) => {
      const chart = this.#argoChart(path);
      if (!chart) return [];
      const values = ['valuesObject', 'values'].map((key): Path => [...path, 'helm', key]);
      const files = this.#texts([...path, 'helm'], 'valueFiles').flatMap((file) =>
        argoFile(file, chart.folder),
      );
      return [{ chart, values, files }];
    });
  }

  flux(): Release[] {
    const chart = this.#fluxChart();
    if (!chart) return [];
    // Of a chart from a repository of charts the files are within the chart.
    const names = chart.folder === undefined ? [] : ['valuesFiles'];
    const files = names.flatMap((name) => this.#texts(['spec', 'chart', 'spec'], name));
    const maps = this.#items(['spec'], 'valuesFrom').flatMap((item) => this.#mapKey(item));
    return [
      {
        chart,
        values: [['spec', 'values']],
        files: files.map((file) => ({ file })),
        ...(maps.length > 0 && { maps }),
      },
    ];
  }

  /** With a target path the key holds one value only. */
  #mapKey(item: T): MapKey[] {
    const field = (key: string): string | undefined =>
      this.#reader.text(this.#reader.get(item, key));
    const [kind, name] = [field('kind'), field('name')];
    if (kind === undefined || name === undefined || field('targetPath') !== undefined) return [];
    return [{ kind, name, key: field('valuesKey') ?? 'values.yaml' }];
  }

  k3s(): Release[] {
    const chart = this.#text(['spec', 'chart']);
    if (chart === undefined) return [];
    const source = chartOfReference(
      chart,
      this.#text(['spec', 'version']),
      this.#text(['spec', 'repo']),
    );
    const values = ['valuesContent', 'values'].map((key): Path => ['spec', key]);
    return [{ chart: source, values, files: [] }];
  }

  kustomization(): Release[] {
    const home = this.#text(['helmGlobals', 'chartHome']) ?? 'charts';
    return this.#items([], 'helmCharts').flatMap((_, index) => {
      const at: Path = ['helmCharts', index];
      const name = this.#text([...at, 'name']);
      if (name === undefined) return [];
      const repository = this.#text([...at, 'repo']);
      const isLocal = repository === undefined;
      const chart = isLocal
        ? { folder: `./${join(home, name)}` }
        : chartOfReference(name, this.#text([...at, 'version']), repository);
      const own = this.#text([...at, 'valuesFile']);
      const named = [
        ...(own === undefined ? [] : [own]),
        ...this.#texts(at, 'additionalValuesFiles'),
      ];
      const files = named.map((file) => ({ file, isBeside: true }));
      return [{ chart, ...(isLocal && { isLocal }), values: [[...at, 'valuesInline']], files }];
    });
  }

  helmfile(): Release[] {
    const urls = new Map(
      this.#items([], 'repositories').map((each) => [
        this.#reader.text(this.#reader.get(each, 'name')),
        this.#reader.text(this.#reader.get(each, 'url')),
      ]),
    );
    return this.#items([], 'releases').flatMap((_, index): Release[] => {
      const at: Path = ['releases', index];
      const written = this.#text([...at, 'chart']);
      if (written === undefined) return [];
      const isLocal = /^\.{0,2}\//.test(written);
      const version = this.#text([...at, 'version']);
      const [alias = ''] = written.split('/', 1);
      const isNamed = /^[^/:]+\/[^/]+$/.test(written) && !urls.has(alias);
      const chart = isLocal
        ? { folder: written }
        : {
            ...chartOfReference(written, version, urls.get(alias)),
            ...(isNamed && { repositoryName: alias }),
          };
      const values = this.#items(at, 'values').flatMap((item, position): Path[] =>
        this.#reader.isMapping(item) ? [[...at, 'values', position]] : [],
      );
      const files = this.#texts(at, 'values').map((file) => ({ file, isBeside: true }));
      return [{ chart, isLocal, values, files }];
    });
  }

  #argoChart(path: Path): ChartSource | undefined {
    const repository = this.#text([...path, 'repoURL']);
    const chart = this.#text([...path, 'chart']);
    if (chart !== undefined)
      return chartOfReference(chart, this.#text([...path, 'targetRevision']), repository);
    const folder = this.#text([...path, 'path']);
    if (folder === undefined) return undefined;
    return { folder, ...(repository !== undefined && { repository }) };
  }

  #fluxChart(): ChartSource | undefined {
    const base: Path = ['spec', 'chart', 'spec'];
    const chart = this.#text([...base, 'chart']);
    const reference: Path = chart === undefined ? ['spec', 'chartRef'] : [...base, 'sourceRef'];
    const kind = this.#text([...reference, 'kind']);
    const name = this.#text([...reference, 'name']);
    const repositoryObject = kind && name ? { kind, name } : undefined;
    if (chart === undefined) return repositoryObject && { repositoryObject };
    const version = this.#text([...base, 'version']);
    if (kind !== undefined && kind !== 'HelmRepository')
      return { folder: chart, ...(name && { repositoryObject: { kind, name } }) };
    return {
      name: chart,
      ...(version !== undefined && { version }),
      ...(repositoryObject && { repositoryObject }),
    };
  }

  #at(path: Path): T | undefined {
    return path.reduce<T | undefined>(
      (value, step) =>
        typeof step === 'number' ? this.#reader.items(value)[step] : this.#reader.get(value, step),
      this.#object,
    );
  }

  #text(path: Path): string | undefined {
    return this.#reader.text(this.#at(path));
  }

  #items(path: Path, key: string): readonly T[] {
    return this.#reader.items(this.#at([...path, key]));
  }

  #texts(path: Path, key: string): string[] {
    return this.#items(path, key).flatMap((item) => this.#reader.text(item) ?? []);
  }
}

/** `$name/...` counts from the root of another source, other paths from the chart's folder. */
function argoFile(file: string, folder: string | undefined): ValuesFile[] {
  if (file.includes('://')) return [];
  if (file.startsWith('$')) return [{ file: file.slice(file.indexOf('/') + 1) }];
  return folder === undefined ? [] : [{ file: join(folder, file) }];
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
