import { at, get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'data-source',
  severity: 'error',
  claims: 'value',
  summary: 'What a claim is filled from: a claim, or an object with its API group.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  check({ node }, report) {
    for (const key of ['dataSource', 'dataSourceRef']) {
      const kind = at(node, [key, 'kind']);
      const text = string(kind);
      if (
        !kind ||
        !text ||
        text === 'PersistentVolumeClaim' ||
        isFilled(at(node, [key, 'apiGroup']))
      )
        continue;
      const example = text.startsWith('VolumeSnapshot') ? 'snapshot.storage.k8s.io' : 'its group';
      report(kind, `"${text}" is of another API group: add "apiGroup: ${example}"`, {
        // The server drops such a dataSource without a word.
        ...(key === 'dataSource' && { severity: 'warning' }),
      });
    }
    const [source, reference] = [get(node, 'dataSource'), get(node, 'dataSourceRef')];
    if (!isSet(source) || !isSet(reference)) return;
    const differ = ['apiGroup', 'kind', 'name'].some(
      (key) => string(get(source, key)) !== string(get(reference, key)),
    );
    if (differ || isFilled(get(reference, 'namespace'))) {
      report(
        keyOf(node, 'dataSourceRef'),
        '"dataSource" and "dataSourceRef" differ: remove one of them',
      );
    }
  },
};
