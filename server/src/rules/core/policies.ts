/** Autoscalers, disruption budgets, roles, quotas and limits. */
import { at, entries, get, type Node } from '../../documents/node.ts';
import { formats } from '../../formats/index.ts';
import { NANO } from '../../formats/quantity.ts';
import { manifest } from '../examples.ts';
import {
  amount,
  isFilled,
  isSet,
  keyOf,
  list,
  number,
  placeOf,
  placeOfVisit,
  string,
} from '../read.ts';
import type { Rule } from '../rule.ts';
import { percentProblem } from './workloads.ts';

const hpa = (spec: string): string =>
  manifest(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    `spec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  ${spec}`,
  );
const quota = (spec: string): string => manifest('v1', 'ResourceQuota', `spec:\n  ${spec}`);
const limits = (item: string): string => manifest('v1', 'LimitRange', `spec:\n  limits: [${item}]`);

export const replicasRange: Rule = {
  code: 'hpa-range',
  severity: 'error',
  summary: 'An autoscaler has at least one replica and at most maxReplicas.',
  on: {
    types: [
      'autoscaling.v2/HorizontalPodAutoscalerSpec',
      'autoscaling.v1/HorizontalPodAutoscalerSpec',
    ],
  },
  bad: [hpa('minReplicas: 3\n  maxReplicas: 2'), hpa('minReplicas: 0\n  maxReplicas: 2')],
  good: hpa('minReplicas: 2\n  maxReplicas: 3'),
  check({ node }, report) {
    const min = get(node, 'minReplicas');
    const max = get(node, 'maxReplicas');
    const [low, high] = [number(min), number(max)];
    const external = list(get(node, 'metrics')).some((metric) =>
      /^(Object|External)$/.test(string(get(metric, 'type')) ?? ''),
    );
    if (min && low === 0 && !external)
      report(min, '"minReplicas: 0" needs a metric of type Object or External: write at least 1');
    else if (max && high !== undefined && high > 0 && low !== undefined && high < low) {
      report(max, `"maxReplicas: ${high}" is below "minReplicas: ${low}": swap or change them`);
    }
  },
};

const METRIC_FIELDS: Record<string, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

