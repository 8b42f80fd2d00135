import { at, entries, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { checkMounts } from '../pods/mounts.ts';
import { extraContainers, podsOf, sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-unknown-volume',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary:
    'Driver or executor mounts a volume that the application does not have, and the operator leaves the mount out.',
  source: inSparkOperator('internal/webhook/sparkpod_defaulter.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const shared = names(get(node, 'volumes'));
    for (const { key, pod } of podsOf(node)) {
      const known = new Set([
        ...shared,
        ...names(at(pod, ['template', 'spec', 'volumes'])),
        ...namesInConf(get(node, 'sparkConf'), key),
      ]);
      checkMounts(
        [pod, ...extraContainers(pod)],
        known,
        report,
        'under "volumes" of the application',
      );
    }
  },
};

function names(volumes: Node | undefined): string[] {
  return list(volumes).flatMap((volume) => string(get(volume, 'name')) ?? []);
}

/** `spark.kubernetes.executor.volumes.persistentVolumeClaim.NAME.mount.path` declares the volume NAME. */
function namesInConf(conf: Node | undefined, pod: string): string[] {
  const start = `spark.kubernetes.${pod}.volumes.`;
  return entries(conf).flatMap(({ key: { source } }) =>
    source.startsWith(start) ? (source.slice(start.length).split('.')[1] ?? []) : [],
  );
}
