import { expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const { check } = workspace();

const pod = 'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: "a:1"}]}}';

test.each([
  [
    'v1',
    'PersistentVolumeClaim',
    'reclaimPolicy: Retain, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}',
    'a StorageClass as reclaimPolicy',
  ],
  [
    'v1',
    'PersistentVolumeClaim',
    'hostPath: {path: /a}, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}',
    'a PersistentVolume as spec.hostPath',
  ],
  [
    'apps/v1',
    'Deployment',
    `volumeClaimTemplates: [], selector: {matchLabels: {a: b}}, ${pod}`,
    'a StatefulSet as spec.volumeClaimTemplates',
  ],
  [
    'apps/v1',
    'StatefulSet',
    `maxReplicas: 3, selector: {matchLabels: {a: b}}, ${pod}`,
    'a HorizontalPodAutoscaler as spec.maxReplicas',
  ],
  [
    'v1',
    'Service',
    'ingressClassName: a, ports: [{port: 80}]',
    'an Ingress as spec.ingressClassName',
  ],
])('a field of %s %s that another kind has says which: {%s}', async (version, kind, spec, home) => {
  const text = `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`;
  expect(await check('a.yaml', text)).toContainEqual(
    expect.stringMatching(new RegExp(`^4 error\\[unknown-field\\] .*: it belongs into ${home}$`)),
  );
});
