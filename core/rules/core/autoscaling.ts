/** Horizontal pod autoscalers. */
import { own } from '../../../shared/own.ts';
import { get } from '../../yaml/node.ts';
import { manifest } from '../examples.ts';
import { amount, isSet, keyOf, list, number, placeOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const hpa = (spec: string): string =>
  manifest(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    `spec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  ${spec}`,
  );

export const replicasRange: Rule = {
  code: 'hpa-range',
  severity: 'error',
  summary: 'An autoscaler has at least one replica and at most maxReplicas.',
  on: {
    types: [
      'autoscaling.v2/HorizontalPodAutoscalerSpec',
      'autoscaling.v1/HorizontalPodAutoscalerSpec',
    ],
  },
  bad: [hpa('minReplicas: 3\n  maxReplicas: 2'), hpa('minReplicas: 0\n  maxReplicas: 2')],
  good: hpa('minReplicas: 2\n  maxReplicas: 3'),
  check({ node }, report) {
    const min = get(node, 'minReplicas');
    const max = get(node, 'maxReplicas');
    const [low, high] = [number(min), number(max)];
    const external = list(get(node, 'metrics')).some((metric) =>
      /^(Object|External)$/.test(string(get(metric, 'type')) ?? ''),
    );
    if (min && low === 0 && !external)
      report(min, '"minReplicas: 0" needs a metric of type Object or External: write at least 1');
    else if (max && high !== undefined && high > 0 && low !== undefined && high < low) {
      report(max, `"maxReplicas: ${high}" is below "minReplicas: ${low}": swap or change them`);
    }
  },
};

export const scaleTarget: Rule = {
  code: 'hpa-target',
  severity: 'error',
  summary: 'An autoscaler names the API group of what it scales.',
  on: {
    types: [
      'autoscaling.v2/CrossVersionObjectReference',
      'autoscaling.v1/CrossVersionObjectReference',
    ],
  },
  bad: manifest(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 2 }',
  ),
  good: hpa('maxReplicas: 2'),
  check(visit, report) {
    const kind = get(visit.node, 'kind');
    const text = string(kind) ?? '';
    if (visit.path.at(-1) !== 'scaleTargetRef' || text === 'ReplicationController') return;
    const version = get(visit.node, 'apiVersion');
    if (string(version)?.includes('/')) return;
    const example = /^(Deployment|StatefulSet|ReplicaSet)$/.test(text)
      ? 'apps/v1'
      : 'GROUP/VERSION';
    report(
      version && isSet(version) ? version : placeOfVisit(visit),
      `the API group of ${text || 'the target'} is missing: write "apiVersion: ${example}"`,
    );
  },
};

const METRIC_FIELDS: Record<string, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

export const metricSource: Rule = {
  code: 'hpa-metric',
  severity: 'error',
  summary: 'A metric has the block of its type and no other, and one target.',
  on: { types: ['autoscaling.v2/MetricSpec'] },
  bad: [
    hpa('maxReplicas: 2\n  metrics: [{ type: Resource }]'),
    hpa(
      'maxReplicas: 2\n  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization } } }]',
    ),
    hpa(
      'maxReplicas: 2\n  metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: Value, value: 5 } } }]',
    ),
  ],
  good: hpa(
    'maxReplicas: 2\n  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]',
  ),
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type')) ?? '';
    const source = own(METRIC_FIELDS, type);
    if (!source) return;
    for (const field of Object.values(METRIC_FIELDS)) {
      if (field !== source && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for "type: ${type}": remove it`);
    }
    const block = get(node, source);
    if (!isSet(block)) report(placeOfVisit(visit), `"type: ${type}" needs "${source}": add it`);
    const target = get(block, 'target');
    if (!isSet(target) || target.type !== 'map') return;
    const has = (field: string): boolean => isSet(get(target, field));
    const place = block ? keyOf(block, 'target') : placeOf(node);
    if (source === 'resource' || source === 'containerResource') {
      if (!has('averageUtilization') && !has('averageValue'))
        report(place, 'the target needs averageUtilization or averageValue: add one');
      else if (has('averageUtilization') && has('averageValue'))
        report(place, 'averageUtilization and averageValue exclude each other: keep one');
    } else if (source === 'external' && has('value') && has('averageValue')) {
      report(place, 'value and averageValue exclude each other: keep one');
    } else if (source === 'pods' && !has('averageValue'))
      report(place, 'the target needs averageValue: add it');
    else if (source !== 'pods' && !has('value') && !has('averageValue'))
      report(place, 'the target needs value or averageValue: add one');
    for (const field of ['value', 'averageValue']) {
      const value = get(target, field);
      const found = amount(value);
      if (value && found !== undefined && found <= 0n) report(value, `"${field}" must be above 0`);
    }
  },
};
