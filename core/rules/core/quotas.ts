/** Quotas, limit ranges and disruption budgets. */
import { at, entries, get } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { manifest } from '../examples.ts';
import { amount, isFilled, isSet, keyOf, list, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { percentProblem } from './workloads.ts';

const quota = (spec: string): string => manifest('v1', 'ResourceQuota', `spec:\n  ${spec}`);
const limits = (item: string): string => manifest('v1', 'LimitRange', `spec:\n  limits: [${item}]`);

export const budgetValue: Rule = {
  code: 'disruption-budget',
  severity: 'error',
  summary: 'A disruption budget counts pods as a number or a percentage up to 100%.',
  on: { types: ['policy.v1/PodDisruptionBudgetSpec'] },
  bad: [
    manifest('policy/v1', 'PodDisruptionBudget', 'spec:\n  selector: {}\n  minAvailable: "50"'),
    manifest('policy/v1', 'PodDisruptionBudget', 'spec:\n  selector: {}\n  maxUnavailable: -1'),
  ],
  good: manifest('policy/v1', 'PodDisruptionBudget', 'spec:\n  selector: {}\n  minAvailable: 50%'),
  check({ node }, report) {
    for (const key of ['minAvailable', 'maxUnavailable']) {
      const value = get(node, key);
      const problem = percentProblem(value, true);
      if (value && problem) report(value, problem);
    }
  },
};

const QUOTA_NAMES =
  /^(cpu|memory|storage|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|(requests|limits)\.(cpu|memory|ephemeral-storage|storage)|hugepages-.+|requests\.hugepages-.+)$/;
const CONTAINER_RESOURCES = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const COUNTS =
  /^(pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\..+|count\/.+)$/;
const SCOPES =
  /^(Terminating|NotTerminating|BestEffort|NotBestEffort|PriorityClass|CrossNamespacePodAffinity|VolumeAttributesClass)$/;

export const quotaResource: Rule = {
  code: 'quota-resource',
  severity: 'error',
  summary: 'A quota limits known resources, counts in whole numbers.',
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  bad: [
    quota('hard: { gpu: 1 }'),
    quota('hard: { pods: 1.5 }'),
    quota('hard: { cpu: -1 }'),
    quota('hard: { pods: 1 }\n  scopes: [Best]'),
    quota('hard: { cpu: 1 }\n  scopes: [BestEffort]'),
  ],
  good: [
    quota('hard: { requests.nvidia.com/gpu: 1, count/jobs.batch: 5, pods: 2 }'),
    quota('hard: { pods: 1 }\n  scopes: [BestEffort]'),
  ],
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

export const limitRange: Rule = {
  code: 'limit-range',
  severity: 'error',
  summary: 'Limits of a range are in order, and pods have no defaults.',
  on: { types: ['core.v1/LimitRangeItem'] },
  bad: [
    limits('{ type: Container, min: { cpu: 2 }, max: { cpu: 1 } }'),
    limits('{ type: Pod, default: { cpu: 1 } }'),
    limits('{ type: PersistentVolumeClaim }'),
    limits('{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 2 } }'),
    limits('{ type: PVC, max: { storage: 1Gi } }'),
  ],
  good: limits(
    '{ type: Container, min: { cpu: 1 }, max: { cpu: 2 }, default: { cpu: 2 }, defaultRequest: { cpu: 1 } }',
  ),
  check(visit, report) {
    const { node } = visit;
    const type = get(node, 'type');
    const text = string(type) ?? '';
    if (
      type &&
      text &&
      !text.includes('/') &&
      !/^(Pod|Container|PersistentVolumeClaim)$/.test(text)
    ) {
      report(type, `"${text}" cannot be limited: write Pod, Container or PersistentVolumeClaim`);
    }
    if (text === 'Pod') {
      for (const key of ['default', 'defaultRequest']) {
        if (isFilled(get(node, key)))
          report(
            keyOf(node, key),
            `"${key}" is for containers: remove it, or write "type: Container"`,
          );
      }
    }
    const storage = isSet(at(node, ['min', 'storage'])) || isSet(at(node, ['max', 'storage']));
    if (text === 'PersistentVolumeClaim' && !storage)
      report(placeOfVisit(visit), 'a limit of claims needs "min" or "max" with "storage": add one');
    for (const { key, value } of entries(get(node, 'maxLimitRequestRatio'))) {
      const ratio = amount(value);
      if (ratio !== undefined && ratio < NANO)
        report(
          value,
          `the ratio of ${key.source} is below 1: a limit is never less than its request`,
        );
    }
    const order = ['min', 'defaultRequest', 'default', 'max'];
    const known = text === 'Container' ? CONTAINER_RESOURCES : QUOTA_NAMES;
    for (const { key } of [...order, 'maxLimitRequestRatio'].flatMap((field) =>
      entries(get(node, field)),
    )) {
      if (!key.source.includes('/') && !known.test(key.source)) {
        report(
          key,
          `"${key.source}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain`,
        );
      }
    }
    for (const [index, high] of order.entries()) {
      for (const low of order.slice(0, index)) {
        for (const { key, value } of entries(get(node, low))) {
          const other = amount(at(node, [high, key.source]));
          const found = amount(value);
          if (found !== undefined && other !== undefined && found > other) {
            report(value, `"${low}" of ${key.source} is more than its "${high}": change one`);
          }
        }
      }
    }
  },
};

export const quotaScopes: Rule = {
  code: 'quota-scope-selector',
  severity: 'error',
  summary: 'Only priority classes are selected by value, other scopes exist or not.',
  on: { types: ['core.v1/ScopedResourceSelectorRequirement'] },
  bad: quota(
    'hard: { pods: 1 }\n  scopeSelector: { matchExpressions: [{ scopeName: BestEffort, operator: In, values: [a] }] }',
  ),
  good: quota(
    'hard: { pods: 1 }\n  scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [a] }] }',
  ),
  check({ node }, report) {
    const operator = get(node, 'operator');
    const scope = string(get(node, 'scopeName')) ?? '';
    if (
      operator &&
      /^(Not)?(Terminating|BestEffort)$/.test(scope) &&
      string(operator) !== 'Exists'
    ) {
      report(
        operator,
        `the scope ${scope} has no values: write "operator: Exists" and remove them`,
      );
    }
  },
};
