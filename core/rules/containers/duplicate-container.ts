import { get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'duplicate-container',
  severity: 'error',
  claims: 'value',
  summary: 'A container and an init container of one pod have the same name.',
  source: inApiServer('core', 'validateInitContainers'),
  on: { types: ['core.v1/PodSpec'] },
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
