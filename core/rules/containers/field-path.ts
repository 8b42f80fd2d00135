import { at, get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Rule } from '../rule.ts';

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

export const rule: Rule = {
  code: 'field-path',
  severity: 'error',
  claims: 'value',
  summary: 'Only some fields of the pod can be passed to its containers.',
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
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
