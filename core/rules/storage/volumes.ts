/** PersistentVolumes and the sources that pods share with them. */
import { at, get } from '../../yaml/node.ts';
import { manifest, pod } from '../examples.ts';
import { formats } from '../../formats/index.ts';
import { isFilled, isSet, keyOf, list, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const volume = (spec: string): string =>
  manifest(
    'v1',
    'PersistentVolume',
    `spec:\n  capacity: { storage: 1Gi }\n  accessModes: [ReadWriteOnce]\n  ${spec.replaceAll('\n', '\n  ')}`,
  );

export const localAffinity: Rule = {
  code: 'local-volume-node',
  severity: 'error',
  summary: 'A local volume says on which node it is.',
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  bad: volume('local: { path: /mnt/disk1 }'),
  good: volume(`local: { path: /mnt/disk1 }
nodeAffinity:
  required:
    nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] }]`),
  check({ node }, report) {
    if (isSet(get(node, 'local')) && !isSet(get(node, 'nodeAffinity'))) {
      report(
        keyOf(node, 'local'),
        'a local volume is on one node: add "nodeAffinity" with its host name',
      );
    }
  },
};

export const backSteps: Rule = {
  code: 'path-back-steps',
  severity: 'error',
  summary: 'Paths on a node go without "..".',
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  bad: pod('volumes:\n- name: a\n  hostPath: { path: /a/../b }'),
  good: pod('volumes:\n- name: a\n  hostPath: { path: /b }'),
  check({ node }, report) {
    const path = get(node, 'path');
    if (path && string(path)?.split('/').includes('..'))
      report(path, `"${string(path)}" contains "..": write the path without it`);
  },
};

export const relativeHostPath: Rule = {
  code: 'relative-host-path',
  severity: 'warning',
  summary: 'Paths on a node are absolute.',
  on: { types: ['core.v1/HostPathVolumeSource', 'core.v1/LocalVolumeSource'] },
  bad: pod('volumes:\n- name: a\n  hostPath: { path: data }'),
  good: pod('volumes:\n- name: a\n  hostPath: { path: /data }'),
  check({ node }, report) {
    const path = get(node, 'path');
    const text = string(path);
    if (path && text && !/^(\/|[A-Za-z]:)/.test(text))
      report(path, `"${text}" is a relative path: begin it with "/"`);
  },
};

export const recycleRoot: Rule = {
  code: 'recycle-root',
  severity: 'error',
  summary: 'The root directory of a node is not recycled.',
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  bad: volume('persistentVolumeReclaimPolicy: Recycle\nhostPath: { path: / }'),
  good: volume('persistentVolumeReclaimPolicy: Retain\nhostPath: { path: / }'),
  check({ node }, report) {
    const path = get(get(node, 'hostPath'), 'path');
    const policy = get(node, 'persistentVolumeReclaimPolicy');
    if (policy && string(policy) === 'Recycle' && /^\/+$/.test(string(path) ?? '')) {
      report(policy, '"Recycle" would empty the root directory of a node: write Retain');
    }
  },
};

export const attributesClass: Rule = {
  code: 'volume-attributes-class',
  severity: 'error',
  summary: 'Attribute classes are for CSI volumes.',
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  bad: volume('nfs: { server: a, path: /a }\nvolumeAttributesClassName: gold'),
  good: volume('csi: { driver: a.example.com, volumeHandle: a }\nvolumeAttributesClassName: gold'),
  check({ node }, report) {
    if (isFilled(get(node, 'volumeAttributesClassName')) && !isSet(get(node, 'csi'))) {
      report(
        keyOf(node, 'volumeAttributesClassName'),
        '"volumeAttributesClassName" is for csi volumes: remove it',
      );
    }
  },
};

const SECRET_REFS = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
];

export const csiVolume: Rule = {
  code: 'csi-volume',
  severity: 'error',
  summary: 'A CSI volume names its driver as a DNS name, and its secrets with their namespace.',
  on: { types: ['core.v1/CSIPersistentVolumeSource', 'core.v1/CSIVolumeSource'] },
  bad: [
    volume('csi: { driver: My Driver, volumeHandle: a }'),
    volume('csi: { driver: a.example.com, volumeHandle: a, nodePublishSecretRef: { name: a } }'),
  ],
  good: volume(
    'csi: { driver: a.example.com, volumeHandle: a, nodePublishSecretRef: { name: a, namespace: b } }',
  ),
  check({ node, type }, report) {
    const driver = get(node, 'driver');
    const text = string(driver);
    if (
      driver &&
      text &&
      text.length <= 63 &&
      formats.get('dns-subdomain')?.check(text.toLowerCase())
    ) {
      report(
        driver,
        `"${text}" is not the name of a driver: write a DNS name such as ebs.csi.aws.com`,
      );
    }
    for (const key of SECRET_REFS) {
      const reference = get(node, key);
      if (!isSet(reference)) continue;
      const needed = type === 'core.v1/CSIVolumeSource' ? ['name'] : ['name', 'namespace'];
      for (const field of needed) {
        if (!isFilled(get(reference, field)))
          report(keyOf(node, key), `"${key}" needs "${field}": add it`);
      }
    }
  },
};

