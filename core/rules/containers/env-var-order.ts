import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'env-var-order',
  severity: 'information',
  claims: 'advice',
  summary: 'A variable refers to one behind it in the list, so that the reference stays as it is.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
  ),
  on: { types: ['core.v1/Container'] },
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
