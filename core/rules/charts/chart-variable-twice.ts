import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'chart-variable-twice',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A list of variables in values of a chart gives one twice, so that its first value is not seen.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/EnvVar'] },
  check({ node, parent, ctx }, report) {
    if (!ctx.isValues || parent?.node.type !== 'seq') return;
    // Containers are looked at as a whole.
    if (parent.parent?.type === 'core.v1/Container') return;
    const nameNode = get(node, 'name');
    const name = string(nameNode);
    if (!nameNode || name === undefined) return;
    for (const earlier of list(parent.node)) {
      if (earlier === node) return;
      const first = get(earlier, 'name');
      if (first && string(first) === name) {
        const related = [{ span: first.span, message: 'the first one' }];
        report(
          nameNode,
          `${name} is given twice, and this value hides the first one: remove one of them`,
          { related },
        );
        return;
      }
    }
  },
};
