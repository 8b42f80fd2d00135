import { get } from '../../yaml/node.ts';
import { boolean, keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'crd-storage-version',
  severity: 'error',
  claims: 'value',
  summary: 'Not exactly one version of a definition is stored.',
  source: inApiServer('apiextensions', 'validateCustomResourceDefinitionSpec'),
  on: { kinds: ['apiextensions.k8s.io/CustomResourceDefinition'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const versions = list(get(spec, 'versions'));
    const stored = versions.filter((version) => boolean(get(version, 'storage')) === true);
    if (spec && versions.length > 0 && stored.length !== 1)
      report(
        keyOf(spec, 'versions'),
        stored.length === 0
          ? 'no version is stored: write "storage: true" in one'
          : 'several versions are stored: write "storage: true" in one only',
      );
  },
};
