/** A context as the rest of the client sees it, and why it cannot be used: found in the files, without contacting anything. */
import { access } from 'node:fs/promises';
import type { ClusterError, KubeContextInfo } from '../api.ts';
import { serverAddressOf } from './serverAddress.ts';
import { clusterError } from '../errors/errors.ts';
import type { KubeconfigEntry, MergedKubeconfig } from './kubeconfigMerge.ts';
import { loginProblem } from './loginMethod.ts';
import { textAt } from '../values.ts';

/** What is known of a context without contacting anything. */
export async function contextInfo(
  entry: KubeconfigEntry,
  merged: MergedKubeconfig,
): Promise<KubeContextInfo> {
  const cluster = textAt(entry.value, 'cluster') ?? '';
  const user = textAt(entry.value, 'user') ?? '';
  const address = serverAddressOf(merged.clusters.get(cluster)?.value);
  // One that cannot be read is shown to nobody: it may hold a password.
  const server = address?.ok ? address.url : undefined;
  const problem = await contextProblem(entry, cluster, user, merged);
  return {
    name: entry.name,
    cluster,
    user,
    namespace: textAt(entry.value, 'namespace') ?? 'default',
    ...(server && { server }),
    file: entry.file,
    ...(problem && { problem }),
  };
}

async function contextProblem(
  context: KubeconfigEntry,
  clusterName: string,
  userName: string,
  merged: MergedKubeconfig,
): Promise<ClusterError | undefined> {
  const cluster = merged.clusters.get(clusterName);
  const place = `context ${context.name} (${context.file})`;
  if (!cluster) {
    const what = clusterName
      ? `names the cluster ${clusterName}, which no kubeconfig file has`
      : 'names no cluster';
    return clusterError(
      'cluster-missing',
      `The ${place} ${what}. Add it to the kubeconfig or choose another context`,
    );
  }
  const address = serverAddressOf(cluster.value);
  if (!address) {
    return clusterError(
      'cluster-missing',
      `The cluster ${clusterName} (${cluster.file}) has no server address. Add "server" to it`,
    );
  }
  if (!address.ok) {
    return clusterError(
      'kubeconfig-broken',
      `The server address of cluster ${clusterName} (${cluster.file}) ${address.why}. Correct "server"`,
    );
  }
  const user = merged.users.get(userName);
  if (userName && !user) {
    return clusterError(
      'user-missing',
      `The ${place} names the user ${userName}, which no kubeconfig file has. Add it to the kubeconfig or choose another context`,
    );
  }
  return (
    (await missingFile(cluster, `cluster ${clusterName}`, ['certificate-authority'])) ??
    (address.url.startsWith('https:') ? await userProblem(place, user) : undefined) ??
    (user && (await missingFile(user, `user ${userName}`, ['client-certificate', 'client-key'])))
  );
}

/** Nobody logs in to an http:// address, as credentials could be read on the way; everywhere else somebody must. */
async function userProblem(
  place: string,
  user: KubeconfigEntry | undefined,
): Promise<ClusterError | undefined> {
  if (!user) {
    return clusterError(
      'user-missing',
      `The ${place} names no user to log in as. Add "user" to it or choose another context`,
    );
  }
  const problem = loginProblem(user);
  if (problem || textAt(user.value, 'token')) return problem; // the token counts where the file is missing
  return missingFile(user, `user ${user.name}`, ['tokenFile']);
}

async function missingFile(
  entry: KubeconfigEntry,
  owner: string,
  keys: readonly string[],
): Promise<ClusterError | undefined> {
  for (const key of keys) {
    const path = textAt(entry.value, key);
    if (!path || textAt(entry.value, `${key}-data`)) continue; // inline data wins, as in kubectl
    try {
      await access(path);
    } catch {
      return clusterError(
        'certificate-file-missing',
        `The file ${path} is missing or cannot be read; the kubeconfig (${entry.file}) names it as "${key}" of ${owner}. Put it back or correct the path`,
      );
    }
  }
  return undefined;
}
