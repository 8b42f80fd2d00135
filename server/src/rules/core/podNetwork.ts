/** Host ports, DNS and host names of a pod. */
import { isIP } from 'node:net';
import { at, get, type Node } from '../../documents/node.ts';
import { pod, podOf } from '../examples.ts';
import { boolean, isFilled, keyOf, list, number, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const hostPort: Rule = {
  code: 'host-port',
  severity: 'error',
  summary: 'A host port is used once in a pod, and equals the container port when the pod uses the network of its node.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    podOf('ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8080 }]'),
    podOf('ports: [{ containerPort: 80, hostPort: 8080 }]', 'hostNetwork: true'),
  ],
  good: [
    podOf('ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 80, hostPort: 8080, protocol: UDP }]'),
    podOf('ports: [{ containerPort: 80, hostPort: 80 }]', 'hostNetwork: true'),
  ],
  check({ node }, report) {
    const isHost = boolean(get(node, 'hostNetwork')) === true;
    const seen = new Set<string>();
    for (const container of list(get(node, 'containers'))) {
      for (const port of list(get(container, 'ports'))) {
        const onHost = get(port, 'hostPort');
        const found = number(onHost);
        const own = number(get(port, 'containerPort'));
        if (!onHost || !found) continue;
        if (isHost && own !== undefined && own !== found) {
          report(onHost, `with hostNetwork the host port ${found} must be the container port ${own}`);
        }
        const key = [string(get(port, 'protocol')) ?? 'TCP', string(get(port, 'hostIP')) ?? '', found].join('/');
        if (seen.has(key)) report(onHost, `host port ${found} is used twice in this pod: change one`);
        seen.add(key);
      }
    }
  },
};

export const podDns: Rule = {
  code: 'pod-dns',
  severity: 'error',
  summary: 'DNS settings of a pod: at most 3 name servers, given as addresses; "dnsPolicy: None" needs one.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    pod('dnsPolicy: None'),
    pod('dnsConfig: { nameservers: [dns.local] }'),
    pod('dnsConfig: { nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4] }'),
  ],
  good: [pod('dnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.1] }'), pod('dnsConfig: { nameservers: [10.0.0.1] }')],
  check({ node }, report) {
    const config = get(node, 'dnsConfig');
    const servers = get(config, 'nameservers');
    if (string(get(node, 'dnsPolicy')) === 'None' && !isFilled(servers)) {
      report(keyOf(node, 'dnsPolicy'), '"dnsPolicy: None" needs a name server: add "dnsConfig: { nameservers: [...] }"');
    }
    const all = list(servers);
    if (config && all.length > 3) report(keyOf(config, 'nameservers'), `${all.length} name servers: at most 3 are allowed`);
    for (const server of all) {
      const text = string(server);
      if (text && isIP(text) === 0) report(server, `"${text}" is not an IP address: name servers are given by address`);
    }
    const searches = list(get(config, 'searches'));
    if (config && (searches.length > 32 || searches.map((item) => string(item) ?? '').join(' ').length > 2048)) {
      report(keyOf(config, 'searches'), 'too many search domains: at most 32 with 2048 characters together');
    }
  },
};

export const hostAliasAddress: Rule = {
  code: 'host-alias',
  severity: 'error',
  summary: 'A host alias gives names to an IP address.',
  on: { types: ['core.v1/HostAlias'] },
  bad: pod('hostAliases: [{ ip: db, hostnames: [a] }]'),
  good: pod('hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }]'),
  check({ node }, report) {
    const address = get(node, 'ip');
    const text = string(address);
    if (isIP(text ?? '') === 0) report(address ?? placeOf(node), `${text ? `"${text}"` : 'this'} is not an IP address: write e.g. 10.0.0.1`);
  },
};

export const sharedNamespaces: Rule = {
  code: 'host-namespaces',
  severity: 'error',
  summary: 'Process namespaces are shared in the pod or with the host, not both; own user IDs exclude host namespaces.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [pod('hostPID: true\nshareProcessNamespace: true'), pod('hostUsers: false\nhostNetwork: true')],
  good: [pod('hostPID: true'), pod('hostUsers: false')],
  check({ node }, report) {
    const isOn = (key: string): boolean => boolean(get(node, key)) === true;
    if (isOn('hostPID') && isOn('shareProcessNamespace')) {
      report(keyOf(node, 'shareProcessNamespace'), '"shareProcessNamespace" and "hostPID" exclude each other: keep one');
    }
    if (boolean(get(node, 'hostUsers')) !== false) return;
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (isOn(key)) report(keyOf(node, key), `"${key}" cannot go with "hostUsers: false": remove one`);
    }
  },
};

export const probePort: Rule = {
  code: 'unknown-port',
  severity: 'warning',
  summary: 'A probe names a port that its container does not declare.',
  on: { types: ['core.v1/Container'] },
  bad: podOf('ports: [{ name: http, containerPort: 80 }]\nlivenessProbe: { httpGet: { port: web } }'),
  good: podOf('ports: [{ name: http, containerPort: 80 }]\nlivenessProbe: { httpGet: { port: http } }'),
  check({ node }, report) {
    const names = new Set(list(get(node, 'ports')).map((port) => string(get(port, 'name'))));
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      for (const handler of ['httpGet', 'tcpSocket']) {
        const port: Node | undefined = at(node, [probe, handler, 'port']);
        const text = string(port);
        if (!port || !text || /^\d+$/.test(text) || names.has(text)) continue;
        report(port, `this container has no port called "${text}": declare it or write its number`);
      }
    }
  },
};
