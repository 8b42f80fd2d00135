import { entries, entry, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'data-key-twice',
  severity: 'error',
  claims: 'value',
  summary: 'A key of a ConfigMap is under "data" and under "binaryData".',
  source: inApiServer('core', 'ValidateConfigMap'),
  on: { kinds: ['ConfigMap'] },
  check({ ctx }, report) {
    const data = get(ctx.root, 'data');
    for (const { key } of entries(get(ctx.root, 'binaryData'))) {
      if (entry(data, key.source)) report(key, `"${key.source}" is under "data" too: remove one`);
    }
  },
};
