/** PersistentVolumeClaims, wherever their spec stands: own documents, claim templates, ephemeral volumes. */
import { at, get, type Node } from '../../yaml/node.ts';
import { manifest } from '../examples.ts';
import { amount, isFilled, isSet, keyOf, list, string } from '../read.ts';
import type { Reporter, Rule } from '../rule.ts';

const claim = (spec: string): string =>
  manifest('v1', 'PersistentVolumeClaim', `spec:\n  ${spec.replaceAll('\n', '\n  ')}`);
const SIZE = 'resources: { requests: { storage: 1Gi } }';

export const claimSize: Rule = {
  code: 'volume-size',
  severity: 'error',
  summary: 'The size of a claim or a volume is above zero.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec', 'core.v1/PersistentVolumeSpec'] },
  bad: [
    claim('accessModes: [ReadWriteOnce]\nresources: { requests: { storage: 0 } }'),
    manifest(
      'v1',
      'PersistentVolume',
      'spec:\n  capacity: { storage: 0 }\n  accessModes: [ReadWriteOnce]\n  nfs: { server: a, path: /a }',
    ),
    manifest(
      'v1',
      'PersistentVolume',
      'spec:\n  capacity: { storage: 1Gi, iops: 5 }\n  accessModes: [ReadWriteOnce]\n  nfs: { server: a, path: /a }',
    ),
  ],
  good: claim(`accessModes: [ReadWriteOnce]\n${SIZE}`),
  check({ node, type }, report) {
    if (type === 'core.v1/PersistentVolumeClaimSpec') {
      checkPositive(at(node, ['resources', 'requests', 'storage']), report);
      return;
    }
    const capacity = get(node, 'capacity');
    checkPositive(get(capacity, 'storage'), report);
    for (const { key } of capacity?.type === 'map' ? capacity.entries : []) {
      if (key.source !== 'storage')
        report(key, `"${key.source}" is not a capacity of a volume: only "storage" is`);
    }
  },
};

function checkPositive(size: Node | undefined, report: Reporter): void {
  const found = amount(size);
  if (size && found !== undefined && found <= 0n)
    report(size, 'the size must be above 0: write e.g. 10Gi');
}

export const accessModes: Rule = {
  code: 'access-modes',
  severity: 'error',
  summary: 'ReadWriteOncePod excludes all other access modes.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec', 'core.v1/PersistentVolumeSpec'] },
  bad: claim(`accessModes: [ReadWriteOnce, ReadWriteOncePod]\n${SIZE}`),
  good: claim(`accessModes: [ReadWriteOnce, ReadOnlyMany]\n${SIZE}`),
  check({ node }, report) {
    const modes = list(get(node, 'accessModes'));
    const alone = modes.find((mode) => string(mode) === 'ReadWriteOncePod');
    if (alone && modes.length > 1)
      report(alone, '"ReadWriteOncePod" stands alone: remove it or the other modes');
  },
};

export const dataSource: Rule = {
  code: 'data-source',
  severity: 'error',
  summary: 'What a claim is filled from: a claim, or an object with its API group.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  bad: [
    claim(`accessModes: [ReadWriteOnce]\n${SIZE}\ndataSource: { kind: VolumeSnapshot, name: a }`),
    claim(
      `accessModes: [ReadWriteOnce]\n${SIZE}\ndataSource: { kind: PersistentVolumeClaim, name: a }\ndataSourceRef: { kind: PersistentVolumeClaim, name: b }`,
    ),
  ],
  good: claim(
    `accessModes: [ReadWriteOnce]\n${SIZE}\ndataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: a }`,
  ),
  check({ node }, report) {
    for (const key of ['dataSource', 'dataSourceRef']) {
      const kind = at(node, [key, 'kind']);
      const text = string(kind);
      if (
        !kind ||
        !text ||
        text === 'PersistentVolumeClaim' ||
        isFilled(at(node, [key, 'apiGroup']))
      )
        continue;
      const example = text.startsWith('VolumeSnapshot') ? 'snapshot.storage.k8s.io' : 'its group';
      report(kind, `"${text}" is of another API group: add "apiGroup: ${example}"`, {
        // The server drops such a dataSource without a word.
        ...(key === 'dataSource' && { severity: 'warning' }),
      });
    }
    const [source, reference] = [get(node, 'dataSource'), get(node, 'dataSourceRef')];
    if (!isSet(source) || !isSet(reference)) return;
    const differ = ['apiGroup', 'kind', 'name'].some(
      (key) => string(get(source, key)) !== string(get(reference, key)),
    );
    if (differ || isFilled(get(reference, 'namespace'))) {
      report(
        keyOf(node, 'dataSourceRef'),
        '"dataSource" and "dataSourceRef" differ: remove one of them',
      );
    }
  },
};

export const claimOfOtherResources: Rule = {
  code: 'claim-resource',
  severity: 'warning',
  summary: 'A claim asks for storage only.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  bad: claim('accessModes: [ReadWriteOnce]\nresources: { requests: { storage: 1Gi, cpu: 1 } }'),
  good: claim(`accessModes: [ReadWriteOnce]\n${SIZE}`),
  check({ node }, report) {
    for (const part of ['requests', 'limits']) {
      const found = at(node, ['resources', part]);
      for (const { key } of found?.type === 'map' ? found.entries : []) {
        if (key.source !== 'storage')
          report(key, `"${key.source}" has no effect on a claim: remove it`);
      }
    }
  },
};

export const ephemeralMetadata: Rule = {
  code: 'ephemeral-claim-metadata',
  severity: 'error',
  summary: 'The template of an ephemeral volume has labels and annotations but no name.',
  on: { types: ['core.v1/PersistentVolumeClaimTemplate'] },
  bad: manifest(
    'v1',
    'Pod',
    `spec:
  containers: [{ name: a, image: "a:1" }]
  volumes:
  - name: a
    ephemeral: { volumeClaimTemplate: { metadata: { name: a }, spec: { accessModes: [ReadWriteOnce], ${SIZE} } } }`,
  ),
  good: manifest(
    'v1',
    'Pod',
    `spec:
  containers: [{ name: a, image: "a:1" }]
  volumes:
  - name: a
    ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: b } }, spec: { accessModes: [ReadWriteOnce], ${SIZE} } } }`,
  ),
  check({ node }, report) {
    const metadata = get(node, 'metadata');
    for (const key of ['name', 'namespace', 'generateName']) {
      if (metadata && isFilled(get(metadata, key))) {
        report(keyOf(metadata, key), `the claim is named after pod and volume: remove "${key}"`);
      }
    }
  },
};
