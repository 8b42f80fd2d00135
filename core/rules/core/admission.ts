/** Webhooks, admission policies, flow control and labels that switch admission on. */
import { own } from '../../../shared/own.ts';
import { at, entries, get, type Node } from '../../yaml/node.ts';
import { quote } from '../../formats/format.ts';
import { manifest } from '../examples.ts';
import { isFilled, isSet, keyOf, list, number, placeOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const webhook = (rule: string): string =>
  manifest(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    `webhooks:
- name: a.example.com
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: { url: "https://a.example.com/check" }
  rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], ${rule} }]`,
  );

/** Lists in which `*` stands for everything, so that nothing else stands beside it. */
const WILDCARD_LISTS: Record<string, readonly string[]> = {
  'admissionregistration.v1/NamedRuleWithOperations': ['apiGroups', 'apiVersions', 'operations'],
  'admissionregistration.v1/RuleWithOperations': ['apiGroups', 'apiVersions', 'operations'],
  'flowcontrol.v1/NonResourcePolicyRule': ['nonResourceURLs', 'verbs'],
  'flowcontrol.v1/ResourcePolicyRule': ['apiGroups', 'namespaces', 'resources', 'verbs'],
};

export const wildcardAlone: Rule = {
  code: 'wildcard-alone',
  severity: 'error',
  summary: 'Where "*" means everything, nothing else stands beside it.',
  on: { types: Object.keys(WILDCARD_LISTS) },
  bad: [
    webhook('resources: [pods], scope: "*"').replace('[CREATE]', '["*", CREATE]'),
    webhook('resources: ["*/*", pods]'),
  ],
  good: [webhook('resources: [pods]').replace('[CREATE]', '["*"]'), webhook('resources: ["*/*"]')],
  check({ node, type = '' }, report) {
    const check = (key: string, all: string): void => {
      const values = list(get(node, key));
      const star = values.find((value) => string(value) === all);
      if (star && values.length > 1)
        report(star, `"${all}" is everything: remove the others, or "${all}"`);
    };
    for (const key of own(WILDCARD_LISTS, type) ?? []) check(key, '*');
    if (type.startsWith('admissionregistration')) check('resources', '*/*');
  },
};

const policy = (spec: string): string =>
  manifest('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', `spec:\n  ${spec}`);
const MATCH =
  'matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }';

export const admissionPolicy: Rule = {
  code: 'admission-policy',
  severity: 'error',
  summary: 'An admission policy says which resources it is for and what it checks.',
  on: {
    kinds: [
      'admissionregistration.k8s.io/MutatingAdmissionPolicy',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    ],
  },
  bad: [
    policy('matchConstraints: {}\n  validations: [{ expression: "true" }]'),
    policy(`${MATCH}\n  failurePolicy: Fail`),
  ],
  good: policy(`${MATCH}\n  validations: [{ expression: "true" }]`),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec) return;
    const match = get(spec, 'matchConstraints');
    if (isSet(match) && !isFilled(get(match, 'resourceRules')))
      report(
        keyOf(spec, 'matchConstraints'),
        'the policy is for no resource: add "resourceRules" with at least one',
      );
    const checks = ['validations', 'auditAnnotations'].some((key) => isFilled(get(spec, key)));
    if (ctx.gvk.kind === 'ValidatingAdmissionPolicy' && !checks)
      report(keyOf(ctx.root, 'spec'), 'the policy checks nothing: add "validations"');
  },
};

const flow = (subject: string, namespaces = 'namespaces: ["*"]'): string =>
  manifest(
    'flowcontrol.apiserver.k8s.io/v1',
    'FlowSchema',
    `spec:
  priorityLevelConfiguration: { name: global-default }
  rules:
  - subjects: [${subject}]
    resourceRules: [{ apiGroups: [""], resources: [pods], verbs: [get], ${namespaces} }]`,
  );
const FIELD_OF_KIND: Record<string, string> = {
  Group: 'group',
  ServiceAccount: 'serviceAccount',
  User: 'user',
};

