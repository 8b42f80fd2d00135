// Schemas of the cluster for the language server: of the context in use, once the user has looked into it, later from
// disk. In an untrusted workspace, or with the setting off, there are none.
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  clusterSchemaRequest,
  clusterSchemasNotification,
  type ClusterSchemaParams,
  type ClusterSchemasParams,
} from '../../shared/protocol.ts';
import type { ClusterService, Disposable, KubeContextInfo } from '../../cluster/api.ts';
import type { LanguageServer } from '../languageClient.ts';
import { logError, type Log } from '../log.ts';
import { contextKey, createOpenApiCache } from '../../cluster/schemas/openApiCache.ts';
import { createSchemaFeed, type SchemaFeed } from '../../cluster/schemas/schemaFeed.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { SettingsReader } from './settings.ts';

/** The context whose schemas were in use when the window was closed. */
const lastContextKey = 'dataPlatform.schemaContext';

export function createClusterSchemas(
  context: vscode.ExtensionContext,
  parts: { access: ClusterAccess; server: LanguageServer; settings: SettingsReader; log: Log },
): Disposable {
  const { access, server, settings, log } = parts;
  const cache = createOpenApiCache(join(context.globalStorageUri.fsPath, 'openapi'));
  const feed = createSchemaFeed(cache, (line) => log.debug(line));
  const connectedContexts = new Set<string>();
  const isWanted = (): boolean => vscode.workspace.isTrusted && settings.current().schemas.cluster;

  const tell = (): void => {
    const params: ClusterSchemasParams = { cluster: isWanted() ? feed.offer : null };
    server.notify(clusterSchemasNotification, params);
  };

  const inBackground = (doing: string, work: () => Promise<void>): void => {
    if (!isWanted()) return;
    work().catch((error: unknown) => {
      logError(log, doing, error);
    });
  };

  const follow = async (): Promise<void> => {
    const gate = await access.service();
    if (!gate.ok) return;
    const current = await followContext(feed, gate.service, connectedContexts);
    await context.workspaceState.update(lastContextKey, current && contextKey(current));
    tell();
  };

  let hasClusters = false;
  const recallLast = (): void => {
    const key = context.workspaceState.get<string>(lastContextKey);
    inBackground('stored schemas of the cluster', async () => {
      if (key !== undefined && !hasClusters && feed.offer === null) await feed.recall(key);
      tell();
    });
  };

  return vscode.Disposable.from(
    server.onRequest(clusterSchemaRequest, (params: ClusterSchemaParams) =>
      isWanted() ? feed.schema(params) : null,
    ),
    server.onDidChangeHealth((health) => {
      if (health === 'running') recallLast();
    }),
    access.onDidConnect((name) => {
      hasClusters = true;
      connectedContexts.add(name);
      inBackground('schemas of the cluster', follow);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(recallLast),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('dataPlatform.schemas.cluster')) return;
      if (hasClusters) inBackground('schemas of the cluster', follow);
      else recallLast();
    }),
    // Before the first look into a cluster there is nothing to follow.
    access.onDidChange(() => {
      if (hasClusters) inBackground('schemas of the cluster', follow);
    }),
  );
}

/** Feeds from the context in use; its cluster is asked only where the user has looked into it already. */
async function followContext(
  feed: SchemaFeed,
  service: ClusterService,
  connectedContexts: ReadonlySet<string>,
): Promise<KubeContextInfo | undefined> {
  const { current } = await service.kubeconfig.state();
  if (!current) feed.forget();
  else if (!connectedContexts.has(current.name)) await feed.recall(contextKey(current));
  else {
    const session = await service.session(current.name);
    if (session.ok) await feed.connect(session.value);
  }
  return current;
}
