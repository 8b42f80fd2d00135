/**
 * Which files of the workspace are values of which chart, because a release names them: Argo CD Applications, Flux
 * HelmReleases, helmfiles, kustomizations that inflate charts. Also the URLs of Flux' repositories. Read in the
 * background, once something asks.
 */
import { dirname, join, normalize } from 'node:path';
import type { Disk } from '../workspace/disk/disk.ts';
import { OneByOne } from '../pacing/oneByOne.ts';
import { manifestFiles } from '../schema/sources/crdFiles.ts';
import { Slices } from '../pacing/slices.ts';
import { chartOfReference, type ChartSource } from './inlineValues.ts';
import { releaseDocuments } from './releaseDocuments.ts';

export interface NamedValues {
  /** Path as the release writes it, without what leads to the root of the repository. */
  readonly file: string;
  /** Folder that the path counts from; undefined: any folder around the release's file. */
  readonly from?: string;
  readonly source: ChartSource;
}

export interface ReleaseFile {
  readonly values: readonly NamedValues[];
  /** `KIND/NAME` of objects to URLs of repositories. */
  readonly repositories: ReadonlyMap<string, string>;
}

export class Releases {
  /** Called when the answer to a question may be another one now. */
  onDidChange?: () => void;
  folders: readonly string[] = [];
  readonly #disk: Disk;
  readonly #files = new Map<string, ReleaseFile>();
  readonly #changed = new OneByOne((path) => this.#read(path));
  /** The repositories of all files; undefined after one of them changed. */
  #urls: ReadonlyMap<string, string> | undefined;
  #isChanged = false;
  #reading: Promise<void> | undefined;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** The chart that a release names a values file for. The first question starts the reading. */
  chartFor(path: string): { source: ChartSource; release: string } | undefined {
    this.#start();
    for (const [release, { values }] of this.#files) {
      for (const named of values) {
        if (isNamed(path, named, release)) return { source: named.source, release };
      }
    }
    return undefined;
  }

  repositoryUrl(kind: string, name: string): string | undefined {
    this.#start();
    this.#urls ??= firstOfEach([...this.#files.values()].map((file) => file.repositories));
    return this.#urls.get(`${kind}/${name}`);
  }

  /** A file was written, made or removed. */
  async fileChanged(path: string): Promise<void> {
    if (!this.#reading || !/\.(ya?ml)$/i.test(path)) return;
    const isLast = await this.#changed.add(path);
    if (!isLast || !this.#isChanged) return;
    this.#isChanged = false;
    this.onDidChange?.();
  }

  async #read(path: string): Promise<void> {
    const release = await releaseIn(this.#disk, path);
    if (release || this.#files.has(path)) this.#isChanged = true;
    if (release) this.#files.set(path, release);
    else this.#files.delete(path);
    this.#urls = undefined;
  }

  #start(): void {
    if (this.#reading || this.folders.length === 0) return;
    this.#reading = this.#readAll();
  }

  async #readAll(): Promise<void> {
    let left = maxFiles;
    const slices = new Slices();
    for (const folder of this.folders) {
      for await (const path of manifestFiles(this.#disk, folder, left)) {
        left--;
        const release = await releaseIn(this.#disk, path, slices);
        if (release) this.#files.set(path, release);
        this.#urls = undefined;
      }
    }
    if (this.#files.size > 0) this.onDidChange?.();
  }
}

/** Where two files name one thing, the first counts. */
function firstOfEach(maps: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  return new Map(maps.toReversed().flatMap((map) => [...map]));
}

/** Files of the workspace that are looked into at most. */
const maxFiles = 10_000;
const maxBytes = 500_000;

/** What a file says about releases; undefined for one that says nothing, or is gone. */
export async function releaseIn(
  disk: Disk,
  path: string,
  slices = new Slices(),
): Promise<ReleaseFile | undefined> {
  if (!/\.ya?ml$/i.test(path)) return undefined;
  const bytes = await disk.readBytesLater(path, maxBytes);
  return bytes && releasesOf(bytes.toString(), path, slices);
}

async function releasesOf(
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

/** Whether a release's path leads to the file, from its own folder or from one around the release. */
function isNamed(path: string, { file, from }: NamedValues, release: string): boolean {
  const wanted = normalize(file);
  const name = wanted.slice(Math.max(wanted.lastIndexOf('/'), wanted.lastIndexOf('\\')) + 1);
  if (name === '' || !path.endsWith(name)) return false;
  if (from !== undefined) return join(from, wanted) === path;
  for (let folder = dirname(release); ; folder = dirname(folder)) {
    if (join(folder, wanted) === path) return true;
    if (folder === dirname(folder)) return false;
  }
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
