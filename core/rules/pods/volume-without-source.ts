import { get } from '../../yaml/node.ts';
import { isSet, list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-without-source',
  severity: 'warning',
  claims: 'absence',
  summary: 'A volume has only a name, and becomes an empty directory.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const volume of list(get(node, 'volumes'))) {
      if (volume.type !== 'map' || !string(get(volume, 'name'))) continue;
      if (volume.entries.some(({ key, value }) => key.source !== 'name' && isSet(value))) continue;
      report(
        placeOf(volume),
        'this volume has no source and becomes an empty directory: name the source, or write "emptyDir: {}"',
      );
    }
  },
};
