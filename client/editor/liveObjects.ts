// Objects of the cluster for the language server, which compares open manifests with them: of the context in use, once the
// user has looked into it. What may not be read is not there.
import * as vscode from 'vscode';
import {
  liveObjectRequest,
  type LiveObjectParams,
  type LiveObjectResult,
} from '../../shared/protocol.ts';
import type { Disposable } from '../../cluster/api.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { SettingsReader } from './settings.ts';

/** Nobody waits for it: a cluster that takes longer is not asked again before a minute is over. */
const timeoutMs = 10_000;

export function createLiveObjects(parts: {
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
  );
}

/** Values of Secrets are hidden before anybody has it. */
async function readObject(
  access: ClusterAccess,
  { context, ...ref }: LiveObjectParams,
): Promise<LiveObjectResult> {
  const gate = await access.service();
  if (!gate.ok) return null;
  const session = await gate.service.session(context);
  if (!session.ok) return null;
  const yaml = await session.value.getYaml(ref, AbortSignal.timeout(timeoutMs));
  return yaml.ok ? { text: yaml.value } : null;
}
