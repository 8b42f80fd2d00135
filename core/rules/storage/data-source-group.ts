import { at } from '../../yaml/node.ts';
import { isFilled, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'data-source-group',
  severity: 'error',
  claims: 'absence',
  summary: 'A claim is filled from an object whose API group is not given.',
  source: inApiServer('core', 'validateDataSourceRef'),
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  check({ node }, report) {
    for (const key of ['dataSource', 'dataSourceRef']) {
      const kind = at(node, [key, 'kind']);
      const text = string(kind);
      if (!kind || !text || text === 'PersistentVolumeClaim') continue;
      if (isFilled(at(node, [key, 'apiGroup']))) continue;
      const example = text.startsWith('VolumeSnapshot') ? 'snapshot.storage.k8s.io' : 'its group';
      report(kind, `"${text}" is of another API group: add "apiGroup: ${example}"`, {
        // The server drops such a dataSource without a word.
        ...(key === 'dataSource' && { severity: 'warning' }),
      });
    }
  },
};
