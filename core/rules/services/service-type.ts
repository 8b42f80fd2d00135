import { isIP } from 'node:net';
import { get, type Node } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { isFilled, isSet, keyOf, list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

interface Needs {
  readonly field: string;
  readonly types: readonly string[];
}

const OF_TYPE: readonly Needs[] = [
  { field: 'loadBalancerClass', types: ['LoadBalancer'] },
  { field: 'loadBalancerSourceRanges', types: ['LoadBalancer'] },
  { field: 'allocateLoadBalancerNodePorts', types: ['LoadBalancer'] },
];

export const rule: Rule = {
  code: 'service-type',
  severity: 'error',
  claims: 'value',
  summary: 'Fields of a Service that its type does not have.',
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec) return;
    const type = string(get(spec, 'type')) ?? 'ClusterIP';
    const cluster = get(spec, 'clusterIP');
    const address = string(cluster);
    if (address === 'None' && (type === 'NodePort' || type === 'LoadBalancer')) {
      report(keyOf(spec, 'clusterIP'), `"clusterIP: None" is not for "type: ${type}": remove one`);
    }
    if (cluster && address && address !== 'None' && isIP(address) === 0) {
      report(cluster, `"${address}" is neither None nor an IP address: write None, or remove it`);
    }
    for (const { field, types } of OF_TYPE) {
      if (isFilled(get(spec, field)) && !types.includes(type))
        report(keyOf(spec, field), `"${field}" is not for "type: ${type}": remove it`);
    }
    if (
      isSet(get(spec, 'externalTrafficPolicy')) &&
      type === 'ClusterIP' &&
      !isFilled(get(spec, 'externalIPs'))
    ) {
      report(
        keyOf(spec, 'externalTrafficPolicy'),
        '"externalTrafficPolicy" is not for "type: ClusterIP": remove it',
      );
    }
    if (
      isFilled(get(spec, 'sessionAffinityConfig')) &&
      string(get(spec, 'sessionAffinity')) !== 'ClientIP'
    ) {
      report(
        keyOf(spec, 'sessionAffinityConfig'),
        '"sessionAffinityConfig" has no effect: add "sessionAffinity: ClientIP"',
        { severity: 'warning' },
      );
    }
    const health = get(spec, 'healthCheckNodePort');
    const isLocal = string(get(spec, 'externalTrafficPolicy')) === 'Local';
    if (health && number(health) && !(type === 'LoadBalancer' && isLocal)) {
      report(
        keyOf(spec, 'healthCheckNodePort'),
        '"healthCheckNodePort" needs "type: LoadBalancer" and "externalTrafficPolicy: Local"',
      );
    }
    const firstAddress = list(get(spec, 'clusterIPs'))[0];
    if (
      firstAddress &&
      string(firstAddress) !== undefined &&
      address !== undefined &&
      string(firstAddress) !== address
    ) {
      report(firstAddress, `the first of "clusterIPs" must be the "clusterIP" ${address}`);
    }
    for (const outer of list(get(spec, 'externalIPs'))) {
      if (/^(127\.|169\.254\.|0\.0\.0\.0$|::1?$)/.test(string(outer) ?? '')) {
        report(
          outer,
          `"${string(outer)}" is an address of this machine alone: write one that others can reach`,
        );
      }
    }
    for (const range of list(get(spec, 'loadBalancerSourceRanges'))) {
      const problem = formats.get('cidr')?.check((string(range) ?? '').trim());
      if (problem && string(range)) report(range, problem.message);
    }
    if (type === 'ExternalName') checkExternalName(spec, report);
  },
};

function checkExternalName(
  spec: Node,
  report: (where: Node | readonly [number, number], message: string) => void,
): void {
  const name = get(spec, 'externalName');
  const text = string(name);
  if (!name || text === undefined) {
    report(keyOf(spec, 'type'), '"type: ExternalName" needs "externalName": add the DNS name');
  } else if (formats.get('dns-subdomain')?.check(text.replace(/\.$/, ''))) {
    report(name, `"${text}" is not a DNS name: write it in lower case without scheme and port`);
  }
  if (string(get(spec, 'clusterIP')))
    report(keyOf(spec, 'clusterIP'), '"clusterIP" is not for "type: ExternalName": remove it');
}
