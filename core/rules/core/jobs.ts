/** Jobs and CronJobs. */
import { at, get, type Node } from '../../yaml/node.ts';
import { dnsLabel, dnsSubdomain } from '../../formats/names.ts';
import { cronJob, job } from '../examples.ts';
import { isFilled, isSet, keyOf, list, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const jobIndexes: Rule = {
  code: 'job-indexes',
  severity: 'error',
  summary: 'Settings of an indexed Job: it needs completions, others cannot count per index.',
  on: { types: ['batch.v1/JobSpec'] },
  bad: [
    job('completionMode: Indexed\nparallelism: 2'),
    job('backoffLimitPerIndex: 1'),
    job('successPolicy: { rules: [{ succeededCount: 1 }] }'),
    job('completionMode: Indexed\ncompletions: 5\nmaxFailedIndexes: 2'),
    job('completionMode: Indexed\ncompletions: 5\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 9'),
  ],
  good: job(
    'completionMode: Indexed\ncompletions: 5\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 5',
  ),
  check(visit, report) {
    const { node } = visit;
    const isIndexed = string(get(node, 'completionMode')) === 'Indexed';
    // With neither of both the server fills in one of each.
    if (isIndexed && !isSet(get(node, 'completions')) && isSet(get(node, 'parallelism'))) {
      report(
        keyOf(node, 'completionMode'),
        '"completionMode: Indexed" needs "completions": add it',
      );
    }
    for (const key of isIndexed
      ? []
      : ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      if (isSet(get(node, key)))
        report(keyOf(node, key), `"${key}" needs "completionMode: Indexed": add it or remove this`);
    }
    const failed = get(node, 'maxFailedIndexes');
    const max = number(failed);
    if (!isIndexed || !failed || max === undefined) return;
    const completions = number(get(node, 'completions'));
    if (!isSet(get(node, 'backoffLimitPerIndex'))) {
      report(
        keyOf(node, 'maxFailedIndexes'),
        '"maxFailedIndexes" needs "backoffLimitPerIndex": add it',
      );
    } else if (completions !== undefined && max > completions) {
      report(failed, `${max} failed indexes of ${completions}: write at most ${completions}`);
    }
  },
};

export const jobLimits: Rule = {
  code: 'job-limits',
  severity: 'error',
  summary: 'Names and numbers of indexed Jobs; who manages a Job has a domain.',
  on: { kinds: ['batch/Job'] },
  bad: [
    job('managedBy: kueue'),
    job('completionMode: Indexed\ncompletions: 200000\nparallelism: 200000'),
    job('completionMode: Indexed\ncompletions: 3').replace('name: web', 'name: a.b'),
  ],
  good: job(
    'managedBy: kueue.x-k8s.io/multikueue\ncompletionMode: Indexed\ncompletions: 3\nparallelism: 3',
  ),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const manager = get(spec, 'managedBy');
    const text = string(manager);
    if (manager && text && !/^[a-z0-9.-]+\/.+$/.test(text))
      report(manager, `"${text}" has no domain: write e.g. kueue.x-k8s.io/multikueue`);
    if (string(get(spec, 'completionMode')) !== 'Indexed') return;
    const parallel = get(spec, 'parallelism');
    if (parallel && (number(parallel) ?? 0) > 100_000)
      report(parallel, 'an indexed Job runs at most 100000 pods at a time: write less');
    const name = at(ctx.root, ['metadata', 'name']);
    const last = `${string(name) ?? 'a'}-${Math.max((number(get(spec, 'completions')) ?? 1) - 1, 0)}`;
    if (name && dnsLabel.check(last) && !dnsSubdomain.check(string(name) ?? '')) {
      report(
        name,
        `the pods of this Job would be called ${last.length > 60 ? 'NAME-0' : last}, which is no DNS label: use at most 63 characters without dots`,
      );
    }
  },
};

