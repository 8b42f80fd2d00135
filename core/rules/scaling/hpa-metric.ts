import { own } from '../../../shared/own.ts';
import { get } from '../../yaml/node.ts';
import { amount, isSet, keyOf, placeOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const METRIC_FIELDS: Record<string, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

export const rule: Rule = {
  code: 'hpa-metric',
  severity: 'error',
  claims: 'value',
  summary: 'A metric has the block of its type and no other, and one target.',
  on: { types: ['autoscaling.v2/MetricSpec'] },
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
