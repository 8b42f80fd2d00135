import { at, entries, get, type Node } from '../../yaml/node.ts';
import { containersOf } from '../containers/podSpec.ts';
import { has, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

const fields: ReadonlyMap<string, string> = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', 'priorityClassName'],
  ['security.alpha.kubernetes.io/sysctls', 'securityContext.sysctls'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'securityContext.sysctls'],
]);

/** How annotations for one container begin, to the field of its security context. */
const ofContainers: readonly (readonly [prefix: string, field: string])[] = [
  ['container.seccomp.security.alpha.kubernetes.io/', 'seccompProfile'],
  ['container.apparmor.security.beta.kubernetes.io/', 'appArmorProfile'],
];

export const rule: Rule = {
  code: 'dead-annotation',
  severity: 'warning',
  claims: 'advice',
  summary: 'An annotation of a pod does nothing any more: a field has taken its place.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/Pod', 'core.v1/PodTemplateSpec'] },
  check({ node }, report) {
    const spec = get(node, 'spec');
    for (const { key } of entries(at(node, ['metadata', 'annotations']))) {
      const field = fieldInstead(key.source, spec);
      if (field !== undefined)
        report(
          key,
          `the annotation ${key.source} is not functional any more: set "${field}" instead`,
        );
    }
  },
};

function fieldInstead(annotation: string, spec: Node | undefined): string | undefined {
  const context = get(spec, 'securityContext');
  if (annotation === 'seccomp.security.alpha.kubernetes.io/pod')
    return has(context, 'seccompProfile') ? undefined : 'securityContext.seccompProfile';
  for (const [prefix, field] of ofContainers) {
    if (!annotation.startsWith(prefix) || !spec) continue;
    const name = annotation.slice(prefix.length);
    const container = containersOf(spec).find((each) => string(get(each, 'name')) === name);
    const isSet =
      has(get(container, 'securityContext'), field) ||
      (field === 'appArmorProfile' && has(context, field));
    return container && !isSet ? `securityContext.${field}` : undefined;
  }
  return fields.get(annotation);
}
