/**
 * Keeps the sources of schemas beside the bundled ones up to date: CRDs in open files and on disk, files of the setting,
 * the cluster that the editor is connected to. Works in the background, and not before the first diagnostics are out.
 */
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  MessageType,
  ShowMessageNotification,
  type Connection,
  type FileEvent,
  type InitializeParams,
} from 'vscode-languageserver';
import { formatApiVersion, gvkKey } from '../shared/gvk.ts';
import {
  clusterSchemaMethod,
  clusterSchemasMethod,
  schemaChoicesMethod,
  schemasChangedMethod,
  type ClusterSchemaParams,
  type ClusterSchemaResult,
  type ClusterSchemasParams,
  type InitializationOptions,
  type SchemaChoicesParams,
} from '../shared/protocol.ts';
import { canonicalUri, fileUriOf, filePathOf, readableUri } from '../shared/uri.ts';
import { isInside } from '../core/workspace/disk/isInside.ts';
import type { ManifestDocument } from '../core/model/manifestDocument.ts';
import type { ManifestFile } from '../core/model/manifestFile.ts';
import { isListKind } from '../core/model/typeMeta.ts';
import { errorWithPlace } from '../shared/errorWords.ts';
import { OneByOne } from '../core/pacing/oneByOne.ts';
import type { Publisher } from './publisher.ts';
import {
  crdsOnDisk,
  manifestFiles,
  mayHoldCrds,
  scanForCrds,
} from '../core/schema/sources/crdFiles.ts';
import { labelOf, readSettingFiles } from '../core/schema/sources/settingFiles.ts';
import { openCrds } from '../core/schema/sources/openCrds.ts';
import type { Session } from '../core/session.ts';
import { clusterIn, clusterSchemaIn, field, textsIn } from './wellFormed.ts';

export interface SchemaSources {
  /** The folders of the workspace are known. */
  initialize(params: InitializeParams): void;
  /** The workspace has other folders. */
  foldersChanged(): void;
  /** Diagnostics of a file were given out: from now on the disk may be read. */
  served(): void;
  /** An open file has a new text, was opened or closed. */
  fileChanged(uri: string): void;
  /** Files on disk were written, made or removed. */
  watchedFilesChanged(changes: readonly FileEvent[]): void;
  settingsChanged(): void;
}

/** Files of the workspace that are looked into at most. */
const maxFiles = 20_000;
/** Changes come in bursts: a key held down, a branch checked out. */
const settleMs = 100;

