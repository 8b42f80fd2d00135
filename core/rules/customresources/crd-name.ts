import { at, get } from '../../yaml/node.ts';
import { isFilled, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'crd-name',
  severity: 'error',
  claims: 'value',
  summary: 'A definition is not named by its plural and group.',
  source: inApiServer('apiextensions', 'ValidateCustomResourceDefinition'),
  on: { kinds: ['apiextensions.k8s.io/CustomResourceDefinition'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const name = at(ctx.root, ['metadata', 'name']);
    const plural = string(at(spec, ['names', 'plural']));
    const group = string(get(spec, 'group'));
    if (!name || !isFilled(name) || !plural || !group) return;
    const wanted = `${plural}.${group}`;
    if (string(name) !== wanted)
      report(name, `a definition is named by its plural and group: write ${wanted}`);
  },
};
