/** Checks files as the language server does, without an editor: one after the other, each with what lies around it. */
import type { Rules } from '../configuration/configurations.ts';
import { notCheckedCode, noteAtTop } from '../features/noteAtTop.ts';
import { manifestDocument } from '../features/documentInfo.ts';
import type { KindName } from '../graph/facts.ts';
import { kindKey, type PlacedFacts } from '../graph/graph.ts';
import { silentLog } from '../log.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { finish, type Pieces } from '../pacing/work.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import { Session } from '../session.ts';
import { Disk } from '../workspace/disk/disk.ts';
import { folderReader } from '../workspace/disk/folderReader.ts';
import { looksLikeManifest, maxObjectBytes, mayTell } from '../workspace/objects.ts';
import { isGarbled, textOf } from '../workspace/textOf.ts';
import { Workspace } from '../workspace/workspace.ts';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { gvkKey } from '../../shared/gvk.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { useEditorState, type EditorState } from './editorState.ts';
import { examine, judge, mayBeObjectsIn, objectsIn, type Examined } from './examine.ts';
import type { ExaminedFile, FoundObject, Target } from './examinedFile.ts';
import { Loads } from './loads.ts';
import { told } from './told.ts';

/** All that a checker is told; a thread is sent it. */
export interface CheckerOptions {
  /** Folder of the bundled schemas. */
  readonly schemas: string;
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  /** Files that say something of others, such as CRDs, where somebody has looked for them; else the checker does. */
  readonly around?: readonly string[];
  /** Files that may be read wherever they lie, as they were named. */
  readonly named?: readonly string[];
  /** Levels that count before all others. */
  readonly rules?: Rules;
  /** The release of Kubernetes that counts for all files. */
  readonly kubernetesVersion?: string;
  /** The one configuration that counts, and the folder that its patterns count from. */
  readonly configuration?: { readonly path: string; readonly folder: string };
  /** What an editor has told. */
  readonly editor?: EditorState;
  /**
   * `manifests`: with the manifest of each finding, and without facts of patches. `documents`: facts of all documents, for who
   * knows which files are patches.
   */
  readonly tells: 'manifests' | 'documents';
}

type FileRead =
  | { readonly ok: true; readonly bytes: Buffer }
  /** With the problem that it is, if it is one. */
  | { readonly ok: false; readonly not: { readonly problem?: string } };

export class Checker {
  readonly #session: Session;
  readonly #workspace: Workspace;
  readonly #tellsManifests: boolean;
  readonly #loads: Loads;
  #prepared: Promise<void> | undefined;
  readonly #toldScopes = new Set<string>();
  readonly #newScopes: (readonly [kind: string, isNamespaced: boolean])[] = [];

