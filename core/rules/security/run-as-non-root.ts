import { get, type Node } from '../../yaml/node.ts';
import { boolean, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { containersOf } from '../containers/podSpec.ts';

export const rule: Rule = {
  code: 'run-as-non-root',
  severity: 'warning',
  claims: 'advice',
  summary: 'A container that must not run as root is given the user 0 and will not start.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const ofPod = get(node, 'securityContext');
    for (const container of containersOf(node)) {
      const own = get(container, 'securityContext');
      const user: Node | undefined = get(own, 'runAsUser') ?? get(ofPod, 'runAsUser');
      const flag = boolean(get(own, 'runAsNonRoot') ?? get(ofPod, 'runAsNonRoot'));
      if (user && flag === true && number(user) === 0) {
        report(
          user,
          'user 0 is root, which "runAsNonRoot: true" forbids: the container will not start, use another user',
        );
      }
    }
  },
};
