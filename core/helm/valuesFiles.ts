/**
 * Recognises Helm values without setup. In this order: the comment `# chart:`, the user's choice, the chart that the file
 * lies with, a release that names the file, its top-level keys. Not recognised means silence.
 */
import { basename, join } from 'node:path';
import { canonicalUri } from '../../shared/uri.ts';
import { Emitter } from '../emitter.ts';
import type { Disk } from '../workspace/disk/disk.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { at, entries, text, type Span } from '../yaml/node.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { ChartCatalog } from './catalog.ts';
import { ChartFiles } from './chartFiles.ts';
import { ChartSchemas, type ChartSchema } from './chartSchema.ts';
import { inlineValuesOf, textValues, type InlineValues, type TextValues } from './inlineValues.ts';
import type { ChartSource } from './releaseForms.ts';
import { Releases } from './releases.ts';
import { chartComment, isNamedLikeValues, topLevelKeys, type ChartComment } from './valuesHead.ts';

/** How a chart was found, for the status and for tests. */
export type Reason = 'comment' | 'choice' | 'chart' | 'release' | 'keys';

export interface Recognised {
  readonly typed: ChartSchema;
  readonly reason: Reason;
}

/** What is known about the values that a document may be. */
export interface ValuesState {
  readonly recognised?: Recognised;
  /** The user wants the file left alone. */
  readonly isLeftAlone?: boolean;
  /** A chart is named that is not known here. */
  readonly unknown?: string;
}

/** Values within a manifest, ready to be checked. */
export interface ResolvedInline extends InlineValues {
  readonly typed: ChartSchema;
  /** Of values that are written as text: that text. */
  readonly text?: TextValues;
}

/** What the user chose: URI of a file to the id of a chart, or `none`. */
export type ChartChoices = Readonly<Record<string, string>>;

const noInline: readonly ResolvedInline[] = [];

export class ValuesFiles {
  readonly catalog: ChartCatalog;
  readonly releases = new Releases();
  /** What was read in the background, as a file asked for it, may make other values of it. */
  readonly didLoad = new Emitter();
  readonly #disk: Disk;
  readonly #surroundings: Surroundings;
  readonly #charts: ChartFiles;
  readonly #typedSchemas: ChartSchemas;
  /** By canonical address. */
  #choices = new Map<string, string>();
  /** Charts of values that are written as text in a manifest, by that text. */
  readonly #inText = new WeakMap<ManifestDocument, ChartSchema>();

