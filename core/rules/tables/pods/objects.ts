/** Built-in kinds: what the API server takes and what then fails, does nothing, or is perhaps not meant. */
import { list } from '../../read.ts';
import { entries, get, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atLeast,
  below,
  both,
  either,
  empty,
  keyOf,
  noneOf,
  oneOf,
  set,
  someItem,
  textOf,
  textWith,
  unlike,
  unset,
  valueAt,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/');
const on = (...kinds: readonly string[]): { readonly kinds: readonly string[] } => ({ kinds });
const roles = on('rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole');
const cronJob = on('batch/CronJob');
const statefulSet = on('apps/StatefulSet');
const secret = on('Secret');
const verbs = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'bind',
  'escalate',
  'impersonate',
  'use',
  'approve',
  'sign',
  'attest',
  '*',
];

export const objectFacts: readonly Rule[] = [
  ...factsOf({ on: on('Endpoints'), by: 'apiServer', source }, [
    {
      code: 'endpoints-without-addresses',
      each: 'subsets[]',
      when: { addresses: empty, notReadyAddresses: empty },
      says: 'a subset needs "addresses" or "notReadyAddresses": add the IP addresses behind the Service',
    },
  ]),
  ...factsOf({ on: on('apiextensions.k8s.io/CustomResourceDefinition'), by: 'apiServer', source }, [
    {
      code: 'crd-preserves-unknown',
      when: { 'spec.preserveUnknownFields': true, apiVersion: 'apiextensions.k8s.io/v1' },
      says: '"preserveUnknownFields" has to be false in v1: write "x-kubernetes-preserve-unknown-fields: true" in the schema',
    },
  ]),
  ...factsOf({ on: roles, severity: 'warning', source }, [
    {
      code: 'role-group-version',
      each: 'rules[].apiGroups[]',
      when: { '': /\/v\d/ },
      says: 'a group has no version here: write "apps" for apps/v1, and "" for v1',
    },
    {
      code: 'role-resource-kind',
      each: 'rules[].resources[]',
      when: {
        '': /^(?:[A-Z]\w*|pod|service|secret|configmap|deployment|node|namespace|job|cronjob|ingress|statefulset|daemonset|replicaset|event|persistentvolume|persistentvolumeclaim|serviceaccount|sparkapplication)$/,
      },
      says: 'resources are named in small letters and in the plural, as "pods": nothing is allowed by this one',
    },
    {
      code: 'role-verb',
      each: 'rules[].verbs[]',
      when: { '': isNoVerb },
      says: 'there is no such verb: get, list, watch, create, update, patch, delete and deletecollection are usual',
    },
  ]),
  ...factsOf({ on: roles, severity: 'information', source }, [
    {
      code: 'role-of-everything',
      each: 'rules[]',
      when: { verbs: someItem({ '': '*' }), resources: someItem({ '': '*' }) },
      says: 'the role allows everything: list verbs and resources',
    },
  ]),
  ...factsOf({ on: cronJob, severity: 'warning', source }, [
    {
      code: 'cron-deadline-short',
      when: { 'spec.startingDeadlineSeconds': both(atLeast(0), below(10)) },
      says: 'runs are looked for every 10 seconds, so that some never start: write 200',
    },
    {
      code: 'cron-impossible-date',
      when: {
        'spec.schedule':
          /^\s*\S+\s+\S+\s+(?:30|31)\s+2\s+\*\s*$|^\s*\S+\s+\S+\s+31\s+(?:4|6|9|11)\s+\*\s*$/,
      },
      says: 'no such day ever comes, so that it never runs',
    },
    {
      code: 'cron-every-minute',
      when: {
        'spec.schedule': /^\s*\*(?:\/1)?(?:\s+\*){4}\s*$/,
        'spec.concurrencyPolicy': 'Allow',
      },
      says: 'runs pile up when one takes longer than a minute: write Forbid',
    },
  ]),
  ...factsOf({ on: cronJob, severity: 'information', source }, [
    {
      code: 'cron-day-or-weekday',
      when: { 'spec.schedule': /^\s*\S+\s+\S+\s+[0-9][\d,/-]*\s+\S+\s+[0-9A-Za-z][\w,/-]*\s*$/ },
      says: 'it runs when the day of the month fits, and also when the weekday does',
    },
  ]),
  ...factsOf({ on: on('batch/Job'), severity: 'warning', source }, []),
  ...factsOf({ on: on('batch/Job'), severity: 'information', source }, [
    {
      code: 'job-sidecar',
      each: 'spec.template.spec.containers[]',
      when: {
        name: /^(?:istio-proxy|linkerd-proxy|envoy|cloud-sql-proxy|cloudsql-proxy|fluent-bit|fluentd|filebeat|log-shipper|vector)$/,
      },
      says: 'the Job does not end while this container runs: make it an init container with "restartPolicy: Always"',
    },
  ]),
  ...factsOf({ on: statefulSet, severity: 'warning', source }, [
    {
      code: 'claim-template-unmounted',
      each: 'spec.volumeClaimTemplates[]',
      when: { 'metadata.name': isNotMounted },
      says: 'no container mounts this claim: add a mount',
    },
    {
      code: 'claim-template-hides',
      each: 'spec.template.spec.volumes[]',
      when: { name: isClaimTemplate },
      says: 'a claim template has this name and wins: rename one',
    },
  ]),
  ...factsOf({ on: statefulSet, severity: 'information', source }, [
    {
      code: 'claim-template-namespace',
      each: 'spec.volumeClaimTemplates[]',
      when: { 'metadata.namespace': set },
      says: 'claims are in the namespace of the StatefulSet: remove it',
    },
  ]),
  ...factsOf({ on: on('apps/DaemonSet'), severity: 'warning', source }, [
    {
      code: 'surge-with-host-port',
      when: {
        'spec.updateStrategy.rollingUpdate.maxSurge': unlike(/^0%?$/),
        'spec.template.spec.containers': someItem({ ports: someItem({ hostPort: above(0) }) }),
      },
      says: 'the new pod waits for the port that the old one holds: use "maxUnavailable"',
    },
  ]),
  ...factsOf({ on: on('ReplicationController'), severity: 'information', source }, [
    {
      code: 'replication-controller',
      when: { spec: set },
      at: 'kind',
      says: 'a Deployment does the same and more',
    },
  ]),
  ...factsOf({ on: secret, severity: 'warning', source }, [
    {
      code: 'secret-newline',
      each: 'data.*',
      when: {
        '': /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:Cg|[AQgw]o)==|[A-Za-z0-9+/]{2}o=|[A-Za-z0-9+/]{3}K)$/,
        '/type': noneOf(
          'kubernetes.io/tls',
          'kubernetes.io/ssh-auth',
          'helm.sh/release.v1',
          'bootstrap.kubernetes.io/token',
        ),
      },
      says: 'the value ends with a line break, which is hardly part of it: encode it with printf or "echo -n"',
    },
  ]),
  ...factsOf({ on: secret, severity: 'information', source }, [
    {
      code: 'secret-type-unknown',
      when: {
        type: unlike(
          /^(?!kubernetes\.io\/)|^kubernetes\.io\/(?:service-account-token|dockercfg|dockerconfigjson|basic-auth|ssh-auth|tls)$/,
        ),
      },
      says: 'Kubernetes has no such type: service-account-token, dockercfg, dockerconfigjson, basic-auth, ssh-auth and tls',
    },
    {
      code: 'secret-key-twice',
      each: 'stringData.*',
      when: { '': isInData },
      says: 'the key stands under "data" too, and this one wins: remove one',
    },
  ]),
  ...factsOf({ on: on('ConfigMap'), severity: 'information', source }, [
    {
      code: 'credential-in-config-map',
      each: 'data.*',
      when: {
        '': either(
          textWith(/-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/),
          both(
            keyOf((key) =>
              /(?:^|[._-])(?:password|passwd|secret[._-]?key|api[._-]?key|access[._-]?token)$/i.test(
                key,
              ),
            ),
            unlike(/^\$|[{}<>]|\n/),
          ),
        ),
      },
      says: 'everybody who reads ConfigMaps reads this credential: put it into a Secret',
    },
  ]),
  ...factsOf({ on: on('autoscaling/HorizontalPodAutoscaler'), by: 'operator', source }, [
    {
      code: 'autoscaler-target-kind',
      when: { 'spec.scaleTargetRef.kind': oneOf('DaemonSet', 'Job', 'CronJob', 'Pod') },
      says: 'the number of its pods cannot be set: scale a Deployment, StatefulSet or ReplicaSet',
    },
  ]),
  ...factsOf({ on: on('policy/PodDisruptionBudget'), severity: 'warning', source }, [
    {
      code: 'budget-of-none',
      when: { 'spec.maxUnavailable': oneOf(0, '0%') },
      says: 'no pod may be away, so that nodes cannot be drained: allow at least 1',
    },
    {
      code: 'budget-of-all',
      when: { 'spec.minAvailable': '100%' },
      says: 'no pod may be away, so that nodes cannot be drained: allow at least one to be',
    },
  ]),
  ...factsOf({ on: on('policy/PodDisruptionBudget'), severity: 'information', source }, [
    {
      code: 'budget-unsaid',
      when: { 'spec.selector': set, 'spec.minAvailable': unset, 'spec.maxUnavailable': unset },
      says: 'without a number one pod has to stay: say which',
    },
  ]),
  ...factsOf({ on: on('networking.k8s.io/NetworkPolicy'), severity: 'information', source }, [
    {
      code: 'peers-or',
      each: 'spec.ingress[]',
      when: { from: isSplitPeer },
      says: 'two items mean either of both: for pods of these namespaces write both selectors in one item',
    },
    {
      code: 'egress-without-names',
      when: { 'spec.egress': isEgressWithoutDns, 'spec.policyTypes': someItem({ '': 'Egress' }) },
      says: 'pods cannot look up names: allow port 53 of UDP and TCP',
    },
  ]),
  ...factsOf({ on: on('networking.k8s.io/Ingress'), severity: 'information', source }, [
    {
      code: 'ingress-path-expression',
      each: 'spec.rules[].http.paths[]',
      when: { path: /[(|^$\\]|\.\*/, pathType: oneOf('Prefix', 'Exact') },
      says: 'paths of this type are compared as they are: write "pathType: ImplementationSpecific" for an expression',
    },
  ]),
  ...factsOf({ on: on('networking.k8s.io/Ingress'), severity: 'information', source }, [
    {
      code: 'ingress-host-without-rule',
      each: 'spec.tls[].hosts[]',
      when: { '': hasNoRule },
      says: 'no rule is for this host',
    },
  ]),
  ...factsOf({ on: on('Namespace'), severity: 'information', source }, [
    {
      code: 'namespace-of-system',
      when: { 'metadata.name': /^kube-(?!system$|public$|node-lease$|flannel$)/ },
      says: 'names with kube- in front are kept for Kubernetes: choose another',
    },
  ]),
  ...factsOf({ on: on('*'), severity: 'warning', source }, [
    {
      code: 'owner-written',
      each: 'metadata.ownerReferences[]',
      when: { uid: /^[0-9a-f]{8}-[0-9a-f]{4}-/ },
      says: 'an object whose owner is not there is deleted: remove the reference, which a controller makes',
    },
  ]),
  ...factsOf({ on: on('*'), severity: 'information', source }, [
    {
      code: 'generated-name-unused',
      when: { 'metadata.generateName': set, 'metadata.name': set },
      says: 'the object has a name: remove "generateName"',
    },
    {
      code: 'generated-name-applied',
      when: {
        'metadata.generateName': set,
        'metadata.name': unset,
        apiVersion: unlike(/^argoproj\.io\//),
      },
      says: 'only "kubectl create" makes names: apply needs one',
    },
  ]),
];

function isNoVerb(found: Node | undefined): boolean {
  const text = textOf(found);
  return (
    text !== undefined &&
    /^[a-z]+$/i.test(text) &&
    !verbs.includes(text) &&
    [
      'read',
      'write',
      'view',
      'edit',
      'all',
      'post',
      'put',
      'modify',
      'remove',
      'add',
      'execute',
      'exec',
      'run',
      'apply',
      'replace',
    ].includes(text.toLowerCase())
  );
}

function isNotMounted(found: Node | undefined, here: Here): boolean {
  const name = textOf(found);
  const pod = valueAt(here, '/spec.template.spec');
  const containers = ['containers', 'initContainers'].flatMap((key) => list(get(pod, key)));
  const used = containers.flatMap((each) =>
    [...list(get(each, 'volumeMounts')), ...list(get(each, 'volumeDevices'))].map((mount) =>
      textOf(get(mount, 'name')),
    ),
  );
  return name !== undefined && containers.length > 0 && !used.includes(name);
}

function isClaimTemplate(found: Node | undefined, here: Here): boolean {
  const name = textOf(found);
  const templates = list(valueAt(here, '/spec.volumeClaimTemplates'));
  return (
    name !== undefined &&
    templates.some((each) => textOf(get(get(each, 'metadata'), 'name')) === name)
  );
}

function isInData(_found: Node | undefined, { of, root }: Here): boolean {
  return of !== undefined && get(get(root, 'data'), of.key.source) !== undefined;
}

function isSplitPeer(found: Node | undefined): boolean {
  const peers = list(found);
  if (peers.length !== 2) return false;
  const keysOf = (node: Node): string =>
    entries(node)
      .map(({ key }) => key.source)
      .join();
  return (
    new Set(peers.map(keysOf)).size === 2 &&
    peers.every((peer) => ['namespaceSelector', 'podSelector'].includes(keysOf(peer)))
  );
}

/** Rules with ports, none of which is 53; a rule without ports allows all. */
function isEgressWithoutDns(found: Node | undefined): boolean {
  const rules = list(found);
  return (
    rules.length > 0 &&
    rules.every((rule) => {
      const ports = list(get(rule, 'ports'));
      return (
        ports.length > 0 &&
        ports.every((port) => {
          const text = textOf(get(port, 'port'));
          return (
            text !== undefined &&
            /^\d+$/.test(text) &&
            text !== '53' &&
            text !== '5353' &&
            get(port, 'endPort') === undefined
          );
        })
      );
    })
  );
}

function hasNoRule(found: Node | undefined, here: Here): boolean {
  const host = textOf(found);
  const rules = list(valueAt(here, '/spec.rules'));
  const hosts = rules.map((rule) => textOf(get(rule, 'host')));
  return (
    host !== undefined &&
    rules.length > 0 &&
    !hosts.includes(host) &&
    hosts.every((each) => each !== undefined && !each.startsWith('*'))
  );
}
