import { at, entries, get } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { amount, isFilled, isSet, keyOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { QUOTA_NAMES } from './resources.ts';

const CONTAINER_RESOURCES = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

export const rule: Rule = {
  code: 'limit-range',
  severity: 'error',
  claims: 'value',
  summary: 'Limits of a range are in order, and pods have no defaults.',
  on: { types: ['core.v1/LimitRangeItem'] },
  check(visit, report) {
    const { node } = visit;
    const type = get(node, 'type');
    const text = string(type) ?? '';
    if (
      type &&
      text &&
      !text.includes('/') &&
      !/^(Pod|Container|PersistentVolumeClaim)$/.test(text)
    ) {
      report(type, `"${text}" cannot be limited: write Pod, Container or PersistentVolumeClaim`);
    }
    if (text === 'Pod') {
      for (const key of ['default', 'defaultRequest']) {
        if (isFilled(get(node, key)))
          report(
            keyOf(node, key),
            `"${key}" is for containers: remove it, or write "type: Container"`,
          );
      }
    }
    const storage = isSet(at(node, ['min', 'storage'])) || isSet(at(node, ['max', 'storage']));
    if (text === 'PersistentVolumeClaim' && !storage)
      report(placeOfVisit(visit), 'a limit of claims needs "min" or "max" with "storage": add one');
    for (const { key, value } of entries(get(node, 'maxLimitRequestRatio'))) {
      const ratio = amount(value);
      if (ratio !== undefined && ratio < NANO)
        report(
          value,
          `the ratio of ${key.source} is below 1: a limit is never less than its request`,
        );
    }
    const order = ['min', 'defaultRequest', 'default', 'max'];
    const known = text === 'Container' ? CONTAINER_RESOURCES : QUOTA_NAMES;
    for (const { key } of [...order, 'maxLimitRequestRatio'].flatMap((field) =>
      entries(get(node, field)),
    )) {
      if (!key.source.includes('/') && !known.test(key.source)) {
        report(
          key,
          `"${key.source}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain`,
        );
      }
    }
    for (const [index, high] of order.entries()) {
      for (const low of order.slice(0, index)) {
        for (const { key, value } of entries(get(node, low))) {
          const other = amount(at(node, [high, key.source]));
          const found = amount(value);
          if (found !== undefined && other !== undefined && found > other) {
            report(value, `"${low}" of ${key.source} is more than its "${high}": change one`);
          }
        }
      }
    }
  },
};
