import { at, entries } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { quote } from '../../formats/format.ts';
import { inApiServer } from '../sources.ts';
import { textOf } from './labels.ts';

export const rule: Rule = {
  code: 'pod-security-version',
  severity: 'error',
  claims: 'value',
  summary:
    'A label of a namespace chooses a version of the pod security standards that has no form of one.',
  source: inApiServer('pod-security-admission/api/helpers.go', 'ParseVersion'),
  since: '1.23',
  on: { kinds: ['Namespace'] },
  check({ ctx }, report) {
    for (const { key, value } of entries(at(ctx.root, ['metadata', 'labels']))) {
      const text = textOf(value);
      if (!/^pod-security\.kubernetes\.io\/(enforce|audit|warn)-version$/.test(key.source))
        continue;
      if (text !== undefined && !/^(latest|v1\.(0|[1-9]\d*))$/.test(text))
        report(value, `${quote(text)} is not a version: write latest or e.g. v1.30`);
    }
  },
};
