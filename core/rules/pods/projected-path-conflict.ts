import { at, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'projected-path-conflict',
  severity: 'error',
  claims: 'value',
  summary: 'Two sources of a projected volume write the same file.',
  source: inApiServer('core', 'validateProjectionSources'),
  on: { types: ['core.v1/ProjectedVolumeSource'] },
  check({ node }, report) {
    const seen = new Set<string>();
    for (const source of list(get(node, 'sources'))) {
      const files = ['secret', 'configMap', 'downwardAPI'].flatMap((key) =>
        list(at(source, [key, 'items'])),
      );
      const token = get(source, 'serviceAccountToken');
      for (const file of token ? [...files, token] : files) {
        const path = get(file, 'path');
        const text = string(path);
        if (!path || text === undefined) continue;
        if (seen.has(text))
          report(path, `"${text}" is written by two sources: change one of the paths`);
        seen.add(text);
      }
    }
  },
};
