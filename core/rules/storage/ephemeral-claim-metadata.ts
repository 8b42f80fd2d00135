import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'ephemeral-claim-metadata',
  severity: 'error',
  claims: 'value',
  summary: 'The template of an ephemeral volume gives its claim a name.',
  source: inApiServer('core', 'ValidateTemplateObjectMeta'),
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
