/** What one running server holds: open files, settings, schemas and, once needed, the engine. */
import { MountedFindings } from './findings/mountedFindings.ts';
import { withoutAdvice } from './findings/withoutAdvice.ts';
import { dirname } from 'node:path';
import type { Settings } from '../shared/settings.ts';
import { canonicalUri, filePathOf } from '../shared/uri.ts';
import { Disk } from './workspace/disk/disk.ts';
import { ManifestFile, type SharedByFiles, type TextChange } from './model/manifestFile.ts';
import { Configurations, type Rules } from './configuration/configurations.ts';
import { Kustomizations } from './kustomize/kustomizations.ts';
import { PathsOnDisk } from './kustomize/pathsOnDisk.ts';
import { Surroundings } from './model/surroundings.ts';
import { TreeCache } from './model/treeCache.ts';
import type { YamlEngine } from './engine/yamlEngine.ts';
import { quote } from './formats/format.ts';
import { Expressions } from './expressions/expressions.ts';
import { EarlierTexts } from './changes/earlierTexts.ts';
import { LiveObjects } from './changes/liveObjects.ts';
import { ClusterKeys } from './graph/clusterKeys.ts';
import { ClusterNames } from './graph/clusterNames.ts';
import { Graph } from './graph/graph.ts';
import { Links } from './graph/links.ts';
import type { Log } from './log.ts';
import { NamedSchemas } from './helm/namedSchemas.ts';
import { FileSchemas } from './schema/fileSchemas.ts';
import type { KubernetesRelease } from './schema/kubernetesRelease.ts';
import type { SchemaStore } from './schema/schemaStore.ts';
import { SettingsByFolder } from './settingsByFolder.ts';
import { FluxPaths } from './placeholders/fluxPaths.ts';
import { Fillings } from './placeholders/fillings.ts';
import type { Filling } from './placeholders/placeholdersIn.ts';
import { stepsOfFile } from './pacing/stepBudget.ts';
import { Turns } from './pacing/turns.ts';
import { Whereabouts } from './pacing/whereabouts.ts';
import { ValuesFiles } from './helm/valuesFiles.ts';

/** A file that is open but not read, and why, in words for the user. */
export interface SkippedFile {
  readonly uri: string;
  readonly version: number;
  readonly reason: string;
}

export interface SessionParts {
  readonly store: SchemaStore;
  readonly log: Log;
  /** Absent: nothing is read. */
  readonly disk?: Disk;
  /** What time it is; absent: that of the machine. */
  readonly clock?: () => Date;
  /** Of the product: findings lead to its pages. Absent: they lead nowhere. */
  readonly homepage?: string;
  /** What the checks of one file may cost; tests want it small. */
  readonly stepsOfFile?: number;
  /** Loads the engine: a third of the program, needed only by some requests. */
  readonly loadEngine: () => Promise<YamlEngine>;
}

