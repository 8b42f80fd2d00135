import { at, entries } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { quote } from '../../formats/format.ts';
import { inApiServer } from '../sources.ts';
import { textOf } from './labels.ts';

export const rule: Rule = {
  code: 'pod-security-level',
  severity: 'error',
  claims: 'value',
  summary: 'A label of a namespace chooses a pod security standard that there is not.',
  source: inApiServer('pod-security-admission/api/helpers.go', 'ParseLevel'),
  since: '1.23',
  on: { kinds: ['Namespace'] },
  check({ ctx }, report) {
    for (const { key, value } of entries(at(ctx.root, ['metadata', 'labels']))) {
      const text = textOf(value);
      if (!/^pod-security\.kubernetes\.io\/(enforce|audit|warn)$/.test(key.source)) continue;
      if (text !== undefined && !levels.includes(text))
        report(value, `${quote(text)} is not a standard: write ${levels.join(', ')}`);
    }
  },
};

const levels = ['privileged', 'baseline', 'restricted'];