  constructor(store: SchemaStore, surroundings: Surroundings, disk: Disk) {
    this.catalog = new ChartCatalog(store);
    this.#disk = disk;
    this.#surroundings = surroundings;
    this.#charts = new ChartFiles(disk);
    this.#charts.packed.didRead.on(() => {
      this.#typedSchemas.forget();
      this.didLoad.emit();
    });
    this.#typedSchemas = new ChartSchemas(store, this.catalog, this.#charts, (sentence) => {
      disk.say(sentence);
    });
    this.#typedSchemas.judges.didLoad.on(() => {
      this.#typedSchemas.forget();
      this.didLoad.emit();
    });
  }

  /** Resolves when no packed chart and no library is being read. */
  get settled(): Promise<void> {
    return this.#charts.packed.settled.then(() => this.#typedSchemas.judges.settled);
  }

  /** Charts on disk changed. */
  forget(): void {
    this.#charts.forget();
    this.#typedSchemas.forget();
  }

  choose(choices: ChartChoices): void {
    this.#choices = new Map(
      Object.entries(choices).map(([uri, chart]) => [canonicalUri(uri), chart]),
    );
  }

  /** All choices of the user, by canonical addresses. */
  get choices(): ChartChoices {
    return Object.fromEntries(this.#choices);
  }

  choiceOf(uri: string): string | undefined {
    return this.#choices.get(canonicalUri(uri));
  }

  /** The chart that a document is the values of; undefined for manifests and for what nobody recognises. */
  chartOf(file: ManifestFile, document: ManifestDocument): ChartSchema | undefined {
    return this.#inText.get(document) ?? this.stateOf(file, document)?.recognised?.typed;
  }

  /** Undefined for a document that cannot be values, or that nothing says to be. */
  stateOf(file: ManifestFile, document: ManifestDocument): ValuesState | undefined {
    if (!canBeValues(file, document)) return undefined;
    const comment = commentOf(file, document);
    const choice = this.choiceOf(file.uri);
    const role = this.#surroundings.roleOf(file.path);
    if (role !== 'manifest') return undefined;
    if (comment) {
      if (!comment.ref) return { isLeftAlone: true };
      const entry = this.catalog.find(comment.ref, topLevelKeys(document));
      return entry
        ? {
            recognised: {
              typed: this.#typedSchemas.known(entry, comment.ref.version),
              reason: 'comment',
            },
          }
        : { unknown: comment.ref.name };
    }
    if (choice === 'none') return { isLeftAlone: true };
    const chosen = choice === undefined ? undefined : this.catalog.byId(choice);
    if (chosen)
      return { recognised: { typed: this.#typedSchemas.known(chosen), reason: 'choice' } };
    return this.#byPlace(file, document);
  }

  /** Charts of a file's own folder or of a release; at last its keys. */
  #byPlace(file: ManifestFile, document: ManifestDocument): ValuesState | undefined {
    const { path } = file;
    const { apiVersion, kind } = document.typeMeta;
    const isNamed = isNamedLikeValues(basename(path ?? file.uri));
    if (path !== undefined && isNamed) {
      const chart = this.#charts.chartAround(path);
      const typed = chart && this.#typedSchemas.onDisk(chart, topLevelKeys(document));
      if (typed) return { recognised: { typed, reason: 'chart' } };
      // Whose values these are is known, and it is none of our charts.
      if (chart) return {};
    }
    if (apiVersion) return undefined;
    const named = path === undefined ? undefined : this.releases.chartFor(path);
    const typed = named && this.#typedSchemaOf(named.source, named.release, topLevelKeys(document));
    if (typed) return { recognised: { typed, reason: 'release' } };
    // The release says whose values these are: of a chart that is not known here.
    if (named?.source.name !== undefined) return {};
    if (kind) return undefined;
    const keys = topLevelKeys(document);
    // Most other YAML files end here: the charts are not even looked at.
    const entry = isNamed || keys.length >= 3 ? this.catalog.byKeys(keys, isNamed) : undefined;
    if (entry) return { recognised: { typed: this.#typedSchemas.known(entry), reason: 'keys' } };
    return isNamed ? {} : undefined;
  }

  /** Values in a manifest whose charts are known. */
  inlineOf(file: ManifestFile, document: ManifestDocument): readonly ResolvedInline[] {
    const found = inlineValuesOf(document);
    if (found.length === 0) return noInline;
    return found.flatMap((inline, index) => {
      const text = inline.textSpan && this.#textOf(document, inline.textSpan, index);
      const keys = text ? keysOfText(text.document) : inline.keys;
      const typed = this.#typedSchemaOf(inline.source, file.path, keys, file);
      if (!typed) return [];
      if (!text) return [{ ...inline, typed }];
      text.document.startLine = document.startLine + text.line;
      this.#inText.set(text.document, typed);
      return [{ ...inline, typed, text }];
    });
  }

  #textOf(document: ManifestDocument, span: Span, index: number): TextValues {
    const texts = document.memo(textsMemo, () => new Map<number, TextValues>());
    const known = texts.get(index);
    if (known) return known;
    const text = textValues(document, span);
    texts.set(index, text);
    return text;
  }

  #typedSchemaOf(
    source: ChartSource,
    path: string | undefined,
    keys: readonly string[],
    file?: ManifestFile,
  ): ChartSchema | undefined {
    const { name, version, folder, repositoryObject: object } = source;
    const url = source.repository ?? (object && this.#urlOf(object, file));
    const repositoryName = source.repositoryName ?? object?.name;
    if (folder !== undefined) {
      const local = path === undefined ? undefined : this.#schemaOfFolder(folder, path, keys);
      const entry = local || url === undefined ? undefined : this.catalog.inRepository(url, folder);
      return local ?? (entry && this.#typedSchemas.known(entry));
    }
    // An OCIRepository names its chart in the URL.
    const chart =
      name ?? (object?.kind === 'OCIRepository' ? url?.slice(url.lastIndexOf('/') + 1) : undefined);
    if (chart === undefined) return undefined;
    const ref = {
      name: chart,
      ...(version !== undefined && { version }),
      ...(url !== undefined && { repository: url }),
      ...(repositoryName !== undefined && { repositoryName }),
    };
    const entry = this.catalog.installed(ref, keys);
    return entry && this.#typedSchemas.known(entry, version);
  }

  /** A chart in the same repository of files: its folder counts from some folder around the release. */
  #schemaOfFolder(folder: string, path: string, keys: readonly string[]): ChartSchema | undefined {
    for (const around of this.#disk.foldersAround(path)) {
      const chart = this.#charts.chartIn(folder.startsWith('/') ? folder : join(around, folder));
      if (chart) return this.#typedSchemas.onDisk(chart, keys);
    }
    return undefined;
  }

  #urlOf(
    { kind, name }: { kind: string; name: string },
    file: ManifestFile | undefined,
  ): string | undefined {
    return (file && urlsIn(file, kind).get(name)) ?? this.releases.repositoryUrl(kind, name);
  }
}

const urlsMemo = Symbol('URLs of objects by kind and name');
const urlMemo = Symbol('name and URL of an object');

/** The URLs of a file's objects of a kind, by their names. */
function urlsIn(file: ManifestFile, kind: string): ReadonlyMap<string, string> {
  const byKind = file.memo(urlsMemo, () => new Map<string, ReadonlyMap<string, string>>());
  const known = byKind.get(kind);
  if (known) return known;
  const urls = new Map<string, string>();
  for (const document of file.documents) {
    if (document.gvk?.kind !== kind) continue;
    const { name, url } = document.memo(urlMemo, () => ({
      name: text(at(document.root, ['metadata', 'name'])),
      url: text(at(document.root, ['spec', 'url'])),
    }));
    if (name !== undefined && url !== undefined && !urls.has(name)) urls.set(name, url);
  }
  byKind.set(kind, urls);
  return urls;
}

const textsMemo = Symbol('values in text');

/** Helm reads the first document of a file only; objects of Kubernetes are never values. */
function canBeValues(file: ManifestFile, document: ManifestDocument): boolean {
  if (file.languageId !== 'yaml' || document.isTyped) return false;
  if (file.documents.length === 1) return true;
  return file.memo(firstMemo, () => file.documents.find(hasContent)) === document;
}

const firstMemo = Symbol('first document with content');

/** The comment may stand above a line `---`, in a document of its own. */
function commentOf(file: ManifestFile, document: ManifestDocument): ChartComment | undefined {
  const own = chartComment(document);
  const [first] = file.documents;
  return own ?? (first && first !== document ? chartComment(first) : undefined);
}

function hasContent(document: ManifestDocument): boolean {
  return document.memo(contentMemo, () => /^[ \t]*[^\s#%-]/m.test(document.text));
}

const contentMemo = Symbol('has content');

const textKeysMemo = Symbol('keys of values in text');

function keysOfText(text: ManifestDocument): readonly string[] {
  return text.memo(textKeysMemo, () => entries(text.root).map(({ key }) => key.source));
}
