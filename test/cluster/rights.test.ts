// What users of a real API server may do, asked before it is tried.
import { expect, test } from 'vitest';
import type { RightId } from '../../cluster/actionsApi.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { sessionFor } from './clusterFixture.ts';

await controlPlaneOrSkip('rights of users', { apiServerOnly: true }, (controlPlane) => {
  const as = (user: 'admin' | 'editor' | 'viewer' | 'nobody') =>
    sessionFor(controlPlane().kubeconfig(user));
  const web = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    namespace: 'default',
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', name: 'web-0', namespace: 'default' };
  const node = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
  const nightly = {
    ...{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly' },
    namespace: 'default',
  };
  const asked: readonly (readonly [RightId, typeof web | typeof node, string])[] = [
    ['delete', web, 'delete web (deployments.apps) in namespace default'],
    ['restart', web, 'patch web (deployments.apps) in namespace default'],
    ['edit', web, 'patch web (deployments.apps) in namespace default'],
    ['scale', web, 'patch web (deployments.apps/scale) in namespace default'],
    ['enter', pod, 'create pods/exec in namespace default'],
    ['forward', pod, 'create pods/portforward in namespace default'],
    ['runNow', nightly, 'create jobs.batch in namespace default'],
    ['drain', node, 'patch node-1 (nodes) in the whole cluster'],
  ];

  test.each(asked)(
    '%s: who may not is told what is missing, who may is not',
    async (right, ref, what) => {
      expect(await (await as('admin')).rights.refusal(right, ref)).toBeUndefined();
      expect(await (await as('viewer')).rights.refusal(right, ref)).toBe(
        `You may not ${what} of context viewer. Ask who runs the cluster for a role that allows it`,
      );
    },
  );

  test('an answer is kept for a while, and a right of one object is that of no other', async () => {
    const { request } = controlPlane();
    const roles = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
    await request('POST', `${roles}/roles`, {
      metadata: { name: 'deletes-web' },
      rules: [
        {
          apiGroups: ['apps'],
          resources: ['deployments'],
          resourceNames: ['web'],
          verbs: ['delete'],
        },
      ],
    });
    const before = await as('nobody');
    expect(await before.rights.refusal('delete', web)).toContain('You may not');
    await request('POST', `${roles}/rolebindings`, {
      metadata: { name: 'deletes-web' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'deletes-web' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'nobody' }],
    });
    await waitUntil('the right to count', async () => {
      return (await (await as('nobody')).rights.refusal('delete', web)) === undefined;
    });
    expect(await before.rights.refusal('delete', web)).toContain('You may not');
    const after = await as('nobody');
    expect(await after.rights.refusal('delete', { ...web, name: 'db' })).toContain('delete db');
  });

  test('what is not known is no refusal', async () => {
    const odd = { apiVersion: 'a.example/v1', kind: 'Odd', name: 'x' };
    expect(await (await as('nobody')).rights.refusal('delete', odd)).toBeUndefined();
  });
});
