/** What the Spark operator's webhook refuses beside names and images. */
import { get } from '../../yaml/node.ts';
import { spark } from '../examples.ts';
import { isFilled, isSet, keyOf, list, number, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT, podsOf, versionOf } from './sparkSpec.ts';

export const sparkNodeSelector: Rule = {
  code: 'spark-node-selector',
  severity: 'error',
  summary:
    'The node selector stands at the application, or at driver and executor: the operator refuses both.',
  on: { types: [APPLICATION] },
  bad: spark('nodeSelector: { a: b }', 'nodeSelector: { a: b }'),
  good: spark('nodeSelector: { a: b }'),
  check({ node }, report) {
    if (!isFilled(get(node, 'nodeSelector'))) return;
    for (const { key, pod } of podsOf(node)) {
      if (isFilled(get(pod, 'nodeSelector'))) {
        report(
          keyOf(pod, 'nodeSelector'),
          `there is a nodeSelector for the whole application too: keep that one or those of driver and executor, not ${key}'s beside it`,
        );
      }
    }
  },
};

export const sparkTemplateVersion: Rule = {
  code: 'spark-template-version',
  severity: 'error',
  summary: 'Pod templates need Spark 3 or newer.',
  on: { types: [APPLICATION, CONNECT] },
  bad: spark('sparkVersion: 2.4.8', 'template: { spec: { nodeName: a } }'),
  good: spark('sparkVersion: 3.5.3', 'template: { spec: { nodeName: a } }'),
  check({ node }, report) {
    const version = versionOf(string(get(node, 'sparkVersion')));
    if (!version || version[0] >= 3) return;
    for (const { pod } of podsOf(node)) {
      if (isSet(get(pod, 'template')))
        report(
          keyOf(pod, 'template'),
          `Spark ${version.join('.')} has no pod templates: remove it, or use Spark 3`,
        );
    }
  },
};

export const sparkIngress: Rule = {
  code: 'spark-driver-ingress',
  severity: 'error',
  summary: 'Every driver ingress has its own port and its own URL.',
  on: { types: [APPLICATION] },
  bad: spark(
    'driverIngressOptions:\n- { servicePort: 4041, servicePortName: a, ingressURLFormat: /a }\n- { servicePort: 4041, servicePortName: b, ingressURLFormat: /b }',
  ),
  good: spark(
    'driverIngressOptions:\n- { servicePort: 4041, servicePortName: a, ingressURLFormat: /a }\n- { servicePort: 4042, servicePortName: b, ingressURLFormat: /b }',
  ),
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
