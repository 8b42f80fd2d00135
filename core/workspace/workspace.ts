/**
 * What the files around the open ones say, kept up to date: CRDs and releases by one scan of the folders, the files that a
 * setting names, charts and kustomizations, and which schemas of a cluster are needed. The disk is not read by itself
 * before `start`.
 */
import { basename } from 'node:path';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { canonicalUri, filePathOf, readableUri } from '../../shared/uri.ts';
import { configurationName } from '../configuration/configuration.ts';
import { Emitter } from '../emitter.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import { kustomizationNames } from '../model/impliedKind.ts';
import type { ClusterIndex } from '../schema/sources/cluster.ts';
import type { Session } from '../session.ts';
import { Changes, type Change } from './change.ts';
import { ClusterNeeds } from './clusterNeeds.ts';
import { CrdExtractor } from './crds.ts';
import { isInside } from './disk/isInside.ts';
import { KeptBytes } from './keptBytes.ts';
import type { Extractor } from './extractor.ts';
import { FluxExtractor } from './flux.ts';
import { KustomizationExtractor } from './kustomizations.ts';
import { labelOf } from './labelOf.ts';
import { isWantedPath } from './manifestPaths.ts';
import { ObjectExtractor } from './objects.ts';
import { openCrds } from './openCrds.ts';
import { ReleaseExtractor } from './releases.ts';
import { Scan } from './scan.ts';
import { SettingFiles } from './settingFiles.ts';

export interface FileOnDisk {
  readonly uri: string;
  readonly isGone: boolean;
}

/** Files whose change counts before the start, too. */
export const watchedFromTheStart = [
  ...['**/kustomization.{yaml,yml}', '**/Kustomization', '**/Chart.yaml', '**/.dpm.yaml'],
  ...['**/values.{yaml,schema.json}', '**/charts/*.tgz', '**/requirements.yaml'],
  '**/{Chart,requirements}.lock',
];
/** Files whose change counts from the start on. */
export const watchedLater = ['**/*.{yaml,yml,json}'];

/** Files of a workspace that are looked into at most. */
export const maxWorkspaceFiles = 20_000;

export interface WorkspaceOptions {
  readonly maxFiles?: number;
  /** Whether somebody else reads the objects of the files that come now, and tells them: see `takeObjects`. */
  readonly leavesObjects?: () => boolean;
  /** Files that say something of others, where they are known: no others are looked into. */
  readonly around?: readonly string[];
}

