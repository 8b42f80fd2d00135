// Objects of the cluster for the language server, which compares open manifests with them, and names that manifests refer to: of
// the context in use, once the user has looked into it. What may not be read is not there.
import * as vscode from 'vscode';
import {
  clusterKeysRequest,
  clusterNamesRequest,
  liveObjectRequest,
  type ClusterKeysParams,
  type ClusterKeysResult,
  type ClusterNamesParams,
  type ClusterNamesResult,
  type LiveObjectParams,
  type LiveObjectResult,
} from '../../shared/protocol.ts';
import type { ClusterSession, Disposable } from '../../cluster/api.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { SettingsReader } from './settings.ts';

/** Nobody waits for it: a cluster that takes longer is not asked again before a minute is over. */
const timeoutMs = 10_000;

export function createClusterObjects(parts: {
  readonly access: ClusterAccess;
  readonly server: LanguageServer;
  readonly settings: SettingsReader;
}): Disposable {
  const { access, server, settings } = parts;
  const connectedContexts = new Set<string>();
  const isWanted = (context: string): boolean =>
    vscode.workspace.isTrusted &&
    settings.current().validation.cluster &&
    connectedContexts.has(context);
  return vscode.Disposable.from(
    access.onDidConnect((name) => {
      connectedContexts.add(name);
    }),
    server.onRequest(liveObjectRequest, (params: LiveObjectParams) =>
      isWanted(params.context) ? readObject(access, params) : null,
    ),
    server.onRequest(clusterNamesRequest, (params: ClusterNamesParams) =>
      isWanted(params.context) ? readNames(access, params) : null,
    ),
    server.onRequest(clusterKeysRequest, (params: ClusterKeysParams) =>
      isWanted(params.context) ? readKeys(access, params) : null,
    ),
  );
}

/** Values of Secrets are hidden before anybody has it. */
async function readObject(
  access: ClusterAccess,
  { context, ...ref }: LiveObjectParams,
): Promise<LiveObjectResult> {
  const session = await sessionOf(access, context);
  const yaml = await session?.getYaml(ref, AbortSignal.timeout(timeoutMs));
  return yaml?.ok ? { text: yaml.value } : null;
}

async function readNames(
  access: ClusterAccess,
  { context, ...query }: ClusterNamesParams,
): Promise<ClusterNamesResult> {
  const session = await sessionOf(access, context);
  const found = await session?.names(query, AbortSignal.timeout(timeoutMs));
  return found?.ok ? { names: [...found.value] } : null;
}

/** Values are let go before anybody has them. */
async function readKeys(
  access: ClusterAccess,
  { context, ...ref }: ClusterKeysParams,
): Promise<ClusterKeysResult> {
  const session = await sessionOf(access, context);
  const found = await session?.keys({ apiVersion: 'v1', ...ref }, AbortSignal.timeout(timeoutMs));
  return found?.ok ? { keys: [...found.value] } : null;
}

async function sessionOf(
  access: ClusterAccess,
  context: string,
): Promise<ClusterSession | undefined> {
  const gate = await access.service();
  const session = gate.ok ? await gate.service.session(context) : undefined;
  return session?.ok ? session.value : undefined;
}