export const metricSource: Rule = {
  code: 'hpa-metric',
  severity: 'error',
  summary: 'A metric has the block of its type and no other, and one target.',
  on: { types: ['autoscaling.v2/MetricSpec'] },
  bad: [
    hpa('maxReplicas: 2\n  metrics: [{ type: Resource }]'),
    hpa(
      'maxReplicas: 2\n  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization } } }]',
    ),
    hpa(
      'maxReplicas: 2\n  metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: Value, value: 5 } } }]',
    ),
  ],
  good: hpa(
    'maxReplicas: 2\n  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]',
  ),
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type')) ?? '';
    const own = METRIC_FIELDS[type];
    if (!own) return;
    for (const field of Object.values(METRIC_FIELDS)) {
      if (field !== own && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for "type: ${type}": remove it`);
    }
    const block = get(node, own);
    if (!isSet(block)) report(placeOfVisit(visit), `"type: ${type}" needs "${own}": add it`);
    const target = get(block, 'target');
    if (!isSet(target) || target.type !== 'map') return;
    const has = (field: string): boolean => isSet(get(target, field));
    const place = block ? keyOf(block, 'target') : placeOf(node);
    if (own === 'resource' || own === 'containerResource') {
      if (!has('averageUtilization') && !has('averageValue'))
        report(place, 'the target needs averageUtilization or averageValue: add one');
      else if (has('averageUtilization') && has('averageValue'))
        report(place, 'averageUtilization and averageValue exclude each other: keep one');
    } else if (own === 'pods' && !has('averageValue'))
      report(place, 'the target needs averageValue: add it');
    else if (own !== 'pods' && !has('value') && !has('averageValue'))
      report(place, 'the target needs value or averageValue: add one');
    for (const field of ['value', 'averageValue']) {
      const value = get(target, field);
      const found = amount(value);
      if (value && found !== undefined && found <= 0n) report(value, `"${field}" must be above 0`);
    }
  },
};

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

export const roleRule: Rule = {
  code: 'role-rule',
  severity: 'error',
  summary:
    'A rule of a role is about resources of API groups, or (in a ClusterRole) about paths of the server.',
  on: { types: ['rbac.v1/PolicyRule'] },
  bad: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], resources: [pods] }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], nonResourceURLs: [/healthz] }',
    ),
    manifest('rbac.authorization.k8s.io/v1', 'Role', 'rules:\n- { verbs: [get], apiGroups: [""] }'),
  ],
  good: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n- { verbs: [get], apiGroups: [""], resources: [pods] }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'rules:\n- { verbs: [get], nonResourceURLs: [/healthz] }',
    ),
  ],
  check(visit, report) {
    const { node, ctx } = visit;
    if (isFilled(get(node, 'nonResourceURLs'))) {
      if (ctx.gvk.kind === 'Role')
        report(
          keyOf(node, 'nonResourceURLs'),
          '"nonResourceURLs" is for ClusterRoles: use one, or remove it',
        );
      else if (
        ['apiGroups', 'resources', 'resourceNames'].some((key) => isFilled(get(node, key)))
      ) {
        report(
          keyOf(node, 'nonResourceURLs'),
          'a rule is about paths or about resources: write two rules',
        );
      }
      return;
    }
    for (const [key, example] of [
      ['apiGroups', '[""]'],
      ['resources', '[pods]'],
    ] as const) {
      if (!isFilled(get(node, key)))
        report(
          isSet(get(node, key)) ? keyOf(node, key) : placeOfVisit(visit),
          `a rule needs "${key}": add e.g. "${key}: ${example}"`,
        );
    }
  },
};

export const roleBinding: Rule = {
  code: 'role-binding',
  severity: 'error',
  summary:
    'A ClusterRoleBinding refers to a ClusterRole; service accounts have a namespace, users and groups an API group.',
  on: {
    kinds: [
      'rbac.authorization.k8s.io/RoleBinding',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
  },
  bad: [
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a }\nsubjects: [{ kind: ServiceAccount, name: a }]',
    ),
    manifest(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }\nsubjects: [{ kind: User, apiGroup: v1, name: a }]',
    ),
  ],
  good: manifest(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }\nsubjects: [{ kind: ServiceAccount, name: a }, { kind: User, name: a }]',
  ),
  check({ ctx }, report) {
    const kind = at(ctx.root, ['roleRef', 'kind']);
    if (kind && ctx.gvk.kind === 'ClusterRoleBinding' && string(kind) === 'Role') {
      report(
        kind,
        'a ClusterRoleBinding refers to a ClusterRole: write ClusterRole, or use a RoleBinding',
      );
    }
    for (const subject of list(get(ctx.root, 'subjects'))) {
      const group = get(subject, 'apiGroup');
      const text = string(group);
      if (string(get(subject, 'kind')) === 'ServiceAccount') {
        // In a RoleBinding the namespace of the binding stands in.
        if (ctx.gvk.kind === 'ClusterRoleBinding' && !string(get(subject, 'namespace')))
          report(placeOf(subject), 'a service account needs its namespace: add "namespace"');
        if (group && text) report(group, 'service accounts have no API group: remove "apiGroup"');
        checkAccountName(get(subject, 'name'), report);
      } else if (group && text && text !== 'rbac.authorization.k8s.io') {
        report(
          group,
          `"${text}" is not the group of users and groups: write rbac.authorization.k8s.io, or remove it`,
        );
      }
    }
  },
};

function checkAccountName(
  name: Node | undefined,
  report: (where: Node, message: string) => void,
): void {
  const problem = formats.get('dns-subdomain')?.check(string(name) ?? '');
  if (name && problem) report(name, problem.message);
}

const QUOTA_NAMES =
  /^(cpu|memory|storage|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|(requests|limits)\.(cpu|memory|ephemeral-storage|storage)|hugepages-.+|requests\.hugepages-.+)$/;
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
    for (const scope of scopes) {
      const text = string(scope) ?? '';
      const opposite = text.startsWith('Not') ? text.slice(3) : `Not${text}`;
      if (text && !SCOPES.test(text))
        report(
          scope,
          `"${text}" is not a scope: use BestEffort, NotBestEffort, Terminating, NotTerminating or PriorityClass`,
        );
      else if (scopes.some((other) => string(other) === opposite) && !text.startsWith('Not'))
        report(scope, `"${text}" and "${opposite}" exclude each other: keep one`);
      else if (text === 'BestEffort') {
        for (const { key } of entries(get(node, 'hard'))) {
          if (key.source !== 'pods')
            report(key, '"scopes: [BestEffort]" can only limit pods: remove this');
        }
      }
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
    const order = ['min', 'defaultRequest', 'default', 'max'];
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
