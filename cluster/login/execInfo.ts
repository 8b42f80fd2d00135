/** What a credential plugin is told: its own variables, and `KUBERNETES_EXEC_INFO` with the cluster where it asks for that. */
import { readFile } from 'node:fs/promises';
import { isObject, listAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** Name of the cluster's extension that is handed to the plugin as `config`. */
const CONFIG_EXTENSION = 'client.authentication.k8s.io/exec';

export interface ExecInfo {
  /** `users[].user.exec`. */
  readonly exec: JsonObject;
  /** `clusters[].cluster`. */
  readonly cluster: JsonObject;
  /** The plugin has a terminal as its standard input. */
  readonly interactive: boolean;
}

/**
 * The plugin's environment: ours with the variables of `exec.env` over it.
 * @throws when the authority's file cannot be read.
 */
export async function pluginEnvironment(
  info: ExecInfo,
  env: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv> {
  const merged: NodeJS.ProcessEnv = { ...env };
  for (const item of listAt(info.exec, 'env')) {
    const name = textAt(item, 'name');
    if (name) merged[name] = textAt(item, 'value') ?? '';
  }
  merged.KUBERNETES_EXEC_INFO = JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: textAt(info.exec, 'apiVersion'),
    spec: {
      ...(info.exec.provideClusterInfo === true && { cluster: await clusterInfo(info.cluster) }),
      interactive: info.interactive,
    },
  });
  return merged;
}

/** The fields that client-go hands over, in its order. */
async function clusterInfo(cluster: JsonObject): Promise<JsonObject> {
  const authority = await authorityData(cluster);
  const serverName = textAt(cluster, 'tls-server-name');
  const proxy = textAt(cluster, 'proxy-url');
  const config = listAt(cluster, 'extensions').find(
    (item) => textAt(item, 'name') === CONFIG_EXTENSION,
  );
  return {
    server: cluster.server,
    ...(serverName && { 'tls-server-name': serverName }),
    ...(cluster['insecure-skip-tls-verify'] === true && { 'insecure-skip-tls-verify': true }),
    ...(authority && { 'certificate-authority-data': authority }),
    ...(proxy && { 'proxy-url': proxy }),
    ...(cluster['disable-compression'] === true && { 'disable-compression': true }),
    ...(isObject(config) && config.extension !== undefined && { config: config.extension }),
  };
}

async function authorityData(cluster: JsonObject): Promise<string | undefined> {
  const inline = textAt(cluster, 'certificate-authority-data');
  if (inline) return inline;
  const path = textAt(cluster, 'certificate-authority');
  return path ? (await readFile(path)).toString('base64') : undefined;
}
