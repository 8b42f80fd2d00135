/** Checks files with the analysis that the language server holds, too: the same findings, without an editor. */
import { Analysis } from '../../core/analysis.ts';
import type { EarlierText } from '../../core/changes/earlierTexts.ts';
import type { Rules } from '../../core/configuration/configurations.ts';
import type { ManifestFile } from '../../core/model/manifestFile.ts';
import { neverCancelled } from '../../core/pacing/cancellation.ts';
import { finish } from '../../core/pacing/work.ts';
import { objectsIn, type Examined } from '../../core/problems/examine.ts';
import { Loads } from '../../core/problems/loads.ts';
import { silentLog } from '../../core/log.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { looksLikeManifest, maxObjectBytes, mayBeManifest } from '../../core/workspace/objects.ts';
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { notCheckedCode } from '../../core/features/noteAtTop.ts';
import { withPages } from '../../core/features/withPages.ts';
import type { KindName } from '../../core/graph/facts.ts';
import { kindKey, type PlacedFacts } from '../../core/graph/graph.ts';
import { findingOf, withFingerprints } from './fileFinding.ts';
import type { ExaminedFile, FoundObject } from './finding.ts';
import { told } from './told.ts';
import { isGarbled, textOf } from '../../core/workspace/textOf.ts';

export interface CheckerOptions {
  /** Folder of the bundled schemas. */
  readonly schemas: string;
  /** Of the product. */
  readonly homepage: string;
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  /** Files that may be read wherever they lie, as they were named. */
  readonly named: readonly string[];
  /** Levels that count before all others. */
  readonly rules: Rules;
  /** The release of Kubernetes that counts for all files. */
  readonly kubernetesVersion?: string;
  /** The one configuration that counts, and the folder that its patterns count from. */
  readonly configuration?: { readonly path: string; readonly folder: string };
}

/** A file to check; with its text where that is not on disk. */
export interface Target {
  readonly path: string;
  readonly text?: string;
  /** The file is not checked: only its objects count, for others. */
  readonly isSurrounding?: boolean;
  /** The file as it was: what the API server would refuse to change is told, too. */
  readonly before?: EarlierText;
}

/** Bytes; that of the setting `dataPlatform.maxFileSizeMB`. */
export const maxBytes = defaultSettings.maxFileSizeMB * 1_000_000;

type FileRead =
  | { readonly ok: true; readonly bytes: Buffer }
  /** With the problem that it is, if it is one. */
  | { readonly ok: false; readonly not: { readonly problem?: string } };

export class Checker {
  readonly #analysis: Analysis;
  readonly #disk: Disk;
  readonly #homepage: string;
  readonly #loads: Loads;
  #prepared: Promise<void> | undefined;
  readonly #toldScopes = new Set<string>();
  readonly #newScopes: (readonly [kind: string, isNamespaced: boolean])[] = [];

  constructor(options: CheckerOptions) {
    const { schemas, homepage, folders, named, rules, kubernetesVersion, configuration } = options;
    this.#disk = new Disk(undefined, named);
    this.#homepage = homepage;
    const parts = {
      store: new SchemaStore(folderReader(schemas)),
      log: silentLog,
      disk: this.#disk,
      loadEngine: () => Promise.reject(new Error('the command line formats nothing')),
    };
    this.#analysis = new Analysis(parts, { leavesObjects: true });
    const { session } = this.#analysis;
    this.#analysis.useFolders(folders.map((folder) => fileUriOf(folder)));
    session.configurations.overrides = rules;
    if (kubernetesVersion !== undefined)
      session.release = { version: kubernetesVersion, from: 'commandLine' };
    if (configuration) session.configurations.useOnly(configuration.path, configuration.folder);
    this.#loads = new Loads(session);
  }

