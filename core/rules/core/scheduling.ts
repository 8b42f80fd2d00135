/** Tolerations, affinity, spreading and priority of pods. */
import { at, get } from '../../yaml/node.ts';
import { checkQualifiedName, labelValue } from '../../formats/names.ts';
import { manifest, pod } from '../examples.ts';
import { has, isFilled, isSet, keyOf, list, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const toleration: Rule = {
  code: 'toleration',
  severity: 'error',
  summary: 'Fields of a toleration that contradict each other.',
  on: { types: ['core.v1/Toleration'] },
  bad: [
    pod('tolerations: [{ key: a, operator: Exists, value: b }]'),
    pod('tolerations: [{ operator: Equal, value: b }]'),
    pod('tolerations: [{ key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 60 }]'),
  ],
  good: [
    pod('tolerations: [{ key: a, operator: Equal, value: b }]'),
    pod('tolerations: [{ operator: Exists }]'),
    pod('tolerations: [{ key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 60 }]'),
  ],
  check(visit, report) {
    const { node } = visit;
    const operator = string(get(node, 'operator'));
    const isExists = operator === 'Exists';
    if (isExists && string(get(node, 'value')) !== undefined) {
      report(keyOf(node, 'value'), '"operator: Exists" takes no value: remove it, or use Equal');
    }
    if (!isExists && !isFilled(get(node, 'key'))) {
      report(
        placeOfVisit(visit),
        'a toleration without a key tolerates everything: write "operator: Exists", or name the key',
      );
    }
    if (isSet(get(node, 'tolerationSeconds')) && string(get(node, 'effect')) !== 'NoExecute') {
      report(
        keyOf(node, 'tolerationSeconds'),
        '"tolerationSeconds" is for "effect: NoExecute": change the effect or remove it',
      );
    }
  },
};

export const spreadConstraint: Rule = {
  code: 'topology-spread',
  severity: 'error',
  summary: 'Fields of a spread constraint that contradict each other.',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  bad: [
    pod(
      'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, minDomains: 2 }]',
    ),
    pod(
      'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, matchLabelKeys: [app] }]',
    ),
  ],
  good: pod(
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 2 }]',
  ),
  check({ node }, report) {
    if (
      isSet(get(node, 'minDomains')) &&
      string(get(node, 'whenUnsatisfiable')) === 'ScheduleAnyway'
    ) {
      report(
        keyOf(node, 'minDomains'),
        '"minDomains" needs "whenUnsatisfiable: DoNotSchedule": remove it or change that',
      );
    }
    if (isFilled(get(node, 'matchLabelKeys')) && !isSet(get(node, 'labelSelector'))) {
      report(keyOf(node, 'matchLabelKeys'), '"matchLabelKeys" needs a labelSelector: add it');
    }
  },
};

export const nodeFields: Rule = {
  code: 'node-fields',
  severity: 'error',
  summary: 'matchFields of a node selector compares metadata.name with one name.',
  on: { types: ['core.v1/NodeSelectorTerm'] },
  bad: pod(`affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms: [{ matchFields: [{ key: spec.x, operator: In, values: [a] }] }]`),
  good: pod(`affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [a] }] }]`),
  check({ node }, report) {
    for (const field of list(get(node, 'matchFields'))) {
      const key = get(field, 'key');
      const operator = get(field, 'operator');
      if (key && string(key) !== 'metadata.name') {
        report(
          key,
          `"${string(key) ?? ''}" cannot be matched: only metadata.name can, use matchExpressions for labels`,
        );
      } else if (operator && !/^(In|NotIn)$/.test(string(operator) ?? '')) {
        report(operator, 'matchFields takes In or NotIn only');
      } else if (list(get(field, 'values')).length > 1) {
        report(
          keyOf(field, 'values'),
          'matchFields compares with one name: give exactly one value',
        );
      }
    }
  },
};

export const affinityKeys: Rule = {
  code: 'affinity-label-keys',
  severity: 'error',
  summary: 'matchLabelKeys and mismatchLabelKeys refine a label selector.',
  on: { types: ['core.v1/PodAffinityTerm'] },
  bad: pod(`affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, matchLabelKeys: [app] }]`),
  good: pod(`affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
    - { topologyKey: a, matchLabelKeys: [app], labelSelector: { matchLabels: { a: b } } }`),
  check({ node }, report) {
    if (isSet(get(node, 'labelSelector'))) return;
    for (const key of ['matchLabelKeys', 'mismatchLabelKeys']) {
      if (isFilled(get(node, key)))
        report(keyOf(node, key), `"${key}" needs a labelSelector: add it`);
    }
  },
};

export const nodeNameWithGates: Rule = {
  code: 'scheduling-gates',
  severity: 'error',
  summary: 'A pod that waits for scheduling gates has no node yet.',
  on: { kinds: ['Pod'] },
  bad: pod('nodeName: a\nschedulingGates: [{ name: a }]'),
  good: pod('schedulingGates: [{ name: a }]'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !string(get(spec, 'nodeName')) || !isFilled(get(spec, 'schedulingGates'))) return;
    report(
      keyOf(spec, 'nodeName'),
      '"nodeName" and "schedulingGates" exclude each other: remove one',
    );
  },
};

export const nodeValues: Rule = {
  code: 'node-label-value',
  severity: 'error',
  summary: 'A required node affinity compares with values that a label can have.',
  on: { types: ['core.v1/NodeSelector'] },
  bad: pod(`affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In, values: ["a b"] }] }]`),
  good: pod(`affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In, values: [a] }] }]`),
  check({ node }, report) {
    for (const term of list(get(node, 'nodeSelectorTerms'))) {
      for (const expression of list(get(term, 'matchExpressions'))) {
        for (const value of list(get(expression, 'values'))) {
          const problem = labelValue.check(string(value) ?? '');
          if (problem) report(value, problem.message);
        }
      }
    }
  },
};

export const priorityClass: Rule = {
  code: 'priority-class',
  severity: 'error',
  summary: 'Own priority classes are not called system-... and stay at or below a billion.',
  on: { kinds: ['scheduling.k8s.io/PriorityClass'] },
  bad: [
    manifest('scheduling.k8s.io/v1', 'PriorityClass', 'value: 2000000000'),
    manifest('scheduling.k8s.io/v1', 'PriorityClass', 'value: 1', 'system-web'),
  ],
  good: manifest('scheduling.k8s.io/v1', 'PriorityClass', 'value: 1000000000'),
  check({ ctx }, report) {
    const name = at(ctx.root, ['metadata', 'name']);
    const text = string(name) ?? '';
    if (text === 'system-node-critical' || text === 'system-cluster-critical') return;
    const value = get(ctx.root, 'value');
    if (value && (number(value) ?? 0) > 1_000_000_000) {
      report(value, `${number(value)} is kept for the system: write at most 1000000000`);
    }
    if (name && text.startsWith('system-'))
      report(name, `"${text}": names that begin with system- are kept for the system`);
  },
};

export const schedulingKeys: Rule = {
  code: 'topology-key',
  severity: 'warning',
  summary: 'A topology key is the key of a node label.',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  bad: pod(
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "my zone", whenUnsatisfiable: DoNotSchedule }]',
  ),
  good: pod(
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]',
  ),
  check({ node }, report) {
    const key = get(node, 'topologyKey');
    const text = string(key);
    const problem = text === undefined ? undefined : checkQualifiedName(text);
    if (key && problem && has(node, 'topologyKey')) report(key, problem.message);
  },
};
