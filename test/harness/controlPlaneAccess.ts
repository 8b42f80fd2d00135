// Who may do what on the test control plane, and the kubeconfig text for each of them.
import { parse, stringify } from 'yaml';

/**
 * - `admin`: everything
 * - `editor`: the cluster role `edit`, in the namespace `default` only
 * - `viewer`: reads everything, changes nothing
 * - `nobody`: known to the server, allowed nothing (403)
 * - `stranger`: a token that the server does not know (401)
 */
export const controlPlaneUsers = ['admin', 'editor', 'viewer', 'nobody', 'stranger'] as const;
export type ControlPlaneUser = (typeof controlPlaneUsers)[number];
export type ControlPlaneTokens = Record<ControlPlaneUser, string>;

/** Content of `--token-auth-file`: token, user, uid, groups. The stranger is left out, that is what makes it one. */
export function tokenFile(tokens: ControlPlaneTokens): string {
  return controlPlaneUsers
    .filter((user) => user !== 'stranger')
    .map((user) => [tokens[user], user, user, user === 'admin' ? '"system:masters"' : ''].join(','))
    .join('\n');
}

/** The cluster roles and bindings that make the users what they are. */
export function accessObjects(): { path: string; object: object }[] {
  const rbac = 'rbac.authorization.k8s.io';
  const clusterWide = `/apis/${rbac}/v1`;
  const subject = (name: string) => [{ kind: 'User', name, apiGroup: rbac }];
  const role = (name: string) => ({ kind: 'ClusterRole', name, apiGroup: rbac });
  return [
    {
      path: `${clusterWide}/clusterroles`,
      object: {
        metadata: { name: 'read-everything' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
      },
    },
    {
      path: `${clusterWide}/clusterrolebindings`,
      object: {
        metadata: { name: 'viewer-reads-everything' },
        subjects: subject('viewer'),
        roleRef: role('read-everything'),
      },
    },
    {
      path: `${clusterWide}/namespaces/default/rolebindings`,
      object: {
        metadata: { name: 'editor-edits' },
        subjects: subject('editor'),
        roleRef: role('edit'),
      },
    },
  ];
}

export interface KubeconfigContext {
  /** Defaults to the user's name. */
  name?: string;
  user: string;
  token: string;
  namespace?: string;
}

/** A kubeconfig with one cluster and a context for each entry; the first one is current. `caCert` is PEM text. */
export function kubeconfigText(
  cluster: { url: string; caCert: string },
  contexts: readonly KubeconfigContext[],
): string {
  const clusterName = 'test-control-plane';
  const nameOf = (context: KubeconfigContext) => context.name ?? context.user;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: clusterName,
        cluster: {
          server: cluster.url,
          'certificate-authority-data': Buffer.from(cluster.caCert).toString('base64'),
        },
      },
    ],
    users: contexts.map((context) => ({ name: context.user, user: { token: context.token } })),
    contexts: contexts.map((context) => ({
      name: nameOf(context),
      context: {
        cluster: clusterName,
        user: context.user,
        ...(context.namespace ? { namespace: context.namespace } : {}),
      },
    })),
    'current-context': contexts[0] ? nameOf(contexts[0]) : '',
  });
}

/** How to reach the server as the first user of a text that `kubeconfigText` made. */
export function connectionIn(kubeconfig: string): { url: string; caCert: string; token: string } {
  const { clusters, users } = parse(kubeconfig) as {
    clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }];
    users: [{ user: { token: string } }];
  };
  const { server: url, 'certificate-authority-data': authority } = clusters[0].cluster;
  return { url, caCert: Buffer.from(authority, 'base64').toString(), token: users[0].user.token };
}
