/** A key that a mapping has twice: no server reads that, whatever the field. */
import { quote } from '../formats/format.ts';
import type { Check } from './check.ts';

export const duplicateKey: Check = {
  code: 'duplicate-key',
  severity: 'error',
  summary: 'A mapping has the same key twice.',
  claims: 'shape',
  enforcedBy: 'apiServer',
  check({ node }, report) {
    if (node.type !== 'map') return;
    for (const { key } of node.duplicates)
      report(key, `${quote(key.source)} is given twice in the same mapping: keep one`);
  },
};
