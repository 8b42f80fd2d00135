import { at, entries, type Node } from '../../yaml/node.ts';
import { quote } from '../../formats/format.ts';
import type { Rule } from '../rule.ts';

const LEVELS = ['privileged', 'baseline', 'restricted'];

export const rule: Rule = {
  code: 'pod-security-label',
  severity: 'error',
  claims: 'value',
  summary: 'Labels of a namespace that choose a pod security standard have its words.',
  on: { kinds: ['Namespace'] },
  check({ ctx }, report) {
    for (const { key, value } of entries(at(ctx.root, ['metadata', 'labels']))) {
      const mode = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/.exec(
        key.source,
      );
      const text = labelText(value);
      if (!mode || text === undefined) continue;
      if (mode[2] === undefined && !LEVELS.includes(text))
        report(value, `${quote(text)} is not a standard: write ${LEVELS.join(', ')}`);
      else if (mode[2] && !/^(latest|v1\.(0|[1-9]\d*))$/.test(text))
        report(value, `${quote(text)} is not a version: write latest or e.g. v1.30`);
    }
  },
};

function labelText(value: Node): string | undefined {
  if (value.type !== 'scalar') return undefined;
  return value.value === null ? '' : typeof value.value === 'string' ? value.value : undefined;
}
