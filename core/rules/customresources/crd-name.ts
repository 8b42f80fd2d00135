import { at, get } from '../../yaml/node.ts';
import { boolean, isFilled, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'crd-name',
  severity: 'error',
  claims: 'value',
  summary: 'A definition is named PLURAL.GROUP, and one of its versions is stored.',
  on: { kinds: ['apiextensions.k8s.io/CustomResourceDefinition'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const name = at(ctx.root, ['metadata', 'name']);
    const plural = string(at(spec, ['names', 'plural']));
    const group = string(get(spec, 'group'));
    const wanted = `${plural ?? ''}.${group ?? ''}`;
    if (name && isFilled(name) && plural && group && string(name) !== wanted)
      report(name, `a definition is named by its plural and group: write ${wanted}`);
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
