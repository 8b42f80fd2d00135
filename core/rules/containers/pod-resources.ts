import { entries, get, type Node } from '../../yaml/node.ts';
import { amount, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { written } from './amounts.ts';

export const rule: Rule = {
  code: 'pod-resources',
  severity: 'error',
  claims: 'value',
  summary: 'Resources of the whole pod cover those of its containers.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const own = get(node, 'resources');
    const containers = list(get(node, 'containers')).map((each) => get(each, 'resources'));
    const requested = new Map<string, bigint>();
    for (const resources of containers) {
      for (const [name, part] of requestsOf(resources))
        requested.set(name, (requested.get(name) ?? 0n) + part);
    }
    for (const { key, value } of entries(get(own, 'requests'))) {
      const whole = amount(value);
      if (whole !== undefined && (requested.get(key.source) ?? 0n) > whole) {
        report(
          value,
          `the containers together request more ${key.source} than the pod (${written(value)}): raise this or lower theirs`,
        );
      }
    }
    const limits = get(own, 'limits');
    for (const resources of containers) {
      for (const { key, value } of entries(get(resources, 'limits'))) {
        const ofPod = get(limits, key.source);
        const [part, whole] = [amount(value), amount(ofPod)];
        if (ofPod && part !== undefined && whole !== undefined && part > whole) {
          report(
            value,
            `the limit of ${key.source} is above that of the pod (${written(ofPod)}): lower it`,
          );
        }
      }
    }
  },
};

/** A limit without a request is the request too. */
function requestsOf(resources: Node | undefined): Map<string, bigint> {
  const requests = new Map<string, bigint>();
  for (const field of ['limits', 'requests']) {
    for (const { key, value } of entries(get(resources, field))) {
      const part = amount(value);
      if (part !== undefined) requests.set(key.source, part);
    }
  }
  return requests;
}
