import { at, get } from '../../yaml/node.ts';
import { isFilled, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'secret-ssh-key',
  severity: 'error',
  claims: 'absence',
  summary: 'The private key in a Secret for SSH is empty.',
  source: inApiServer('core', 'ValidateSecret'),
  on: { kinds: ['Secret'] },
  check({ ctx: { root } }, report) {
    const key = at(root, ['stringData', 'ssh-privatekey']) ?? at(root, ['data', 'ssh-privatekey']);
    if (string(get(root, 'type')) === 'kubernetes.io/ssh-auth' && key && !isFilled(key))
      report(key, 'the private key is empty: fill it in');
  },
};
