/** Volumes of a Spark application: the operator's webhook mounts them, and leaves out what it does not find. */
import { at, get, type Node } from '../../yaml/node.ts';
import { checkMounts } from '../core/mounts.ts';
import { spark } from '../examples.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, extraContainers, podsOf } from './sparkSpec.ts';

export const sparkVolume: Rule = {
  code: 'spark-unknown-volume',
  severity: 'warning',
  summary:
    'Driver or executor mounts a volume that the application does not have: the operator leaves the mount out.',
  on: { types: [APPLICATION] },
  bad: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /a }, { name: dta, mountPath: /b }]',
  ),
  good: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /data }]',
  ),
  check({ node }, report) {
    const shared = names(get(node, 'volumes'));
    for (const { pod } of podsOf(node)) {
      const known = new Set([...shared, ...names(at(pod, ['template', 'spec', 'volumes']))]);
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

export const sparkUnusedVolume: Rule = {
  code: 'spark-unused-volume',
  severity: 'information',
  summary: 'A volume that neither driver nor executor mounts.',
  on: { types: [APPLICATION] },
  bad: spark('volumes: [{ name: data, emptyDir: {} }]'),
  good: spark(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumeMounts: [{ name: data, mountPath: /data }]',
  ),
  check({ node }, report) {
    const mounted = new Set<string>();
    for (const { pod } of podsOf(node)) {
      for (const owner of [pod, ...extraContainers(pod)]) {
        for (const mount of list(get(owner, 'volumeMounts')))
          mounted.add(string(get(mount, 'name')) ?? '');
      }
    }
    for (const volume of list(get(node, 'volumes'))) {
      const name = get(volume, 'name');
      const text = string(name);
      if (name && text && !mounted.has(text) && !text.startsWith('spark-local-dir-')) {
        report(
          name,
          `no driver or executor mounts "${text}": add a volumeMount, or remove the volume`,
        );
      }
    }
  },
};
