/** Containers of a pod: their names, and what init and ephemeral containers may not have. */
import { at, get, type Node } from '../../documents/node.ts';
import { pod, podOf } from '../examples.ts';
import { has, isSet, keyOf, list, string } from '../read.ts';
import type { Reporter, Rule } from '../rule.ts';
import { containersOf } from './podSpec.ts';

export const duplicateContainer: Rule = {
  code: 'duplicate-container',
  severity: 'error',
  summary: 'Containers and init containers of a pod share one set of names.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod(
    'initContainers:\n- { name: a, image: "a:1" }\ncontainers:\n- { name: a, image: "a:1" }',
  ),
  good: pod(
    'initContainers:\n- { name: a, image: "a:1" }\ncontainers:\n- { name: b, image: "a:1" }',
  ),
  check({ node }, report) {
    const seen = new Map<string, { readonly list: string; readonly name: Node }>();
    for (const key of ['containers', 'initContainers', 'ephemeralContainers']) {
      for (const container of list(get(node, key))) {
        const name = get(container, 'name');
        const text = string(name);
        if (!name || text === undefined) continue;
        const first = seen.get(text);
        if (!first) seen.set(text, { list: key, name });
        // Twice in one list is duplicate-item.
        else if (first.list !== key) {
          report(name, `"${text}" is also the name under "${first.list}": rename one of them`, {
            related: [{ span: first.name.span, message: 'the first one' }],
          });
        }
      }
    }
  },
};

export const duplicatePortName: Rule = {
  code: 'duplicate-port-name',
  severity: 'error',
  summary: 'Two ports of one container have the same name.',
  on: { types: ['core.v1/Container'] },
  bad: podOf('ports: [{ name: http, containerPort: 80 }, { name: http, containerPort: 81 }]'),
  good: podOf('ports: [{ name: http, containerPort: 80 }, { name: admin, containerPort: 81 }]'),
  check({ node }, report) {
    const seen = new Set<string>();
    for (const port of list(get(node, 'ports'))) {
      const name = get(port, 'name');
      const text = string(name);
      if (!name || text === undefined) continue;
      if (seen.has(text)) report(name, `two ports are called "${text}": rename one of them`);
      seen.add(text);
    }
  },
};

const RUN_ONCE_FORBIDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

export const initContainerFields: Rule = {
  code: 'init-container-field',
  severity: 'error',
  summary:
    'An init container that runs to its end has no probes and no lifecycle; one that stays has "restartPolicy: Always".',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod(
    'initContainers:\n- { name: a, image: "a:1", livenessProbe: { tcpSocket: { port: 80 } } }',
  ),
  good: pod(
    'initContainers:\n- { name: a, image: "a:1", restartPolicy: Always, livenessProbe: { tcpSocket: { port: 80 } } }',
  ),
  check({ node }, report) {
    for (const container of list(get(node, 'initContainers'))) {
      if (string(get(container, 'restartPolicy')) === 'Always') continue;
      for (const field of RUN_ONCE_FORBIDS) {
        if (!has(container, field)) continue;
        report(
          keyOf(container, field),
          `an init container has no ${field}: remove it, or add "restartPolicy: Always" to make it a sidecar`,
        );
      }
    }
  },
};

export const ephemeralContainers: Rule = {
  code: 'ephemeral-containers',
  severity: 'error',
  summary: 'Ephemeral containers are added to a running pod, they cannot stand in a manifest.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod('ephemeralContainers:\n- { name: debug, image: "busybox:1.37" }'),
  good: pod('initContainers:\n- { name: debug, image: "busybox:1.37" }'),
  check({ node }, report) {
    if (list(get(node, 'ephemeralContainers')).length === 0) return;
    report(
      keyOf(node, 'ephemeralContainers'),
      'ephemeral containers cannot be part of a new pod: remove them and use kubectl debug',
    );
  },
};

