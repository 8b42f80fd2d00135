/** Volumes of a pod, apart from who mounts them. */
import { at, get } from '../../yaml/node.ts';
import { pod } from '../examples.ts';
import { isSet, list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const projectedPaths: Rule = {
  code: 'projected-path-conflict',
  severity: 'error',
  summary: 'Two sources of a projected volume write the same file.',
  on: { types: ['core.v1/ProjectedVolumeSource'] },
  bad: pod(`volumes:
- name: a
  projected:
    sources:
    - secret: { name: a, items: [{ key: k, path: file }] }
    - configMap: { name: a, items: [{ key: k, path: file }] }`),
  good: pod(`volumes:
- name: a
  projected:
    sources:
    - secret: { name: a, items: [{ key: k, path: file }] }
    - configMap: { name: a, items: [{ key: k, path: other }] }`),
  check({ node }, report) {
    const seen = new Set<string>();
    for (const source of list(get(node, 'sources'))) {
      const files = ['secret', 'configMap', 'downwardAPI'].flatMap((key) =>
        list(at(source, [key, 'items'])),
      );
      const token = get(source, 'serviceAccountToken');
      for (const file of token ? [...files, token] : files) {
        const path = get(file, 'path');
        const text = string(path);
        if (!path || text === undefined) continue;
        if (seen.has(text))
          report(path, `"${text}" is written by two sources: change one of the paths`);
        seen.add(text);
      }
    }
  },
};

export const emptyVolume: Rule = {
  code: 'volume-without-source',
  severity: 'warning',
  summary: 'A volume with only a name becomes an empty directory.',
  on: { types: ['core.v1/PodSpec'] },
  bad: pod('volumes:\n- name: a'),
  good: pod('volumes:\n- name: a\n  emptyDir: {}'),
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
