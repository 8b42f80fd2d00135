import { get, type Node } from '../../yaml/node.ts';
import { has, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'env-hidden',
  severity: 'warning',
  claims: 'advice',
  summary: 'A variable is set again, so that its first value is not seen.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/Container', 'core.v1/EphemeralContainer'] },
  check({ node }, report) {
    const seen = new Map<string, Node>();
    for (const item of list(get(node, 'env'))) {
      const nameNode = get(item, 'name');
      const name = string(nameNode);
      if (!nameNode || name === undefined) continue;
      const first = seen.get(name);
      if (!first) seen.set(name, nameNode);
      else if (hides(item, name))
        report(
          nameNode,
          `${name} is given twice, and this value hides the first one: remove one of them`,
          {
            related: [{ span: first.span, message: 'the first one' }],
          },
        );
    }
  },
};

/** A value that is more than the earlier one, such as `$(PATH):/opt`, goes on from it. */
function hides(item: Node, name: string): boolean {
  const value = string(get(item, 'value')) ?? '';
  const reference = `$(${name})`;
  return has(item, 'valueFrom') || value === reference || !value.includes(reference);
}