export const duplicateEnv: Rule = {
  code: 'env-var-order',
  severity: 'information',
  summary: 'A variable can only refer to variables before it in the list.',
  on: { types: ['core.v1/Container'] },
  bad: podOf('env:\n- { name: A, value: "$(B)/a" }\n- { name: B, value: b }'),
  good: podOf('env:\n- { name: B, value: b }\n- { name: A, value: "$(B)/a" }'),
  check({ node }, report) {
    const all = list(get(node, 'env'));
    const later = new Set(all.map((variable) => string(get(variable, 'name')) ?? ''));
    for (const variable of all) {
      const value = get(variable, 'value');
      later.delete(string(get(variable, 'name')) ?? '');
      for (const [, name = ''] of (string(value) ?? '').matchAll(/(?<!\$)\$\(([^)]+)\)/g)) {
        if (value && later.has(name))
          report(value, `"$(${name})" stays as it is: move ${name} above this variable`);
      }
    }
  },
};

export const envValueTwice: Rule = {
  code: 'env-value-twice',
  severity: 'error',
  summary: 'A variable has a value or a source, not both.',
  on: { types: ['core.v1/EnvVar'] },
  bad: podOf(
    'env:\n- { name: A, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }',
  ),
  good: podOf('env:\n- { name: A, valueFrom: { fieldRef: { fieldPath: metadata.name } } }'),
  check({ node }, report) {
    if (string(get(node, 'value')) === undefined || !has(node, 'valueFrom')) return;
    report(keyOf(node, 'valueFrom'), '"value" and "valueFrom" exclude each other: keep one');
  },
};

const ENV_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const VOLUME_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

export const fieldPath: Rule = {
  code: 'field-path',
  severity: 'error',
  summary: 'Only some fields of the pod can be passed to its containers.',
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
  bad: [
    podOf('env:\n- { name: A, valueFrom: { fieldRef: { fieldPath: metadata.labels } } }'),
    podOf('env:\n- { name: A, valueFrom: { resourceFieldRef: { resource: limits.gpu } } }'),
    pod(
      'volumes:\n- name: a\n  downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: status.podIP } }] }',
    ),
  ],
  good: [
    podOf(
      'env:\n- { name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels[\'app\']" } } }',
    ),
    podOf('env:\n- { name: A, valueFrom: { resourceFieldRef: { resource: limits.memory } } }'),
    pod(
      'volumes:\n- name: a\n  downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.labels } }] }',
    ),
  ],
  check({ node, type }, report) {
    const allowed = type === 'core.v1/EnvVarSource' ? ENV_PATHS : VOLUME_PATHS;
    checkFieldPath(at(node, ['fieldRef', 'fieldPath']), allowed, report);
    const resource = at(node, ['resourceFieldRef', 'resource']);
    const text = string(resource);
    if (!resource || !text) return;
    if (/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text)) return;
    report(
      resource,
      `"${text}" cannot be passed: write limits. or requests. and cpu, memory or ephemeral-storage`,
    );
  },
};

function checkFieldPath(
  path: Node | undefined,
  allowed: readonly string[],
  report: Reporter,
): void {
  const text = string(path);
  if (!path || text === undefined || allowed.includes(text)) return;
  if (/^metadata\.(labels|annotations)\['[^']+'\]$/.test(text)) return;
  report(
    path,
    `"${text}" cannot be passed: write one of ${allowed.join(', ')}, or metadata.labels['KEY']`,
  );
}

export const resourceClaims: Rule = {
  code: 'unknown-resource-claim',
  severity: 'error',
  summary: 'A container uses a resource claim that its pod does not declare.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf('resources: { claims: [{ name: gpu }] }'),
  good: podOf(
    'resources: { claims: [{ name: gpu }] }',
    'resourceClaims: [{ name: gpu, resourceClaimName: gpu }]',
  ),
  check({ node }, report) {
    const known = new Set(
      list(get(node, 'resourceClaims')).map((claim) => string(get(claim, 'name'))),
    );
    for (const container of containersOf(node)) {
      for (const claim of list(at(container, ['resources', 'claims']))) {
        const name = get(claim, 'name');
        const text = string(name);
        if (name && isSet(name) && text && !known.has(text)) {
          report(name, `no resource claim is called "${text}": declare it under "resourceClaims"`);
        }
      }
    }
  },
};
