/** Checks files with the analysis that the language server holds, too: the same findings, without an editor. */
import type { Diagnostic, Range } from 'vscode-languageserver-types';
import { Analysis } from '../../core/analysis.ts';
import type { Rules } from '../../core/configuration/configurations.ts';
import type { ManifestFile } from '../../core/model/manifestFile.ts';
import { neverCancelled } from '../../core/pacing/cancellation.ts';
import { silentLog } from '../../core/log.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { looksLikeManifest, maxObjectBytes } from '../../core/workspace/objects.ts';
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { canonicalUri, filePathOf, fileUriOf } from '../../shared/uri.ts';
import { readObjects, type LinkedByLine } from '../../core/features/linkedDiagnostics.ts';
import { notCheckedCode } from '../../core/features/noteAtTop.ts';
import { maxFindings } from '../../core/findings/maxFindings.ts';
import type { KindName } from '../../core/graph/facts.ts';
import { kindKey } from '../../core/graph/graph.ts';
import {
  severityNames,
  type ExaminedFile,
  type FileFinding,
  type FoundObject,
  type Place,
} from './finding.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { isGarbled, textOf } from './textOf.ts';

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
  /** How often what is known of the workspace has changed. */
  #changes = 0;
  #prepared: Promise<void> | undefined;
  readonly #toldScopes = new Set<string>();
  readonly #newScopes: (readonly [kind: string, isNamespaced: boolean])[] = [];

  constructor(options: CheckerOptions) {
    const { schemas, homepage, folders, named, rules, kubernetesVersion, configuration } = options;
    this.#disk = new Disk(undefined, named);
    const parts = {
      store: new SchemaStore(folderReader(schemas)),
      log: silentLog,
      homepage,
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
    for (const emitter of [session.values.didChange, session.expressions.didLoad])
      emitter.on(() => {
        this.#changes++;
      });
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
    }
  }

  /** The findings of a file with those between it and others. */
  async withLinked(
    { path, text }: Target,
    findings: readonly FileFinding[],
    linked: LinkedByLine,
  ): Promise<readonly FileFinding[]> {
    const reading = text === undefined ? this.#read(path) : undefined;
    const read = reading?.ok ? textOf(reading.bytes) : text;
    if (read === undefined) return findings;
    return this.#opened(path, read, async (uri) => {
      const file = this.#analysis.file(uri);
      const shown = this.#analysis.shownLinked(uri, linked);
      if (!file || shown.length === 0) return findings;
      const objectAt = await objectsOf(this.#analysis, file);
      const found = shown.map((diagnostic) => findingOf(diagnostic, objectAt));
      return withFingerprints([...findings, ...found].slice(0, maxFindings));
    });
  }

  /** Of a file that somebody else may be linked with. */
  async #objectsOfOther(path: string): Promise<ExaminedFile> {
    const reading = this.#disk.read(path, maxObjectBytes);
    if (!reading.ok || !looksLikeManifest(reading.bytes)) return { path, findings: [] };
    return this.#opened(path, textOf(reading.bytes), (uri) => ({
      path,
      findings: [],
      ...this.#objectsIn(uri),
    }));
  }

  /** What the objects of an open file say to others. */
  #objectsIn(uri: string): Pick<ExaminedFile, 'objects' | 'scopes'> {
    const { session } = this.#analysis;
    const file = this.#analysis.file(uri);
    if (!file?.documents.some(({ gvk }) => gvk)) return {};
    readObjects(session, file);
    const documents = session.graph.documentsIn(canonicalUri(uri));
    if (documents.length === 0) return {};
    const plain = documents.map(({ startLine, startCharacter, facts }) => {
      for (const { references } of facts) for (const each of references) this.#addScope(each);
      return { startLine, startCharacter, facts };
    });
    return { objects: JSON.stringify(plain), scopes: this.#newScopes.splice(0) };
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
      const analysis = this.#analysis;
      const diagnostics = await this.#settled(uri);
      const file = analysis.file(uri);
      const objects = this.#objectsIn(uri);
      if (!file || diagnostics.length === 0) return { path, findings: [], ...objects };
      const objectAt = await objectsOf(analysis, file);
      const found = diagnostics.map((diagnostic) => findingOf(diagnostic, objectAt));
      const findings = withFingerprints(found);
      const incomplete = findings.find(({ code }) => code === notCheckedCode);
      return { path, findings, ...objects, ...(incomplete && { problem: incomplete.message }) };
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

  /** The findings once nothing is read in the background any more that they depend on. */
  async #settled(uri: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const before = this.#changes;
      const found = await this.#analysis.findings(uri, neverCancelled);
      await this.#analysis.session.values.settled;
      await this.#analysis.session.expressions.settled;
      if (this.#changes === before) return found ?? [];
    }
  }
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

function withFingerprints(found: readonly Omit<FileFinding, 'fingerprint'>[]): FileFinding[] {
  const fingerprints = fingerprintsOf(found);
  return found.map((one, at) => ({ ...one, fingerprint: fingerprints[at] ?? '' }));
}

function findingOf(
  diagnostic: Diagnostic,
  objectAt: (line: number) => FoundObject,
): Omit<FileFinding, 'fingerprint'> {
  const { range, severity = 1, code, message, relatedInformation, codeDescription } = diagnostic;
  return {
    ...placeOf(range),
    code: String(code),
    severity: severityNames[severity - 1] ?? 'error',
    message: typeof message === 'string' ? message : message.value,
    object: objectAt(range.start.line),
    related: (relatedInformation ?? []).map(({ location, message: words }) => ({
      ...placeOf(location.range),
      path: filePathOf(location.uri) ?? location.uri,
      message: words,
    })),
    ...(codeDescription && { page: codeDescription.href }),
  };
}

function placeOf({ start, end }: Range): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
