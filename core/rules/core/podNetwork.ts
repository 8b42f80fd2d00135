/** Host ports, DNS and host names of a pod. */
import { at, get, type Node } from '../../yaml/node.ts';
import { pod, podOf } from '../examples.ts';
import { boolean, isFilled, keyOf, list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const hostPort: Rule = {
  code: 'host-port',
  severity: 'error',
  summary:
    'A host port is used once in a pod, and equals the container port when the pod uses the network of its node.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    podOf('ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8080 }]'),
    podOf('ports: [{ containerPort: 80, hostPort: 8080 }]', 'hostNetwork: true'),
  ],
  good: [
    podOf(
      'ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 80, hostPort: 8080, protocol: UDP }]',
    ),
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
          report(
            onHost,
            `with hostNetwork the host port ${found} must be the container port ${own}`,
          );
        }
        const key = [
          string(get(port, 'protocol')) ?? 'TCP',
          string(get(port, 'hostIP')) ?? '',
          found,
        ].join('/');
        if (seen.has(key))
          report(onHost, `host port ${found} is used twice in this pod: change one`);
        seen.add(key);
      }
    }
  },
};

export const podDns: Rule = {
  code: 'pod-dns',
  severity: 'error',
  summary:
    '"dnsPolicy: None" needs a name server; search domains have at most 2048 characters together.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [pod('dnsPolicy: None')],
  good: [
    pod('dnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.1] }'),
    pod('dnsConfig: { nameservers: [10.0.0.1] }'),
  ],
  check({ node }, report) {
    const config = get(node, 'dnsConfig');
    const servers = get(config, 'nameservers');
    if (string(get(node, 'dnsPolicy')) === 'None' && !isFilled(servers)) {
      report(
        keyOf(node, 'dnsPolicy'),
        '"dnsPolicy: None" needs a name server: add "dnsConfig: { nameservers: [...] }"',
      );
    }
    for (const item of list(get(config, 'searches'))) {
      const text = string(item);
      if (
        text &&
        text !== '.' &&
        !/^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\.?$/.test(text)
      ) {
        report(item, `"${text}" is not a domain: write a lower-case DNS name`);
      }
    }
    const searches = list(get(config, 'searches'));
    if (config && searches.map((item) => string(item) ?? '').join(' ').length > 2048) {
      report(
        keyOf(config, 'searches'),
        'the search domains are too long: at most 2048 characters together',
      );
    }
  },
};

export const sharedNamespaces: Rule = {
  code: 'host-namespaces',
  severity: 'error',
  summary:
    'Process namespaces are shared in the pod or with the host, not both; own user IDs exclude host namespaces.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    pod('hostPID: true\nshareProcessNamespace: true'),
    pod('hostUsers: false\nhostNetwork: true'),
  ],
  good: [pod('hostPID: true'), pod('hostUsers: false')],
  check({ node }, report) {
    const isOn = (key: string): boolean => boolean(get(node, key)) === true;
    if (isOn('hostPID') && isOn('shareProcessNamespace')) {
      report(
        keyOf(node, 'shareProcessNamespace'),
        '"shareProcessNamespace" and "hostPID" exclude each other: keep one',
      );
    }
    if (boolean(get(node, 'hostUsers')) !== false) return;
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (isOn(key))
        report(keyOf(node, key), `"${key}" cannot go with "hostUsers: false": remove one`);
    }
  },
};

export const probePort: Rule = {
  code: 'unknown-port',
  severity: 'warning',
  summary: 'A probe names a port that its container does not declare.',
  on: { types: ['core.v1/Container'] },
  bad: podOf(
    'ports: [{ name: http, containerPort: 80 }]\nlivenessProbe: { httpGet: { port: web } }',
  ),
  good: podOf(
    'ports: [{ name: http, containerPort: 80 }]\nlivenessProbe: { httpGet: { port: http } }',
  ),
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
