import { get } from '../../yaml/node.ts';
import { list, number, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-driver-ingress',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'Every driver ingress has its own port and its own URL.',
  on: { types: [APPLICATION] },
  check({ node }, report) {
    const ports = new Set<number>();
    const urls = new Set<string>();
    for (const option of list(get(node, 'driverIngressOptions'))) {
      const port = get(option, 'servicePort');
      const found = number(port);
      if (port && found !== undefined && ports.has(found))
        report(port, `port ${found} is used by another ingress of this driver: change one`);
      if (found !== undefined) ports.add(found);
      const url = get(option, 'ingressURLFormat');
      const text = string(url);
      if (text === undefined)
        report(
          url ?? placeOf(option),
          'an ingress of the driver needs a URL: add e.g. "ingressURLFormat: /{{$appNamespace}}/{{$appName}}"',
        );
      else if (url && urls.has(text))
        report(url, `"${text}" is used by another ingress of this driver: change one`);
      if (text) urls.add(text);
    }
  },
};
