// The one place that loads the cluster modules. The build keeps them in a file of their own (dist/cluster.js):
// most windows never need them.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ClusterService } from '../cluster/api.ts';
import type { EditorProxy } from '../cluster/connect/proxy.ts';
import type { RunInTerminal } from '../cluster/login/execPlugin.ts';
import { kubeconfigPaths } from './kubeconfigSetting.ts';

export interface ClusterSettings {
  /** Empty: the KUBECONFIG variable, then ~/.kube/config. */
  readonly kubeconfig: string;
  /** What was chosen for the workspace comes before the setting. */
  readonly kubeconfigFiles?: readonly string[] | undefined;
  readonly execPluginTimeoutSeconds: number;
  /** The proxy of the editor's settings, asked for when a connection is prepared. */
  readonly editorProxy: () => EditorProxy | undefined;
  /** For credential plugins that want one. */
  readonly terminal: RunInTerminal;
}

export async function loadClusterService(settings: ClusterSettings): Promise<ClusterService> {
  const { createClusterService } = await import('../cluster/clusterService.ts');
  const kubeconfig =
    settings.kubeconfigFiles?.join(delimiter) ??
    kubeconfigPaths(settings.kubeconfig, process.env, homedir());
  return createClusterService({
    readKinds: () => readFileSync(join(__dirname, 'schemas', 'clusterKinds.json'), 'utf8'),
    env: kubeconfig ? { ...process.env, KUBECONFIG: kubeconfig } : process.env,
    execTimeout: settings.execPluginTimeoutSeconds * 1000,
    editorProxy: settings.editorProxy,
    terminal: settings.terminal,
  });
}