export const flowSubject: Rule = {
  code: 'flow-subject',
  severity: 'error',
  summary: 'A subject of a flow schema has the field of its kind and no other.',
  on: { types: ['flowcontrol.v1/Subject'] },
  bad: [flow('{ kind: User }'), flow('{ kind: User, user: { name: a }, group: { name: b } }')],
  good: flow('{ kind: User, user: { name: a } }'),
  check(visit, report) {
    const { node } = visit;
    const kind = string(get(node, 'kind')) ?? '';
    const wanted = own(FIELD_OF_KIND, kind);
    if (!wanted) return;
    if (!isSet(get(node, wanted)))
      report(placeOfVisit(visit), `a subject of kind ${kind} needs "${wanted}": add it`);
    for (const field of Object.values(FIELD_OF_KIND)) {
      if (field !== wanted && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for the kind ${kind}: remove it`);
    }
  },
};

export const flowNamespaces: Rule = {
  code: 'flow-namespaces',
  severity: 'error',
  summary: 'A rule of a flow schema names namespaces, unless it is about the whole cluster.',
  on: { types: ['flowcontrol.v1/ResourcePolicyRule'] },
  bad: flow('{ kind: User, user: { name: a } }', 'clusterScope: false'),
  good: [
    flow('{ kind: User, user: { name: a } }'),
    flow('{ kind: User, user: { name: a } }', 'clusterScope: true'),
  ],
  check({ node, keySpan }, report) {
    const scope = get(node, 'clusterScope');
    const isCluster = scope?.type === 'scalar' && scope.value === true;
    if (!isCluster && !isFilled(get(node, 'namespaces')))
      report(
        placeOf(node, keySpan),
        'the rule is for no namespace: add "namespaces" or "clusterScope: true"',
      );
  },
};

const level = (response: string): string =>
  manifest(
    'flowcontrol.apiserver.k8s.io/v1',
    'PriorityLevelConfiguration',
    `spec:\n  type: Limited\n  limited:\n    limitResponse: ${response}`,
  );

export const limitResponse: Rule = {
  code: 'limit-response',
  severity: 'error',
  summary: 'Requests that queue have queues, and a hand of cards is not larger than the deck.',
  on: { types: ['flowcontrol.v1/LimitResponse'] },
  bad: [
    level('{ type: Queue }'),
    level('{ type: Reject, queuing: { queues: 8 } }'),
    level('{ type: Queue, queuing: { queues: 2, handSize: 3, queueLengthLimit: 5 } }'),
  ],
  good: [
    level('{ type: Reject }'),
    level('{ type: Queue, queuing: { queues: 8, handSize: 3, queueLengthLimit: 5 } }'),
  ],
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type'));
    const queuing = get(node, 'queuing');
    if (type === 'Queue' && !isSet(queuing))
      report(placeOfVisit(visit), '"type: Queue" needs "queuing": add it');
    if (type === 'Reject' && isSet(queuing))
      report(keyOf(node, 'queuing'), '"type: Reject" has no queues: remove "queuing"');
    const hand = get(queuing, 'handSize');
    const queues = number(get(queuing, 'queues'));
    const size = number(hand);
    if (hand && size !== undefined && queues !== undefined && size > queues)
      report(hand, `"handSize" is more than the ${queues} queues: make it smaller`);
  },
};

const LEVELS = ['privileged', 'baseline', 'restricted'];

export const podSecurityLabels: Rule = {
  code: 'pod-security-label',
  severity: 'error',
  summary: 'Labels of a namespace that choose a pod security standard have its words.',
  on: { kinds: ['Namespace'] },
  bad: [
    namespace('pod-security.kubernetes.io/enforce: strict'),
    namespace('pod-security.kubernetes.io/warn-version: "1.30"'),
  ],
  good: namespace(
    'pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/enforce-version: v1.30',
  ),
  check({ ctx }, report) {
    for (const { key, value } of entries(at(ctx.root, ['metadata', 'labels']))) {
      const mode = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/.exec(
        key.source,
      );
      const text = labelText(value);
      if (!mode || text === undefined) continue;
      if (mode[2] === undefined && !LEVELS.includes(text))
        report(value, `${quote(text)} is not a standard: write ${LEVELS.join(', ')}`);
      else if (mode[2] && !/^(latest|v1\.(0|[1-9]\d*))$/.test(text))
        report(value, `${quote(text)} is not a version: write latest or e.g. v1.30`);
    }
  },
};

function labelText(value: Node): string | undefined {
  if (value.type !== 'scalar') return undefined;
  return value.value === null ? '' : typeof value.value === 'string' ? value.value : undefined;
}

function namespace(labels: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n  labels: { ${labels} }\n`;
}