export const secretNamespace: Rule = {
  code: 'volume-secret',
  severity: 'error',
  summary:
    'A PersistentVolume has no namespace: it names that of its secret. A Fibre Channel target needs its unit.',
  on: {
    types: [
      'core.v1/CinderPersistentVolumeSource',
      'core.v1/StorageOSPersistentVolumeSource',
      'core.v1/FCVolumeSource',
    ],
  },
  bad: [
    volume('cinder: { volumeID: a, secretRef: { name: a } }'),
    volume('fc: { targetWWNs: [a] }'),
  ],
  good: [
    volume('cinder: { volumeID: a, secretRef: { name: a, namespace: b } }'),
    volume('fc: { targetWWNs: [a], lun: 0 }'),
  ],
  check({ node }, report) {
    if (isFilled(get(node, 'targetWWNs')) && !isSet(get(node, 'lun'))) {
      report(keyOf(node, 'targetWWNs'), 'a target needs the number of its unit: add "lun"');
    }
    const reference = get(node, 'secretRef');
    if (!isSet(reference)) return;
    for (const field of ['name', 'namespace']) {
      if (!isFilled(get(reference, field)))
        report(keyOf(node, 'secretRef'), `"secretRef" needs "${field}": add it`);
    }
  },
};

export const azureDisk: Rule = {
  code: 'azure-disk-uri',
  severity: 'error',
  summary: 'Managed Azure disks have a resource path, others a URL.',
  on: { types: ['core.v1/AzureDiskVolumeSource'] },
  bad: volume('azureDisk: { kind: Managed, diskName: a, diskURI: "https://a" }'),
  good: volume('azureDisk: { kind: Managed, diskName: a, diskURI: /subscriptions/a }'),
  check({ node }, report) {
    const uri = get(node, 'diskURI');
    const text = string(uri);
    if (!uri || !text) return;
    const isManaged = string(get(node, 'kind')) === 'Managed';
    const prefix = isManaged ? '/subscriptions/' : 'https://';
    if (!text.startsWith(prefix))
      report(
        uri,
        `"${text}" must begin with ${prefix} for ${isManaged ? 'a managed disk' : 'this kind of disk'}`,
      );
  },
};

export const iscsi: Rule = {
  code: 'iscsi',
  severity: 'error',
  summary: 'iSCSI names have their own form; CHAP needs a secret.',
  on: { types: ['core.v1/ISCSIVolumeSource', 'core.v1/ISCSIPersistentVolumeSource'] },
  bad: volume('iscsi: { targetPortal: "10.0.0.1:3260", iqn: disk1, lun: 0 }'),
  good: volume(
    'iscsi: { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:disk", lun: 0 }',
  ),
  check(visit, report) {
    const { node } = visit;
    for (const key of ['iqn', 'initiatorName']) {
      const name = get(node, key);
      const text = string(name);
      const isGood =
        /^iqn\.\d{4}-\d{2}\.([a-z0-9][-a-z0-9.]*)(:[^,;*&$|\s]+)?$|^eui\.[A-Fa-f0-9]{16}$|^naa\.[A-Fa-f0-9]{32}$|^naa\.[A-Fa-f0-9]{16}$/i.test(
          text ?? '',
        );
      if (name && text && !isGood)
        report(name, `"${text}" is not an iSCSI name: write e.g. iqn.2001-04.com.example:disk`);
    }
    for (const key of ['chapAuthDiscovery', 'chapAuthSession']) {
      const flag = get(node, key);
      if (flag?.type === 'scalar' && flag.value === true && !isSet(get(node, 'secretRef'))) {
        report(placeOfVisit(visit), `"${key}" needs a secret: add "secretRef"`);
      }
    }
  },
};

export const volumeNodeTerms: Rule = {
  code: 'claim-template-name',
  severity: 'error',
  summary:
    'Claim templates of a StatefulSet become volumes of its pods: their names are DNS labels.',
  on: { kinds: ['apps/StatefulSet'] },
  bad: manifest(
    'apps/v1',
    'StatefulSet',
    `spec:
  selector: { matchLabels: { app: a } }
  template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } }
  volumeClaimTemplates:
  - metadata: { name: my_data }
    spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`,
  ),
  good: manifest(
    'apps/v1',
    'StatefulSet',
    `spec:
  selector: { matchLabels: { app: a } }
  template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } }
  volumeClaimTemplates:
  - metadata: { name: data }
    spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`,
  ),
  check({ ctx }, report) {
    for (const template of list(at(ctx.root, ['spec', 'volumeClaimTemplates']))) {
      const name = at(template, ['metadata', 'name']);
      const problem = formats.get('dns-label')?.check(string(name) ?? '');
      if (name && problem) report(name, problem.message);
    }
  },
};
