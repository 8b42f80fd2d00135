import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'data-source-differs',
  severity: 'error',
  claims: 'value',
  summary: 'The two fields that say what a claim is filled from differ.',
  source: inApiServer('core', 'ValidatePersistentVolumeClaimSpec'),
  since: '1.24',
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  check({ node }, report) {
    const [source, reference] = [get(node, 'dataSource'), get(node, 'dataSourceRef')];
    if (!isSet(source) || !isSet(reference)) return;
    const differ = ['apiGroup', 'kind', 'name'].some(
      (key) => string(get(source, key)) !== string(get(reference, key)),
    );
    if (differ || isFilled(get(reference, 'namespace')))
      report(
        keyOf(node, 'dataSourceRef'),
        '"dataSource" and "dataSourceRef" differ: remove one of them',
      );
  },
};