export class Session {
  readonly store: SchemaStore;
  readonly surroundings: Surroundings;
  /** Which files are patches, and what is filled into manifests. */
  readonly kustomizations: Kustomizations;
  /** What lies at paths that files of tools name. */
  readonly paths: PathsOnDisk;
  /** Of files that a tool reads. */
  readonly fileSchemas: FileSchemas;
  /** Of files that name their schema in a comment. */
  readonly namedSchemas: NamedSchemas;
  /** What `.dpm.yaml` says for the files around it. */
  readonly configurations: Configurations;
  /** Which files and parts of manifests are values of Helm charts. */
  readonly values: ValuesFiles;
  readonly fillings: Fillings;
  /** Which files Flux fills in variables of. */
  readonly fluxPaths = new FluxPaths();
  /** Conditions that CRDs set for their fields. */
  readonly expressions = new Expressions();
  /** The objects of the workspace and what they say of each other. */
  readonly graph = new Graph();
  /** What files were before, for those that are compared with a commit. */
  readonly earlierTexts = new EarlierTexts();
  /** What the connected cluster has of the objects in open files. */
  readonly liveObjects = new LiveObjects();
  /** Names that the connected cluster has. */
  readonly clusterNames = new ClusterNames();
  readonly clusterKeys = new ClusterKeys();
  /** What is wrong between them. */
  readonly links: Links;
  readonly log: Log;
  readonly stepsOfFile: number;
  readonly clock: () => Date;
  /** Tells the client which file is worked on. */
  readonly whereabouts = new Whereabouts();
  /** In which long works let others in. */
  readonly turns = new Turns();
  /** The release of Kubernetes that counts for all files, whatever their settings say: that of the command line. */
  release: KubernetesRelease | undefined;
  /** The client has a command that explains a code. */
  canExplain = false;
  /** The client has a command that shows places. */
  canShowReferences = false;
  /** Of the window, and of folders where they differ. */
  settingsByFolder = new SettingsByFolder();
  readonly disk: Disk;
  /** Canonical addresses of the workspace folders. */
  #folders: readonly string[] = [];
  readonly #files = new Map<string, ManifestFile>();
  readonly #skipped = new Map<string, SkippedFile>();
  readonly #loadEngine: () => Promise<YamlEngine>;
  #engine: Promise<YamlEngine> | undefined;
  #lastId = 0;
  readonly #sharedByFiles: SharedByFiles = {
    nextId: () => ++this.#lastId,
    trees: new TreeCache(),
  };

  constructor({
    store,
    log,
    disk = new Disk(),
    clock,
    stepsOfFile: steps,
    loadEngine,
  }: SessionParts) {
    this.store = store;
    this.links = new Links({
      graph: this.graph,
      isNamespaced: (kind) => store.isNamespaced(kind),
      cluster: this.clusterNames,
      clusterKeys: this.clusterKeys,
      filesJudge: new MountedFindings(() => store),
    });
    for (const { didChange } of [this.clusterNames, this.clusterKeys])
      didChange.on(() => {
        this.graph.noteOutside();
      });
    this.disk = disk;
    this.surroundings = new Surroundings(disk);
    this.kustomizations = new Kustomizations(disk);
    this.paths = new PathsOnDisk(disk);
    this.fileSchemas = new FileSchemas(store);
    this.namedSchemas = new NamedSchemas(disk, store.patterns);
    this.configurations = new Configurations(disk);
    this.values = new ValuesFiles(store, this.surroundings, disk);
    this.fillings = new Fillings(store.patterns);
    this.log = log;
    store.patterns.didSkip.on(({ pattern, problem: { reason }, whose }) => {
      log.info(`${whose}: values are not checked against the pattern ${quote(pattern)}: ${reason}`);
    });
    this.stepsOfFile = steps ?? stepsOfFile;
    this.clock = clock ?? (() => new Date());
    this.#loadEngine = loadEngine;
  }

  get files(): Iterable<ManifestFile> {
    return this.#files.values();
  }

  get skippedFiles(): Iterable<SkippedFile> {
    return this.#skipped.values();
  }

  /** Addresses of the workspace folders. */
  get folderUris(): readonly string[] {
    return this.#folders;
  }

  /** Paths of the workspace folders that are on disk. */
  get folders(): readonly string[] {
    return this.#folders.flatMap((uri) => filePathOf(uri) ?? []);
  }

  /** The workspace has these folders now, and no others. */
  useFolders(uris: readonly string[]): void {
    this.#folders = [...new Set(uris.map((uri) => canonicalUri(uri)))];
    this.#useRoots();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map((uri) => canonicalUri(uri)));
    this.useFolders([...this.#folders.filter((uri) => !gone.has(uri)), ...added]);
  }

  file(uri: string): ManifestFile | undefined {
    return this.#files.get(canonicalUri(uri));
  }

  skipped(uri: string): SkippedFile | undefined {
    return this.#skipped.get(canonicalUri(uri));
  }

  /** An address as the client spells it, where it has the file open. */
  spellingOf(uri: string): string {
    return this.file(uri)?.uri ?? this.skipped(uri)?.uri ?? uri;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.close(uri);
    const limit = this.settings.maxFileSizeMB * 1_000_000;
    if (text.length > limit) {
      const size = (text.length / 1_000_000).toFixed(1);
      const reason = `this file is not checked: it has ${size} MB, the limit is ${this.settings.maxFileSizeMB} MB (setting dataPlatform.maxFileSizeMB)`;
      this.#skipped.set(canonicalUri(uri), { uri, version, reason });
      return;
    }
    const file = new ManifestFile(uri, languageId, version, text, this.#sharedByFiles);
    this.#files.set(canonicalUri(uri), file);
    this.#useRoots();
  }

  /** A file that nobody has open: no other file knows of it, and its trees take the place of no others. */
  fileApart(uri: string, text: string): ManifestFile {
    const { nextId } = this.#sharedByFiles;
    const languageId = uri.endsWith('.json') ? 'json' : 'yaml';
    return new ManifestFile(uri, languageId, 0, text, { nextId, trees: new TreeCache() });
  }

  /**
   * Changes of a file that is not read are let go: it is read again when it is opened anew or sent whole. Without changes
   * that can be applied (undefined) nobody knows the text any more.
   */
  change(uri: string, version: number, changes: readonly TextChange[] | undefined): void {
    const file = this.file(uri);
    if (!changes) {
      if (file) this.#lose(uri, version);
      return;
    }
    const whole = changes.findLast((change) => !change.range);
    if (file) file.update(changes, version);
    else if (whole && this.skipped(uri)) this.open(uri, 'yaml', version, whole.text);
  }

  close(uri: string): void {
    this.#files.delete(canonicalUri(uri));
    this.graph.setOpen(canonicalUri(uri), undefined);
    this.#skipped.delete(canonicalUri(uri));
    this.#useRoots();
  }

  /** The folders of the workspace may be read; without any, the folder of each open file. */
  #useRoots(): void {
    const isLoose = this.#folders.length === 0;
    const alone = isLoose ? [...this.#files.values()].flatMap(({ path }) => path ?? []) : [];
    if (!this.disk.useRoots([...this.folders, ...alone.map((path) => dirname(path))])) return;
    this.surroundings.forget();
    this.kustomizations.forget();
    this.paths.forget();
    this.configurations.forget();
    this.values.forget();
    this.namedSchemas.forget();
  }

  #lose(uri: string, version: number): void {
    const reason =
      'this file is not checked: the editor sent a change that cannot be read; close the file and open it again';
    this.#files.delete(canonicalUri(uri));
    this.#skipped.set(canonicalUri(uri), { uri, version, reason });
  }

  /** The settings of the window. */
  get settings(): Settings {
    return this.settingsByFolder.window;
  }

  /** The settings that count for a file. */
  settingsOf({ uri }: Pick<ManifestFile, 'uri'>): Settings {
    return this.settingsByFolder.of(uri);
  }

  /** Levels of rules that count for a file. */
  rulesFor(file: Pick<ManifestFile, 'uri' | 'path'>): Rules {
    const { rules, advice } = this.settingsOf(file);
    const levels = this.configurations.rulesFor(file.path, rules);
    return advice.enabled ? levels : withoutAdvice(levels);
  }

  /** Which placeholders there are in a file. */
  fillingOf(file: ManifestFile): Filling {
    const patterns = this.configurations.placeholdersFor(
      file.path,
      this.settingsOf(file).placeholders,
    );
    return this.fillings.of({ hasFlux: this.fluxPaths.covers(file.path), patterns });
  }

  /** The release of Kubernetes that counts for a file. */
  releaseFor(file: ManifestFile): KubernetesRelease {
    if (this.release) return this.release;
    const said = [
      ['configuration', this.configurations.of(file.path)?.read?.configuration.kubernetesVersion],
      ['setting', this.settingsOf(file).kubernetesVersion],
    ] as const;
    const [from, version] = said.find(([, each]) => each !== undefined) ?? [];
    if (from && version !== undefined && version !== 'auto') return { version, from };
    const ofCluster = this.store.cluster.kubernetesVersion;
    if (ofCluster !== undefined) return { version: ofCluster, from: 'cluster' };
    return { version: this.store.apiVersions.newest, from: 'newest' };
  }

  engine(): Promise<YamlEngine> {
    return (this.#engine ??= this.#loadEngine());
  }
}
