import { entries, get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'class-parameters',
  severity: 'error',
  claims: 'value',
  summary: 'Parameters of a class: at most 512, none with an empty name.',
  on: { kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'] },
  check({ ctx }, report) {
    const all = entries(get(ctx.root, 'parameters'));
    if (
      ctx.gvk.kind === 'VolumeAttributesClass' &&
      all.length === 0 &&
      isSet(get(ctx.root, 'parameters'))
    ) {
      report(keyOf(ctx.root, 'parameters'), 'the class says nothing: add at least one parameter');
    }
    if (all.length > 512)
      report(keyOf(ctx.root, 'parameters'), `${all.length} parameters: at most 512 are allowed`);
    for (const { key } of all)
      if (key.source === '') report(key, 'a parameter has no name: add one');
  },
};
