/** Services: ports, and what goes with which type. */
import { isIP } from 'node:net';
import { at, get, type Node } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { manifest } from '../examples.ts';
import { isFilled, isSet, keyOf, list, number, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const service = (spec: string): string =>
  manifest('v1', 'Service', `spec:\n  ${spec.replaceAll('\n', '\n  ')}`);

export const servicePorts: Rule = {
  code: 'service-ports',
  severity: 'error',
  summary:
    'A Service has ports (unless it is headless or ExternalName); several ports have different names.',
  on: { kinds: ['Service'] },
  bad: [
    service('selector: { app: web }'),
    service('ports: [{ port: 80 }, { port: 81 }]'),
    service('ports: [{ name: a, port: 80 }, { name: a, port: 81 }]'),
    service(
      'type: NodePort\nports: [{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: 30080 }]',
    ),
  ],
  good: [
    service('ports: [{ name: a, port: 80 }, { name: b, port: 81 }]'),
    service('clusterIP: None\nselector: { app: web }'),
    service('type: ExternalName\nexternalName: a.example.com'),
  ],
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec?.type !== 'map') return;
    const ports = list(get(spec, 'ports'));
    const isOpen =
      string(get(spec, 'clusterIP')) === 'None' || string(get(spec, 'type')) === 'ExternalName';
    if (ports.length === 0 && !isOpen) {
      report(
        keyOf(ctx.root, 'spec'),
        'a Service needs ports: add "ports" with at least one "port"',
      );
    }
    const names = new Set<string>();
    const nodePorts = new Set<string>();
    for (const port of ports) {
      if (port.type !== 'map') continue;
      const name = get(port, 'name');
      const text = string(name);
      if (text === undefined && ports.length > 1)
        report(placeOf(port), 'with several ports each needs a name: add "name"');
      else if (name && text && names.has(text))
        report(name, `two ports are called "${text}": rename one of them`);
      if (text) names.add(text);
      const onNode = get(port, 'nodePort');
      const key = `${string(get(port, 'protocol')) ?? 'TCP'} ${number(onNode)}`;
      if (onNode && number(onNode) && nodePorts.has(key))
        report(onNode, `node port ${number(onNode)} is used twice: change one`);
      nodePorts.add(key);
    }
  },
};

export const nodePorts: Rule = {
  code: 'node-port',
  severity: 'error',
  summary:
    'Node ports belong to the types NodePort and LoadBalancer, by default from 30000 to 32767.',
  on: { kinds: ['Service'] },
  bad: [
    service('ports: [{ port: 80, nodePort: 30080 }]'),
    service('type: NodePort\nports: [{ port: 80, nodePort: 80 }]'),
  ],
  good: service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const type = string(get(spec, 'type')) ?? 'ClusterIP';
    for (const port of list(get(spec, 'ports'))) {
      const value = get(port, 'nodePort');
      const found = number(value);
      if (!value || found === undefined || found === 0) continue;
      if (type === 'ClusterIP')
        report(
          value,
          '"nodePort" is not for "type: ClusterIP": remove it, or write "type: NodePort"',
        );
      else if (found >= 1 && found <= 65_535 && (found < 30_000 || found > 32_767)) {
        report(
          value,
          `${found} is outside of the usual range of node ports: write a number from 30000 to 32767`,
          {
            severity: 'warning', // a cluster may be set up with another range
          },
        );
      } else if (found < 1 || found > 65_535)
        report(value, `${found} is not a port: write a number from 30000 to 32767`);
    }
  },
};

interface Needs {
  readonly field: string;
  readonly types: readonly string[];
}
const OF_TYPE: readonly Needs[] = [
  { field: 'loadBalancerClass', types: ['LoadBalancer'] },
  { field: 'loadBalancerSourceRanges', types: ['LoadBalancer'] },
  { field: 'allocateLoadBalancerNodePorts', types: ['LoadBalancer'] },
];

export const serviceType: Rule = {
  code: 'service-type',
  severity: 'error',
  summary: 'Fields of a Service that its type does not have.',
  on: { kinds: ['Service'] },
  bad: [
    service('type: NodePort\nclusterIP: None\nports: [{ port: 80 }]'),
    service('type: ExternalName\nports: [{ port: 80 }]'),
    service('loadBalancerClass: a.com/b\nports: [{ port: 80 }]'),
    service('externalTrafficPolicy: Local\nports: [{ port: 80 }]'),
    service('sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } }\nports: [{ port: 80 }]'),
    service('clusterIP: none\nports: [{ port: 80 }]'),
    service('type: ExternalName\nexternalName: "http://a"'),
  ],
  good: [
    service(
      'type: LoadBalancer\nloadBalancerClass: a.com/b\nexternalTrafficPolicy: Local\nports: [{ port: 80 }]',
    ),
    service('type: ExternalName\nexternalName: a.example.com'),
    service('clusterIP: None\nports: [{ port: 80 }]'),
  ],
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

export const serviceSelector: Rule = {
  code: 'service-selector',
  severity: 'warning',
  summary: 'The selector of a Service is a plain map of labels.',
  on: { kinds: ['Service'] },
  bad: service('selector: { matchLabels: app }\nports: [{ port: 80 }]'),
  good: service('selector: { app: web }\nports: [{ port: 80 }]'),
  check({ ctx }, report) {
    const selector = at(ctx.root, ['spec', 'selector']);
    if (selector && isSet(get(selector, 'matchLabels'))) {
      report(
        keyOf(selector, 'matchLabels'),
        'the selector of a Service is a plain map: write the labels directly under "selector"',
      );
    }
  },
};
