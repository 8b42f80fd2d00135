import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'ephemeral-claim-metadata',
  severity: 'error',
  claims: 'value',
  summary: 'The template of an ephemeral volume has labels and annotations but no name.',
  on: { types: ['core.v1/PersistentVolumeClaimTemplate'] },
  check({ node }, report) {
    const metadata = get(node, 'metadata');
    for (const key of ['name', 'namespace', 'generateName']) {
      if (metadata && isFilled(get(metadata, key))) {
        report(keyOf(metadata, key), `the claim is named after pod and volume: remove "${key}"`);
      }
    }
  },
};
