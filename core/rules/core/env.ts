/** Environment variables and the fields of the pod that are passed to containers. */
import { at, get, type Node } from '../../yaml/node.ts';
import { pod, podOf } from '../examples.ts';
import { has, keyOf, list, string } from '../read.ts';
import type { Reporter, Rule } from '../rule.ts';

export const envOrder: Rule = {
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
    const version = at(node, ['fieldRef', 'apiVersion']);
    if (version && string(version) && string(version) !== 'v1') {
      report(version, `"${string(version)}" is not a version of pods: write v1, or remove it`);
    }
    const reference = get(node, 'resourceFieldRef');
    if (reference) checkResource(reference, type === 'core.v1/DownwardAPIVolumeFile', report);
  },
};

function checkResource(reference: Node, isVolume: boolean, report: Reporter): void {
  const resource = get(reference, 'resource');
  const text = string(resource);
  if (!resource || !text) return;
  if (!/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text)) {
    report(
      resource,
      `"${text}" cannot be passed: write limits. or requests. and cpu, memory or ephemeral-storage`,
    );
  }
  const divisor = get(reference, 'divisor');
  const unit =
    divisor?.type === 'scalar' && divisor.value !== null ? String(divisor.value) : undefined;
  const isCpu = text.endsWith('.cpu');
  if (divisor && unit && !(isCpu ? /^(0|1|1m)$/ : /^(0|1([kMGTPE]|[KMGTPE]i)?)$/).test(unit)) {
    report(
      divisor,
      `"${unit}" is not a divisor: write ${isCpu ? '1 or 1m' : '1 or one unit such as 1Mi'}`,
    );
  }
  if (isVolume && !string(get(reference, 'containerName'))) {
    report(
      resource,
      'a file in a volume needs the container whose resource it is: add "containerName"',
    );
  }
}

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
