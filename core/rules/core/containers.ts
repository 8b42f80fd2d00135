/** Containers of a pod: their names, and what init and ephemeral containers may not have. */
import { at, get, type Node } from '../../yaml/node.ts';
import { pod, podOf } from '../examples.ts';
import { has, isSet, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { containersOf } from './podSpec.ts';

export const duplicateContainer: Rule = {
  code: 'duplicate-container',
  severity: 'error',
  summary: 'Containers and init containers of a pod share one set of names.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod(
    'initContainers:\n- { name: a, image: "a:1" }\ncontainers:\n- { name: a, image: "a:1" }',
  ),
  good: pod(
    'initContainers:\n- { name: a, image: "a:1" }\ncontainers:\n- { name: b, image: "a:1" }',
  ),
  check({ node }, report) {
    const seen = new Map<string, { readonly list: string; readonly name: Node }>();
    for (const key of ['containers', 'initContainers', 'ephemeralContainers']) {
      for (const container of list(get(node, key))) {
        const name = get(container, 'name');
        const text = string(name);
        if (!name || text === undefined) continue;
        const first = seen.get(text);
        if (!first) seen.set(text, { list: key, name });
        // Twice in one list is duplicate-item.
        else if (first.list !== key) {
          report(name, `"${text}" is also the name under "${first.list}": rename one of them`, {
            related: [{ span: first.name.span, message: 'the first one' }],
          });
        }
      }
    }
  },
};

export const duplicatePortName: Rule = {
  code: 'duplicate-port-name',
  severity: 'error',
  summary: 'Two ports of one container have the same name.',
  on: { types: ['core.v1/Container'] },
  bad: podOf('ports: [{ name: http, containerPort: 80 }, { name: http, containerPort: 81 }]'),
  good: podOf('ports: [{ name: http, containerPort: 80 }, { name: admin, containerPort: 81 }]'),
  check({ node }, report) {
    const seen = new Set<string>();
    for (const port of list(get(node, 'ports'))) {
      const name = get(port, 'name');
      const text = string(name);
      if (!name || text === undefined) continue;
      if (seen.has(text)) report(name, `two ports are called "${text}": rename one of them`);
      seen.add(text);
    }
  },
};

const RUN_ONCE_FORBIDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

export const initContainerFields: Rule = {
  code: 'init-container-field',
  severity: 'error',
  summary:
    'An init container that runs to its end has no probes and no lifecycle; one that stays has "restartPolicy: Always".',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod(
    'initContainers:\n- { name: a, image: "a:1", livenessProbe: { tcpSocket: { port: 80 } } }',
  ),
  good: pod(
    'initContainers:\n- { name: a, image: "a:1", restartPolicy: Always, livenessProbe: { tcpSocket: { port: 80 } } }',
  ),
  check({ node }, report) {
    for (const container of list(get(node, 'initContainers'))) {
      if (string(get(container, 'restartPolicy')) === 'Always') continue;
      for (const field of RUN_ONCE_FORBIDS) {
        if (!has(container, field)) continue;
        report(
          keyOf(container, field),
          `an init container has no ${field}: remove it, or add "restartPolicy: Always" to make it a sidecar`,
        );
      }
    }
  },
};

export const ephemeralContainers: Rule = {
  code: 'ephemeral-containers',
  severity: 'error',
  summary: 'Ephemeral containers are added to a running pod, they cannot stand in a manifest.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod('ephemeralContainers:\n- { name: debug, image: "busybox:1.37" }'),
  good: pod('initContainers:\n- { name: debug, image: "busybox:1.37" }'),
  check({ node }, report) {
    if (list(get(node, 'ephemeralContainers')).length === 0) return;
    report(
      keyOf(node, 'ephemeralContainers'),
      'ephemeral containers cannot be part of a new pod: remove them and use kubectl debug',
    );
  },
};

export const resizePolicy: Rule = {
  code: 'resize-policy',
  severity: 'error',
  summary: 'A pod that never restarts cannot restart for a new size.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf(
    'resizePolicy: [{ resourceName: cpu, restartPolicy: RestartContainer }]',
    'restartPolicy: Never',
  ),
  good: podOf('resizePolicy: [{ resourceName: cpu, restartPolicy: RestartContainer }]'),
  check({ node }, report) {
    if (string(get(node, 'restartPolicy')) !== 'Never') return;
    for (const container of list(get(node, 'containers'))) {
      for (const policy of list(get(container, 'resizePolicy'))) {
        const value = get(policy, 'restartPolicy');
        if (value && string(value) === 'RestartContainer')
          report(value, 'with "restartPolicy: Never" only NotRequired is possible');
      }
    }
  },
};

export const resourceClaims: Rule = {
  code: 'unknown-resource-claim',
  severity: 'error',
  summary: 'A container uses a resource claim that its pod does not declare.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf('resources: { claims: [{ name: gpu }] }'),
  good: podOf(
    'resources: { claims: [{ name: gpu }] }',
    'resourceClaims: [{ name: gpu, resourceClaimName: gpu }]',
  ),
  check({ node }, report) {
    const known = new Set(
      list(get(node, 'resourceClaims')).map((claim) => string(get(claim, 'name'))),
    );
    for (const container of containersOf(node)) {
      for (const claim of list(at(container, ['resources', 'claims']))) {
        const name = get(claim, 'name');
        const text = string(name);
        if (name && isSet(name) && text && !known.has(text)) {
          report(name, `no resource claim is called "${text}": declare it under "resourceClaims"`);
        }
      }
    }
  },
};
