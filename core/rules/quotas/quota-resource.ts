import { entries, get } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { amount, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { QUOTA_NAMES } from './resources.ts';

const COUNTS =
  /^(pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\..+|count\/.+)$/;

const SCOPES =
  /^(Terminating|NotTerminating|BestEffort|NotBestEffort|PriorityClass|CrossNamespacePodAffinity|VolumeAttributesClass)$/;

export const rule: Rule = {
  code: 'quota-resource',
  severity: 'error',
  claims: 'value',
  summary: 'A quota limits known resources, counts in whole numbers.',
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'hard'))) {
      if (!key.source.includes('/') && !QUOTA_NAMES.test(key.source)) {
        report(
          key,
          `"${key.source}" is not a resource of quotas: use e.g. requests.cpu, pods, or requests. and a name with a domain`,
        );
      }
      const found = amount(value);
      if (found === undefined) continue;
      if (found < 0n) report(value, `the quota of ${key.source} is negative: write 0 or more`);
      else if (COUNTS.test(key.source) && found % NANO !== 0n)
        report(value, `${key.source} are counted: write a whole number`);
    }
    const scopes = list(get(node, 'scopes'));
    const named = new Set(scopes.map(string));
    for (const scope of scopes) {
      const text = string(scope) ?? '';
      const opposite = text.startsWith('Not') ? text.slice(3) : `Not${text}`;
      if (text && !SCOPES.test(text))
        report(
          scope,
          `"${text}" is not a scope: use BestEffort, NotBestEffort, Terminating, NotTerminating or PriorityClass`,
        );
      else if (named.has(opposite) && !text.startsWith('Not'))
        report(scope, `"${text}" and "${opposite}" exclude each other: keep one`);
    }
    if (!named.has('BestEffort') || named.has('NotBestEffort')) return;
    for (const { key } of entries(get(node, 'hard'))) {
      if (key.source !== 'pods')
        report(key, '"scopes: [BestEffort]" can only limit pods: remove this');
    }
  },
};
