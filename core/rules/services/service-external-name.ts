import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { dnsSubdomain } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-external-name',
  severity: 'error',
  claims: 'value',
  summary: 'What a Service of type ExternalName stands for is not a DNS name.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const name = at(ctx.root, ['spec', 'externalName']);
    const text = string(name);
    if (serviceType(ctx) !== 'ExternalName' || !name || text === undefined) return;
    if (dnsSubdomain.check(text.replace(/\.$/, '')))
      report(name, `"${text}" is not a DNS name: write it in lower case without scheme and port`);
  },
};
