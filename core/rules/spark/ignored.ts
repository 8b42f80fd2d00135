/** Settings that the Spark operator accepts and does not act on. */
import { at, entries, entry, get } from '../../yaml/node.ts';
import { manifest, spark } from '../examples.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, podsOf } from './sparkSpec.ts';

export const sparkPodFields: Rule = {
  code: 'spark-ignored-field',
  severity: 'warning',
  summary:
    'Settings that the operator reads past: unknown kinds of secrets, GPUs without a domain, retries of a policy that never retries.',
  on: { types: [APPLICATION] },
  bad: [
    spark('', 'secrets: [{ name: a, path: /a, secretType: gcp }]'),
    spark('restartPolicy: { type: Never, onFailureRetries: 3 }'),
    spark('batchScheduler: Volcano'),
    spark('', 'gpu: { name: gpu, quantity: 1 }'),
    spark('failureRetries: 3'),
  ],
  good: [
    spark('', 'secrets: [{ name: a, path: /a, secretType: Generic }]'),
    spark('restartPolicy: { type: OnFailure, onFailureRetries: 3 }'),
    spark('batchScheduler: volcano'),
  ],
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

export const sparkSchedule: Rule = {
  code: 'spark-concurrency',
  severity: 'warning',
  summary:
    'What happens when a run is still going: Allow, Forbid or Replace; other values count as nothing.',
  on: { types: ['sparkoperator.k8s.io/ScheduledSparkApplicationSpec'] },
  bad: manifest(
    'sparkoperator.k8s.io/v1beta2',
    'ScheduledSparkApplication',
    'spec:\n  schedule: "@daily"\n  concurrencyPolicy: forbid\n  template: { type: Python, sparkVersion: 3.5.3, image: "spark:3.5.3", mainApplicationFile: local:///a.py, driver: {}, executor: {} }',
  ),
  good: manifest(
    'sparkoperator.k8s.io/v1beta2',
    'ScheduledSparkApplication',
    'spec:\n  schedule: "@daily"\n  concurrencyPolicy: Forbid\n  template: { type: Python, sparkVersion: 3.5.3, image: "spark:3.5.3", mainApplicationFile: local:///a.py, driver: {}, executor: {} }',
  ),
  check({ node }, report) {
    const policy = get(node, 'concurrencyPolicy');
    const text = string(policy);
    if (policy && text && !/^(Allow|Forbid|Replace)$/.test(text)) {
      report(policy, `"${text}" is not a concurrency policy: write Allow, Forbid or Replace`);
    }
  },
};