export const podFailurePolicy: Rule = {
  code: 'pod-failure-policy',
  severity: 'error',
  summary:
    'A pod failure policy needs pods that never restart, known containers and exit codes in order.',
  on: { types: ['batch.v1/JobSpec'] },
  bad: [
    job(
      'podFailurePolicy: { rules: [{ action: FailJob, onExitCodes: { operator: In, values: [1] } }] }',
      'restartPolicy: OnFailure',
    ),
    job(
      'podFailurePolicy: { rules: [{ action: FailJob, onExitCodes: { operator: In, values: [0] } }] }',
    ),
    job(
      'podFailurePolicy: { rules: [{ action: FailJob, onExitCodes: { containerName: x, operator: In, values: [1] } }] }',
    ),
    job(
      'podFailurePolicy: { rules: [{ action: FailIndex, onExitCodes: { operator: In, values: [1] } }] }',
    ),
    job(
      'podReplacementPolicy: TerminatingOrFailed\npodFailurePolicy: { rules: [{ action: Ignore, onExitCodes: { operator: In, values: [1] } }] }',
    ),
  ],
  good: job(
    'podFailurePolicy: { rules: [{ action: FailJob, onExitCodes: { containerName: web, operator: In, values: [1, 2] } }] }',
  ),
  check({ node }, report) {
    const policy = get(node, 'podFailurePolicy');
    if (!isSet(policy)) return;
    const pod = at(node, ['template', 'spec']);
    const restart = get(pod, 'restartPolicy');
    if (restart && string(restart) === 'OnFailure') {
      report(restart, 'a pod failure policy needs "restartPolicy: Never"');
    }
    const replacement = get(node, 'podReplacementPolicy');
    if (replacement && string(replacement) === 'TerminatingOrFailed') {
      report(
        replacement,
        'with a pod failure policy only "podReplacementPolicy: Failed" is possible',
      );
    }
    const names = new Set(
      ['containers', 'initContainers'].flatMap((key) =>
        list(get(pod, key)).map((item) => string(get(item, 'name'))),
      ),
    );
    for (const rule of list(get(policy, 'rules'))) {
      const action = get(rule, 'action');
      if (action && string(action) === 'FailIndex' && !isSet(get(node, 'backoffLimitPerIndex'))) {
        report(action, '"FailIndex" needs "backoffLimitPerIndex": add it to the Job');
      }
      const codes = get(rule, 'onExitCodes');
      const container = get(codes, 'containerName');
      const name = string(container);
      if (container && name && !names.has(name))
        report(container, `the pod has no container called "${name}"`);
      checkCodes(codes, report);
    }
  },
};

function checkCodes(codes: Node | undefined, report: (node: Node, message: string) => void): void {
  let last = -Infinity;
  for (const item of list(get(codes, 'values'))) {
    const code = number(item);
    if (code === undefined) continue;
    if (code === 0 && string(get(codes, 'operator')) === 'In')
      report(item, 'exit code 0 is success: remove it, or use NotIn');
    else if (code <= last)
      report(item, `${code} comes after ${last}: list exit codes once and in ascending order`);
    last = code;
  }
}

export const cronSelector: Rule = {
  code: 'cron-job-selector',
  severity: 'error',
  summary: 'Jobs of a CronJob make their own selectors.',
  on: { types: ['batch.v1/JobTemplateSpec'] },
  bad: cronJob('schedule: "@daily"').replace(
    '    template:',
    '    manualSelector: true\n      template:',
  ),
  good: cronJob('schedule: "@daily"'),
  check({ node }, report) {
    const spec = get(node, 'spec');
    for (const key of ['selector', 'manualSelector']) {
      const value = get(spec, key);
      if (!spec || !isFilled(value) || (value.type === 'scalar' && value.value === false)) continue;
      report(keyOf(spec, key), `jobs of a CronJob make their own selectors: remove "${key}"`);
    }
  },
};

export const successPolicy: Rule = {
  code: 'success-policy',
  severity: 'error',
  summary: 'A rule of a success policy counts indexes or names them.',
  on: { types: ['batch.v1/SuccessPolicyRule'] },
  bad: [
    job('completionMode: Indexed\ncompletions: 5\nsuccessPolicy: { rules: [{}] }'),
    job(
      'completionMode: Indexed\ncompletions: 5\nsuccessPolicy: { rules: [{ succeededIndexes: "3-1" }] }',
    ),
  ],
  good: job(
    'completionMode: Indexed\ncompletions: 5\nsuccessPolicy: { rules: [{ succeededIndexes: "0,2-3" }] }',
  ),
  check(visit, report) {
    const { node } = visit;
    const indexes = get(node, 'succeededIndexes');
    const text = string(indexes);
    if (!isSet(indexes) && !isSet(get(node, 'succeededCount'))) {
      report(placeOfVisit(visit), 'a rule needs "succeededCount" or "succeededIndexes": add one');
      return;
    }
    if (!indexes || text === undefined) return;
    const numbers = text.split(/[,-]/).map(Number);
    const isAscending = numbers.every(
      (value, index) => index === 0 || value > (numbers[index - 1] ?? 0),
    );
    if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text) || !isAscending) {
      report(
        indexes,
        `"${text}" is not a list of indexes: write ascending numbers and ranges, e.g. 0,2-4`,
      );
    }
  },
};
