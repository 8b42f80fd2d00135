import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'toleration',
  severity: 'error',
  claims: 'value',
  summary: 'Fields of a toleration that contradict each other.',
  on: { types: ['core.v1/Toleration'] },
  check(visit, report) {
    const { node } = visit;
    const operator = string(get(node, 'operator'));
    const isExists = operator === 'Exists';
    if (isExists && string(get(node, 'value')) !== undefined) {
      report(keyOf(node, 'value'), '"operator: Exists" takes no value: remove it, or use Equal');
    }
    if (!isExists && !isFilled(get(node, 'key'))) {
      report(
        placeOfVisit(visit),
        'a toleration without a key tolerates everything: write "operator: Exists", or name the key',
      );
    }
    if (isSet(get(node, 'tolerationSeconds')) && string(get(node, 'effect')) !== 'NoExecute') {
      report(
        keyOf(node, 'tolerationSeconds'),
        '"tolerationSeconds" is for "effect: NoExecute": change the effect or remove it',
      );
    }
  },
};