export function createSchemaSources(
  connection: Connection,
  session: Session,
  publisher: Publisher,
): SchemaSources {
  const { store, log, disk } = session;
  let canWatch = false;
  let isOurClient = false;
  let isReading = false;
  let settingFiles = '[]';
  let isClusterUsed = true;
  let cluster: ClusterSchemasParams['cluster'] = null;
  const told = new Set<string>();
  const changedKeys = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error(`${what}: ${errorWithPlace(error)}`));
  };
  const maxBytes = (): number => session.settings.maxFileSizeMB * 1_000_000;

  store.workspace.label = (uri) => {
    const path = filePathOf(uri);
    return path === undefined ? readableUri(uri) : labelOf(path, session.folders);
  };
  store.onDidChange = (keys) => {
    for (const key of keys) changedKeys.add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      publisher.refreshAll((file) => concerns(file, changedKeys, session));
      changedKeys.clear();
      if (isOurClient) void connection.sendNotification(schemasChangedMethod);
    }, settleMs);
  };
  store.cluster.fetch = ({ context }, groupVersion) => {
    const ask = async (): Promise<void> => {
      const params: ClusterSchemaParams = { context, groupVersion };
      const answer = await connection.sendRequest<ClusterSchemaResult>(clusterSchemaMethod, params);
      const found = clusterSchemaIn(answer);
      if (found) store.cluster.add(context, groupVersion, found);
    };
    inBackground(`schemas of ${groupVersion} in the cluster`, ask());
  };

  const needCluster = (file: ManifestFile): void => {
    if (!cluster) return;
    for (const document of file.documents)
      for (const groupVersion of groupVersionsOf(document)) store.cluster.need(groupVersion);
  };
  const useCluster = (): void => {
    store.cluster.setIndex((isClusterUsed && cluster) || undefined);
    if (isClusterUsed) for (const file of session.files) needCluster(file);
  };

  const tell = (problem: string): void => {
    if (told.has(problem)) return;
    told.add(problem);
    log.info(problem);
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `Data Platform: ${problem}`,
    });
  };
  const readSetting = (): void => {
    const { files } = session.settings.schemas;
    inBackground(
      'files of dataPlatform.schemas.files',
      readSettingFiles(
        store.setting,
        files,
        { folders: session.folders, maxBytes: maxBytes() },
        tell,
      ),
    );
  };

  const scan = async (): Promise<void> => {
    const started = performance.now();
    let left = maxFiles;
    let count = 0;
    for (const folder of session.folders) {
      const files = manifestFiles(disk, folder, left);
      const looked = await scanForCrds(disk, files, maxBytes(), (path, crds) => {
        store.workspace.setOnDisk(fileUriOf(path), crds);
      });
      count += looked;
      left -= looked;
    }
    const ms = Math.round(performance.now() - started);
    log.info(
      `looked for CRDs in ${count} files of the workspace: ${store.workspace.kinds.length} kinds, ${ms} ms`,
    );
    if (left <= 0)
      tell(
        `the workspace has more than ${maxFiles} YAML and JSON files: CRDs in the others are not used`,
      );
  };

  /** Files that were removed: a reading that began before says nothing any more. */
  const removed = new Set<string>();
  const changedFiles = new OneByOne(async (path) => {
    const crds = await crdsOnDisk(disk, path, maxBytes());
    const uri = fileUriOf(path);
    if (!removed.has(uri)) store.workspace.setOnDisk(uri, crds);
  });

  const start = (): void => {
    isReading = true;
    if (canWatch) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml,json}' }],
      });
    }
    inBackground('CRDs of the workspace', scan());
    if (session.settings.schemas.files.length > 0) readSetting();
  };

  connection.onNotification(schemaChoicesMethod, (params: SchemaChoicesParams) => {
    store.choose(textsIn(field(params, 'choices')));
  });
  connection.onNotification(clusterSchemasMethod, (params: ClusterSchemasParams) => {
    cluster = clusterIn(params);
    useCluster();
  });

  return {
    initialize({ capabilities, initializationOptions }) {
      const options = initializationOptions as InitializationOptions | undefined;
      isOurClient = options?.schemaChoices !== undefined;
      canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    },
    foldersChanged() {
      store.workspace.keepOnDisk((uri) => {
        const path = filePathOf(uri);
        return path !== undefined && session.folders.some((folder) => isInside(path, folder));
      });
      if (!isReading) return;
      inBackground('CRDs of the workspace', scan());
      readSetting();
    },
    served() {
      if (isReading) return;
      isReading = true;
      setImmediate(start);
    },
    fileChanged(uri) {
      const file = session.file(uri);
      store.workspace.setOpen(canonicalUri(uri), file && openCrds(file, store.workspace));
      if (file) needCluster(file);
    },
    watchedFilesChanged(changes) {
      if (!isReading) return;
      for (const { uri: spelled, type } of changes) {
        const uri = canonicalUri(spelled);
        const path = filePathOf(uri);
        if (path === undefined || !mayHoldCrds(labelOf(path, session.folders))) continue;
        if (type === FileChangeType.Deleted) {
          removed.add(uri);
          store.workspace.setOnDisk(uri, []);
        } else {
          removed.delete(uri);
          inBackground('CRDs in files that changed', changedFiles.add(path));
        }
        if (store.setting.knows(uri)) readSetting();
      }
    },
    settingsChanged() {
      const { schemas } = session.settings;
      const files = JSON.stringify(schemas.files);
      if (files !== settingFiles) {
        settingFiles = files;
        if (isReading) readSetting();
      }
      if (schemas.cluster !== isClusterUsed) {
        isClusterUsed = schemas.cluster;
        useCluster();
      }
    },
  };
}

/** Whether something in a file may be another thing now: its kinds, or kinds that are known to nobody. */
function concerns(file: ManifestFile, keys: ReadonlySet<string>, { store }: Session): boolean {
  return file.documents.some((document) => {
    const { gvk } = document;
    if (!gvk) return false;
    return keys.has(gvkKey(gvk)) || isListKind(gvk.kind) || !store.find(gvk);
  });
}

/** Group and version of the objects in a document. */
function groupVersionsOf(document: ManifestDocument): readonly string[] {
  return document.memo(groupVersionsMemo, () => {
    const { gvk } = document;
    if (!isListKind(gvk?.kind)) return gvk ? [formatApiVersion(gvk)] : [];
    const own = document.objects.flatMap((object) => object.gvk ?? []);
    return [...new Set(own.map(formatApiVersion))];
  });
}

const groupVersionsMemo = Symbol('groups and versions');
