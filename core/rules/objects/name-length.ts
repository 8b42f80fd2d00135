import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'name-length',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'apiServer',
  summary: 'The name leaves no room for what is appended to it.',
  source: inApiServer('apps', 'ValidateStatefulSetName'),
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    const { maxLength, because, isRefused = true } = ctx.names ?? {};
    const node = at(ctx.root, ['metadata', 'name']);
    const name = string(node);
    if (!maxLength || !node || !name || name.length <= maxLength || name.length > 253) return;
    const text = `the name has ${name.length} characters, at most ${maxLength} are possible (${because ?? 'more is appended to it'}): shorten it`;
    report(node, text, { severity: isRefused ? 'error' : 'warning' });
  },
};
