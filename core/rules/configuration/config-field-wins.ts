import type { Rule } from '../rule.ts';
import { fieldBeside } from '../../embedded/configSite.ts';
import { isSet } from '../read.ts';

export const rule: Rule = {
  code: 'config-field-wins',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key does nothing, as a field of the manifest says the same and wins.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { fields } = config?.annotation ?? {};
    if (!config?.holder || !fields) return;
    for (const { key, keySpan, value } of config.entries) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      const node = field === undefined ? undefined : fieldBeside([config.holder], field);
      if (field === undefined || !isSet(node)) continue;
      // The same said twice misleads nobody today.
      if (node.type === 'scalar' && node.source === value) continue;
      report(keySpan, `the field ${field} wins over "${key}": set it there and remove it here`, {
        related: [{ span: node.span, message: 'this value counts' }],
      });
    }
  },
};