  constructor(options: CheckerOptions) {
    const { schemas, folders, around, named, rules, kubernetesVersion, configuration } = options;
    const session = new Session({
      store: new SchemaStore(folderReader(schemas)),
      log: silentLog,
      disk: new Disk(undefined, named),
      loadEngine: () => Promise.reject(new Error('a checker formats nothing')),
    });
    this.#session = session;
    this.#tellsManifests = options.tells === 'manifests';
    this.#workspace = new Workspace(session, {
      leavesObjects: () => true,
      ...(around && { around }),
    });
    session.useFolders(folders.map((folder) => fileUriOf(folder)));
    this.#workspace.foldersChanged();
    if (rules) session.configurations.overrides = rules;
    if (kubernetesVersion !== undefined)
      session.release = { version: kubernetesVersion, from: 'commandLine' };
    if (configuration) session.configurations.useOnly(configuration.path, configuration.folder);
    if (options.editor) useEditorState(session, this.#workspace, options.editor);
    this.#loads = new Loads(session);
  }

  /** Reads what the files of the workspace say about others: CRDs and releases of charts. */
  prepare(): Promise<void> {
    return (this.#prepared ??= this.#workspace.start());
  }

  /** Never rejects: a fault of the product is a problem of that file. */
  async check(target: Target): Promise<ExaminedFile> {
    const { path, isSurrounding, before } = target;
    const nothing: ExaminedFile = { path, diagnostics: [], isCut: false, kinds: [] };
    try {
      await this.prepare();
      this.#session.earlierTexts.set(fileUriOf(path), before);
      if (isSurrounding) return this.#objectsOfOther(target) ?? nothing;
      if (target.text !== undefined) return await this.#checkInput(path, target.text);
      const reading = this.#read(target);
      if (!reading.ok) return { ...nothing, ...reading.not };
      const { bytes } = reading;
      const file = this.#session.fileApart(fileUriOf(path), textOf(bytes));
      const checked = await this.#checkFile(path, file);
      return isRefusedAsBytes(bytes) ? { problem: notUtf8, ...checked } : checked;
    } catch (error) {
      if (isSurrounding) return nothing;
      return { ...nothing, problem: `the check failed: ${errorWithPlace(error)}` };
    } finally {
      this.#session.earlierTexts.set(fileUriOf(path), undefined);
    }
  }

  /** Of a file that somebody else may be linked with. */
  #objectsOfOther(target: Target): ExaminedFile | undefined {
    const { path } = target;
    const bytes = sentBytes(target) ?? bytesIn(this.#session.disk.read(path, maxObjectBytes));
    if (!bytes || bytes.length > maxObjectBytes || !mayTell(path, bytes)) return undefined;
    const file = this.#session.fileApart(fileUriOf(path), textOf(bytes));
    const documents = finish(this.#factsIn(file));
    return { path, diagnostics: [], isCut: false, kinds: [], ...this.#told(file, documents) };
  }

  #factsIn(file: ManifestFile) {
    return this.#tellsManifests
      ? objectsIn(this.#session, file)
      : mayBeObjectsIn(this.#session, file);
  }

  /** What the objects of a file say to others. */
  #told(
    file: ManifestFile,
    documents: readonly PlacedFacts[],
  ): Pick<ExaminedFile, 'documents' | 'scopes'> {
    if (documents.length === 0) return {};
    if (!this.#tellsManifests) return { documents: told(documents) };
    for (const { facts } of documents)
      for (const { references } of facts) for (const each of references) this.#addScope(each);
    const withObjects = documents.map((each) => ({ ...each, object: objectIn(file, each) }));
    return { documents: told(withObjects), scopes: this.#newScopes.splice(0) };
  }

  #addScope(kind: KindName): void {
    const key = kindKey(kind);
    if (this.#toldScopes.has(key)) return;
    this.#toldScopes.add(key);
    const isNamespaced = this.#session.store.isNamespaced(kind);
    if (isNamespaced !== undefined) this.#newScopes.push([key, isNamespaced]);
  }

  #read(target: Target): FileRead {
    const sent = sentBytes(target);
    if (sent) return { ok: true, bytes: sent };
    const { disk, settings } = this.#session;
    const reading = disk.read(target.path, settings.maxFileSizeMB * 1_000_000);
    if (reading.ok) return reading;
    const problem = reading.reason ?? 'there is no such file';
    // A large file that is no manifest, such as data in JSON, is nobody's concern.
    const whole = disk.read(target.path, hugeBytes);
    const isOther = whole.ok && !looksLikeManifest(whole.bytes);
    return { ok: false, not: isOther ? {} : { problem } };
  }

  /** A text that is not on disk: CRDs in it count as long as it is checked. */
  async #checkInput(path: string, text: string): Promise<ExaminedFile> {
    const uri = fileUriOf(path);
    this.#session.open(uri, path.endsWith('.json') ? 'json' : 'yaml', 1, text);
    this.#workspace.openFileChanged(uri);
    try {
      const file = this.#session.file(uri);
      if (file) return await this.#checkFile(path, file);
      const problem = this.#session.skipped(uri)?.reason ?? '';
      const told = { diagnostics: [noteAtTop(problem)], objects: [{}], problem };
      return { path, isCut: true, kinds: [], ...told };
    } finally {
      this.#session.close(uri);
      this.#workspace.openFileChanged(uri);
    }
  }

  async #checkFile(path: string, file: ManifestFile): Promise<ExaminedFile> {
    const { diagnostics, isCut, documents } = await this.#settled(file);
    const gvks = file.documents.flatMap(({ gvk }) => gvk ?? []);
    const incomplete = diagnostics.find(({ code }) => code === notCheckedCode);
    return {
      ...{ path, diagnostics, isCut },
      kinds: [...new Map(gvks.map((gvk) => [gvkKey(gvk), gvk])).values()],
      ...(this.#tellsManifests && { objects: objectsOf(file, diagnostics) }),
      ...this.#told(file, documents),
      ...(incomplete && { problem: textIn(incomplete.message) }),
    };
  }

  /** What is known of a file once nothing is read in the background any more that it depends on. */
  async #settled(file: ManifestFile): Promise<Examined> {
    const session = this.#session;
    const found = await this.#loads.settled(async (): Promise<Examined | undefined> => {
      if (this.#tellsManifests) return examine(session, file, atOnce);
      const own = await judge(session, file, atOnce);
      return own && { ...own, documents: finish(mayBeObjectsIn(session, file)) };
    });
    return found ?? { diagnostics: [], isCut: true, documents: [] };
  }
}

/** Nobody else waits for the thread. */
const atOnce: Pieces = { run: (work) => Promise.resolve(finish(work)) };

function sentBytes({ bytes }: Target): Buffer | undefined {
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesIn(reading: ReturnType<Disk['read']>): Buffer | undefined {
  return reading.ok ? reading.bytes : undefined;
}

function textIn(message: string | { readonly value: string }): string {
  return typeof message === 'string' ? message : message.value;
}

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

/** The manifest around each diagnostic. */
function objectsOf(file: ManifestFile, diagnostics: Examined['diagnostics']): FoundObject[] {
  if (diagnostics.length === 0) return [];
  const documents = file.documents.flatMap((document) => manifestDocument(document));
  return diagnostics.map(({ range }) => objectAt(documents, range.start.line));
}

type Summaries = ReturnType<typeof manifestDocument>;

/** Finds the manifest around a line, counted from 0. */
function objectAt(documents: Summaries, line: number): FoundObject {
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
}
