import { at, entries, get, type Node } from '../../yaml/node.ts';
import { amount, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { written } from './amounts.ts';

export const rule: Rule = {
  code: 'pod-request-exceeded',
  severity: 'error',
  claims: 'value',
  summary: 'The containers together request more than the whole pod.',
  source: inApiServer('core', 'validatePodResourceConsistency'),
  since: '1.32',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const requested = requestedAtOnce(node);
    for (const { key, value } of entries(at(node, ['resources', 'requests']))) {
      const whole = amount(value);
      if (whole !== undefined && (requested.get(key.source) ?? 0n) > whole)
        report(
          value,
          `the containers together request more ${key.source} than the pod (${written(value)}): raise this or lower theirs`,
        );
    }
  },
};

/** The most that containers request at one time: those that stay, or one init container beside those that began before it. */
function requestedAtOnce(podSpec: Node): ReadonlyMap<string, bigint> {
  const staying = new Map<string, bigint>();
  const most = new Map<string, bigint>();
  const add = (container: Node, stays: boolean): void => {
    for (const [name, part] of requestsOf(get(container, 'resources'))) {
      const sum = (staying.get(name) ?? 0n) + part;
      if (stays) staying.set(name, sum);
      if (sum > (most.get(name) ?? 0n)) most.set(name, sum);
    }
  };
  for (const container of list(get(podSpec, 'initContainers')))
    add(container, string(get(container, 'restartPolicy')) === 'Always');
  for (const container of list(get(podSpec, 'containers'))) add(container, true);
  return most;
}

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
