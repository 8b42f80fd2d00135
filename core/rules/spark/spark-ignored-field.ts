import { at, entries, entry, get } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-ignored-field',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Settings that the operator reads past: unknown kinds of secrets, GPUs without a domain, retries of a policy that never retries.',
  on: { types: [APPLICATION] },
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      for (const secret of list(get(pod, 'secrets'))) {
        const type = get(secret, 'secretType');
        const text = string(type);
        if (type && text && !/^(GCPServiceAccount|HadoopDelegationToken|Generic)$/.test(text)) {
          report(
            type,
            `"${text}" is treated as Generic: write GCPServiceAccount, HadoopDelegationToken or Generic`,
          );
        }
      }
      const gpu = at(pod, ['gpu', 'name']);
      if (gpu && string(gpu) && !string(gpu)?.includes('/'))
        report(
          gpu,
          `"${string(gpu)}" is skipped: write the resource with its domain, e.g. nvidia.com/gpu`,
        );
    }
    const policy = get(node, 'restartPolicy');
    if ((string(get(policy, 'type')) ?? 'Never') === 'Never') {
      for (const { key } of entries(policy).filter(({ key }) => key.source.includes('Retr'))) {
        report(
          key,
          `"${key.source}" has no effect with "type: Never": write "type: OnFailure", or remove it`,
        );
      }
    }
    for (const key of ['failureRetries', 'retryInterval']) {
      const found = entry(node, key);
      if (found && isSet(found.value))
        report(
          found.key,
          `"${key}" is no longer read: use "onFailureRetries" and "onFailureRetryInterval" of restartPolicy`,
        );
    }
    const scheduler = get(node, 'batchScheduler');
    const name = string(scheduler) ?? '';
    if (scheduler && name !== name.toLowerCase() && /^(volcano|yunikorn)$/i.test(name)) {
      const meant = name.toLowerCase();
      report(scheduler, `"${name}" is not known: write ${meant}`, {
        fix: { title: `Replace with ${meant}`, edits: [[scheduler.span, meant]] },
      });
    }
  },
};
