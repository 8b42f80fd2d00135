/** Probes and lifecycle handlers. */
import { at, get } from '../../yaml/node.ts';
import { podOf } from '../examples.ts';
import { number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const probeThreshold: Rule = {
  code: 'probe-threshold',
  severity: 'error',
  summary:
    'Liveness and startup probes succeed at the first success; a readiness probe has no grace period.',
  on: { types: ['core.v1/Container'] },
  bad: [
    podOf('livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'),
    podOf('readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 }'),
    podOf('livenessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 0 }'),
  ],
  good: [
    podOf('readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'),
    podOf(
      'livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 1, terminationGracePeriodSeconds: 5 }',
    ),
  ],
  check({ node }, report) {
    for (const key of ['livenessProbe', 'startupProbe']) {
      const threshold = at(node, [key, 'successThreshold']);
      const value = number(threshold);
      if (threshold && value !== undefined && value > 1) {
        report(threshold, `"successThreshold" of a ${key} can only be 1, not ${value}: remove it`);
      }
      const grace = at(node, [key, 'terminationGracePeriodSeconds']);
      const seconds = number(grace);
      if (grace && seconds !== undefined && seconds < 1) {
        report(grace, `"terminationGracePeriodSeconds: ${seconds}" must be above 0`);
      }
    }
    const grace = at(node, ['readinessProbe', 'terminationGracePeriodSeconds']);
    if (number(grace) !== undefined && grace) {
      report(
        grace,
        'a readiness probe never ends its container: remove terminationGracePeriodSeconds',
      );
    }
  },
};

export const preStopSleep: Rule = {
  code: 'sleep-over-grace',
  severity: 'error',
  summary: 'A preStop sleep fits into the grace period of the pod.',
  on: { types: ['core.v1/PodSpec'] },
  bad: podOf('lifecycle: { preStop: { sleep: { seconds: 60 } } }'),
  good: podOf(
    'lifecycle: { preStop: { sleep: { seconds: 60 } } }',
    'terminationGracePeriodSeconds: 90',
  ),
  check({ node }, report) {
    const grace = number(get(node, 'terminationGracePeriodSeconds')) ?? 30;
    for (const key of ['containers', 'initContainers']) {
      const containers = get(node, key);
      for (const container of containers?.type === 'seq' ? containers.items : []) {
        const seconds = at(container, ['lifecycle', 'preStop', 'sleep', 'seconds']);
        const value = number(seconds);
        if (!seconds || value === undefined || value <= grace) continue;
        report(
          seconds,
          `${value} seconds are more than the grace period of the pod (${grace}): shorten the sleep or raise terminationGracePeriodSeconds`,
        );
      }
    }
  },
};

export const httpHeader: Rule = {
  code: 'http-header',
  severity: 'error',
  summary: 'Names of HTTP headers have letters, digits and "-".',
  on: { types: ['core.v1/HTTPHeader'] },
  bad: podOf('livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X Y, value: a }] } }'),
  good: podOf('livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X-Y, value: a }] } }'),
  check({ node }, report) {
    const name = get(node, 'name');
    const text = string(name);
    if (name && text && !/^[-A-Za-z0-9]+$/.test(text)) {
      report(name, `"${text}" is not the name of a header: use letters, digits and "-"`);
    }
  },
};
