import type { IgnoredKeys } from '../../dictionaries/annotation.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'config-key-ignored',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key is set that the operator drops without a word.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { ignored } = config?.annotation ?? {};
    if (!config || !ignored) return;
    for (const { key, keySpan } of config.entries) {
      if (!isIgnored(ignored, key)) continue;
      report(keySpan, `the operator drops "${key}", as it sets it itself: remove it`);
    }
  },
};

function isIgnored({ prefixes = [], keys = [], except = [] }: IgnoredKeys, key: string): boolean {
  const begins = (start: string): boolean => key.startsWith(start);
  return keys.includes(key) || (prefixes.some(begins) && !except.some(begins));
}