export class Workspace {
  /** Open files may be something else now. */
  readonly didChange: Emitter<Change>;
  /** A file on disk was looked at again after it had changed, or is gone. */
  readonly didScan = new Emitter<string>();
  /** A sentence that the user should read, once. */
  readonly problems = new Emitter<string>();
  readonly #session: Session;
  readonly #changes: Changes;
  readonly #extractors: readonly Extractor[];
  /** Bytes of files whose objects were left to somebody else. */
  readonly kept = new KeptBytes();
  readonly #objects: ObjectExtractor;
  readonly #scan: Scan;
  readonly #settingFiles: SettingFiles;
  readonly #cluster: ClusterNeeds;
  readonly #told = new Set<string>();
  readonly #maxFiles: number;
  readonly #leavesObjects: () => boolean;
  #isCut = false;
  #isStarted = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    session: Session,
    { maxFiles = maxWorkspaceFiles, leavesObjects = () => false, around }: WorkspaceOptions = {},
  ) {
    const { store, disk, values } = session;
    const maxBytes = (): number => session.settings.maxFileSizeMB * 1_000_000;
    this.#session = session;
    this.#maxFiles = maxFiles;
    this.#leavesObjects = leavesObjects;
    this.#changes = new Changes(store);
    this.didChange = this.#changes.didSettle;
    this.#objects = new ObjectExtractor(session, leavesObjects);
    this.#extractors = [
      new CrdExtractor(store.workspace, disk, maxBytes),
      new ReleaseExtractor(values.releases),
      new FluxExtractor(session.fluxPaths, () => session.folders),
      new KustomizationExtractor(session.kustomizations),
      this.#objects,
    ];
    this.#scan = new Scan({
      ...{ disk, extractors: this.#extractors, maxBytes, maxFiles },
      ...(around && { only: around }),
      didRead: ({ path, bytes }) => {
        if (leavesObjects()) this.kept.keep(path, bytes);
      },
    });
    this.#settingFiles = new SettingFiles(
      store.setting,
      () => ({ folders: session.folders, maxBytes: maxBytes() }),
      (problem) => {
        this.#tell(problem);
      },
    );
    this.#cluster = new ClusterNeeds(store.cluster, () => session.files);
    store.workspace.label = (uri) => this.#labelOf(uri);
    store.didChange.on((keys) => {
      this.#changes.addKinds(keys);
    });
    for (const { didLoad } of [values, session.expressions])
      didLoad.on(() => {
        this.#changes.addLoaded();
      });
    for (const { didChange } of [values.releases, session.fluxPaths, session.kustomizations])
      didChange.on(() => {
        this.#changes.addAll();
      });
    session.graph.didChange.on(() => {
      this.#linksChanged();
    });
  }

  /** From now on the disk is read in the background. Resolves when all that is there now has been looked at. */
  start(): Promise<void> {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#readAll();
      if (this.#session.settings.schemas.files.length > 0) this.#readSettingFiles();
    }
    return this.#work;
  }

  /** Files that may hold objects, which nobody has read yet: they were left to somebody else. */
  get leftFiles(): ReadonlySet<string> {
    return this.#objects.left;
  }

  /** Files that say something of others: CRDs, releases, kustomizations. */
  get aroundFiles(): readonly string[] {
    return [...this.#scan.aroundOthers];
  }

  /** What the documents of a file say, as `objectFacts` has it; nobody else may hold it. */
  takeObjects(path: string, documents: readonly PlacedFacts[]): void {
    this.#objects.setFacts(path, documents);
  }

  /** Nobody else reads objects any more: those that are left are read here. Whether all that there are are known then. */
  async readLeft(): Promise<boolean> {
    this.kept.clear();
    for (const path of [...this.#objects.left])
      await this.#inBackground(path, this.#scan.fileChanged(path));
    this.#objects.settled();
    this.#noteWhole();
    return this.#session.graph.isWhole;
  }

  /** Resolves once all changes so far were told, but for what others say. */
  get changesTold(): Promise<void> {
    return this.#changes.told();
  }

  #noteWhole(): void {
    const isRead = this.#objects.left.size === 0 && !this.#leavesObjects();
    this.#session.graph.isWhole = isRead && !this.#isCut;
  }

  /** Before the first scan is over all is new all the time, and afterwards everything is asked for once. */
  #linksChanged(): void {
    const { graph, links } = this.#session;
    if (graph.isWhole) this.#changes.addLinks(({ uri }) => links.renew(canonicalUri(uri)));
  }

  /** The session has other folders. */
  foldersChanged(): void {
    const { folders } = this.#session;
    const isOfWorkspace = (path: string): boolean =>
      folders.some((folder) => isInside(path, folder));
    for (const extractor of this.#extractors) {
      extractor.keepOnly(isOfWorkspace);
      extractor.settled();
    }
    if (!this.#isStarted) return;
    this.#readAll();
    this.#readSettingFiles();
  }

  settingsChanged(): void {
    const { schemas } = this.#session.settings;
    if (this.#settingFiles.use(schemas.files) && this.#isStarted) this.#readSettingFiles();
    this.#cluster.use(schemas.cluster);
  }

  /** An open file has a new text, was opened or closed. */
  openFileChanged(uri: string): void {
    const file = this.#session.file(uri);
    const { workspace } = this.#session.store;
    workspace.setOpen(canonicalUri(uri), file && openCrds(file, workspace));
    if (file) this.#cluster.fileChanged(file);
  }

  /** Files on disk were written, made or removed. */
  filesOnDiskChanged(files: readonly FileOnDisk[]): void {
    const paths = files.flatMap(({ uri }) => filePathOf(uri) ?? []);
    const { surroundings, kustomizations, configurations, values } = this.#session;
    this.#session.paths.forget();
    if ([...this.#session.files].some((file) => namesPaths(file.path))) this.#changes.addAll();
    if (paths.some((path) => basename(path) === configurationName)) {
      configurations.forget();
      this.#changes.addAll();
    }
    if (paths.some(isSurrounding)) {
      surroundings.forget();
      kustomizations.forget();
      this.#changes.addAll();
    }
    const { namedSchemas } = this.#session;
    if (paths.some((path) => namedSchemas.isRead(path))) {
      namedSchemas.forget();
      this.#changes.addAll();
    }
    if (paths.some(isOfChart)) {
      values.forget();
      this.#changes.addAll();
    }
    if (this.#isStarted) for (const file of files) this.#scanAgain(file);
  }

  /** The editor is connected to a cluster with these schemas, or to none. */
  useCluster(index: ClusterIndex | undefined): void {
    const { cluster } = this.#session.store;
    const before = cluster.kubernetesVersion;
    this.#cluster.connect(index);
    if (cluster.kubernetesVersion !== before) this.#changes.addAll();
  }

  #scanAgain({ uri: spelled, isGone }: FileOnDisk): void {
    const uri = canonicalUri(spelled);
    const path = filePathOf(uri);
    if (path === undefined || !isWantedPath(labelOf(path, this.#session.folders))) return;
    if (isGone) this.#scan.drop(path);
    const again = isGone ? Promise.resolve() : this.#scan.fileChanged(path);
    void this.#inBackground(`${path}, which changed`, again).then(() => {
      this.didScan.emit(path);
    });
    if (this.#settingFiles.knows(uri)) this.#readSettingFiles();
  }

  /** One scan after the other: folders may come while one is under way. */
  #readAll(): void {
    this.#work = this.#work.then(() =>
      this.#inBackground('the files of the workspace', this.#runScan()),
    );
  }

  async #runScan(): Promise<void> {
    const started = performance.now();
    const { count, isCut } = await this.#scan.run(this.#session.folders);
    const ms = Math.round(performance.now() - started);
    const found = this.#extractors.map(({ summary }) => summary).join(', ');
    this.#session.log.info(
      `looked for objects, CRDs and releases in ${count} files of the workspace: ${found}, ${ms} ms`,
    );
    this.#isCut = isCut;
    this.#noteWhole();
    if (isCut)
      this.#tell(
        `the workspace has more than ${this.#maxFiles} YAML and JSON files: CRDs and releases in the others are not used`,
      );
  }

  #readSettingFiles(): void {
    const reading = this.#settingFiles.read();
    this.#work = Promise.all([
      this.#work,
      this.#inBackground('files of dataPlatform.schemas.files', reading),
    ]).then(() => undefined);
  }

  /** Never rejects: nobody waits for it. */
  #inBackground(what: string, work: Promise<unknown>): Promise<void> {
    return work.then(
      () => undefined,
      (error: unknown) => {
        this.#session.log.error(`${what}: ${errorWithPlace(error)}`);
      },
    );
  }

  #tell(problem: string): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    this.#session.log.info(problem);
    this.problems.emit(problem);
  }

  #labelOf(uri: string): string {
    const path = filePathOf(uri);
    return path === undefined ? readableUri(uri) : labelOf(path, this.#session.folders);
  }
}

/** Files of which is said whether what they name is there. */
function namesPaths(path: string | undefined): boolean {
  return path !== undefined && surroundingNames.has(basename(path));
}

/** Files that say what the manifests around them are. */
function isSurrounding(path: string): boolean {
  return surroundingNames.has(basename(path));
}

const surroundingNames = new Set([...kustomizationNames, 'Chart.yaml']);

function isOfChart(path: string): boolean {
  const name = basename(path);
  return name.endsWith('.tgz') || chartFileNames.has(name);
}

const chartFileNames = new Set([
  ...['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json'],
  ...['requirements.yaml', 'requirements.lock'],
]);