  /** Reads what the files of the workspace say about others: CRDs and releases of charts. */
  prepare(): Promise<void> {
    return (this.#prepared ??= this.#analysis.workspace.start());
  }

  /** Never rejects: a fault of the product is a problem of that file. */
  async check(target: Target): Promise<ExaminedFile> {
    const { path, text, isSurrounding } = target;
    try {
      await this.prepare();
      this.#analysis.session.earlierTexts.set(fileUriOf(path), target.before);
      if (isSurrounding) return await this.#objectsOfOther(path);
      if (text !== undefined) return await this.#checkText(path, text);
      const reading = this.#read(path);
      if (!reading.ok) return { path, findings: [], ...reading.not };
      const { bytes } = reading;
      const checked = await this.#checkText(path, textOf(bytes));
      return isRefusedAsBytes(bytes) ? { problem: notUtf8, ...checked } : checked;
    } catch (error) {
      if (isSurrounding) return { path, findings: [] };
      return { path, findings: [], problem: `the check failed: ${errorWithPlace(error)}` };
    } finally {
      this.#analysis.session.earlierTexts.set(fileUriOf(path), undefined);
    }
  }

  /** Of a file that somebody else may be linked with. */
  async #objectsOfOther(path: string): Promise<ExaminedFile> {
    const reading = this.#disk.read(path, maxObjectBytes);
    if (!reading.ok || !mayBeManifest(path, reading.bytes)) return { path, findings: [] };
    return this.#opened(path, textOf(reading.bytes), (uri) => {
      const file = this.#analysis.file(uri);
      if (!file) return { path, findings: [] };
      const documents = finish(objectsIn(this.#analysis.session, file));
      return { path, findings: [], ...this.#told(file, documents) };
    });
  }

  /** What the objects of a file say to others. */
  #told(
    file: ManifestFile,
    documents: readonly PlacedFacts[],
  ): Pick<ExaminedFile, 'objects' | 'scopes'> {
    if (documents.length === 0) return {};
    for (const { facts } of documents)
      for (const { references } of facts) for (const each of references) this.#addScope(each);
    const objects = told(documents.map((each) => ({ ...each, object: objectIn(file, each) })));
    return { objects, scopes: this.#newScopes.splice(0) };
  }

  #addScope(kind: KindName): void {
    const key = kindKey(kind);
    if (this.#toldScopes.has(key)) return;
    this.#toldScopes.add(key);
    const isNamespaced = this.#analysis.session.store.isNamespaced(kind);
    if (isNamespaced !== undefined) this.#newScopes.push([key, isNamespaced]);
  }

  #read(path: string): FileRead {
    const reading = this.#disk.read(path, maxBytes);
    if (reading.ok) return reading;
    const problem = reading.reason ?? 'there is no such file';
    // A large file that is no manifest, such as data in JSON, is nobody's concern.
    const whole = this.#disk.read(path, hugeBytes);
    const isOther = whole.ok && !looksLikeManifest(whole.bytes);
    return { ok: false, not: isOther ? {} : { problem } };
  }

  #checkText(path: string, text: string): Promise<ExaminedFile> {
    return this.#opened(path, text, async (uri) => {
      const { diagnostics, isCut, documents } = await this.#settled(uri);
      const file = this.#analysis.file(uri);
      const others = { ...(file && this.#told(file, documents)), ...(isCut && { isCut }) };
      if (!file || diagnostics.length === 0) return { path, findings: [], ...others };
      const objectAt = await objectsOf(this.#analysis, file);
      const shown = withPages(diagnostics, this.#homepage);
      const findings = withFingerprints(
        shown.map((each) => findingOf(each, objectAt(each.range.start.line))),
      );
      const incomplete = findings.find(({ code }) => code === notCheckedCode);
      return { path, findings, ...others, ...(incomplete && { problem: incomplete.message }) };
    });
  }

  /** Does something with a text that is open meanwhile. */
  async #opened<T>(path: string, text: string, use: (uri: string) => T | Promise<T>): Promise<T> {
    const uri = fileUriOf(path);
    this.#analysis.open(uri, path.endsWith('.json') ? 'json' : 'yaml', 1, text);
    try {
      return await use(uri);
    } finally {
      this.#analysis.close(uri);
    }
  }

  /** What is known of an open file once nothing is read in the background any more that it depends on. */
  async #settled(uri: string): Promise<Examined> {
    const found = await this.#loads.settled(() => this.#analysis.examine(uri, neverCancelled));
    return found ?? nothing;
  }
}

const nothing: Examined = { diagnostics: [], isCut: true, documents: [] };

/** No manifest has so many; they are only looked through for words. */
const hugeBytes = 200_000_000;

const notUtf8 = 'it is not written in UTF-8, so that kubectl refuses it: save it in UTF-8';

/** A manifest with bytes that are no characters: in YAML kubectl refuses it, in JSON it replaces them. */
function isRefusedAsBytes(bytes: Buffer): boolean {
  return (
    isGarbled(bytes) && looksLikeManifest(bytes) && !/^\s*\{/.test(bytes.toString('latin1', 0, 200))
  );
}

/** The manifest that a document is. */
function objectIn(file: ManifestFile, { startLine, facts }: PlacedFacts): FoundObject {
  const { apiVersion, kind } = file.documentAt(startLine).typeMeta;
  const { name, namespace } = facts.find(({ within }) => within.length === 0) ?? {};
  return {
    ...(apiVersion && { apiVersion: apiVersion.value }),
    ...(kind && { kind: kind.value }),
    ...(name && name.text !== '' && { name: name.text }),
    ...(namespace !== undefined && namespace !== '' && { namespace }),
  };
}

/** Finds the manifest around a line, counted from 0. */
async function objectsOf(
  analysis: Analysis,
  file: ManifestFile,
): Promise<(line: number) => FoundObject> {
  const documents = await analysis.manifestDocuments(file, neverCancelled);
  return (line) => {
    let low = 0;
    let high = documents.length;
    while (low < high - 1) {
      const middle = (low + high) >> 1;
      if ((documents[middle]?.range.start.line ?? 0) <= line) low = middle;
      else high = middle;
    }
    const { apiVersion, kind, name, namespace } = documents[low] ?? {};
    return {
      ...(apiVersion !== undefined && { apiVersion }),
      ...(kind !== undefined && { kind }),
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
    };
  };
}
