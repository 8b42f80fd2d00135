/** Pods wherever they stand: what the API server takes, and the kubelet, the scheduler or a runtime do not. */
import { entries, get, type Node } from '../../../yaml/node.ts';
import { heapBytes } from '../../../formats/heap.ts';
import { NANO } from '../../../formats/quantity.ts';
import { amount, list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  empty,
  isUnversionedImage,
  set,
  someItem,
  textOf,
  unlike,
  unset,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/workloads/pods/');
const container = { types: ['core.v1/Container'] };
const spec = { types: ['core.v1/PodSpec'] };
const template = { types: ['core.v1/PodTemplateSpec'] };
const probe = { types: ['core.v1/Probe'] };

const containers = [
  ...factsOf({ on: container, severity: 'warning', source }, [
    {
      code: 'command-of-one-word',
      when: { command: isShellLine },
      says: 'one item is one word: a program of this name, with its blanks, is looked for; write each word as an item',
    },
    {
      code: 'port-number-repeated',
      each: 'ports[]',
      when: { containerPort: isRepeatedPort },
      says: 'the container has this port already: a change of one of them may remove the other',
    },
    {
      code: 'host-address',
      each: 'ports[]',
      when: { hostIP: unlike(/^[\d.]+$|^[0-9a-f:]+$|[{$]/i) },
      says: 'this is not an IP address',
    },
    {
      code: 'heap-above-limit',
      when: { 'resources.limits.memory': isBelowHeap },
      says: 'the heap of Java takes the whole limit, and the container is killed: leave a quarter of it for all beside the heap',
    },
    {
      code: 'mount-path-again',
      each: 'volumeMounts[]',
      when: { mountPath: isRepeatedPath },
      says: 'another volume is mounted at the same path, written in another way',
    },
    {
      code: 'mount-hides-program',
      each: 'volumeMounts[]',
      when: { mountPath: isHomeOfImage, subPath: empty, subPathExpr: empty },
      says: 'the volume hides the program, which is in this folder of the image: mount it below',
    },
    {
      code: 'sub-path-variable',
      each: 'volumeMounts[]',
      when: { subPathExpr: isUnknownVariable },
      says: 'the container has no variable of this name: add it to "env"',
    },
  ]),
  ...factsOf({ on: container, by: 'program', source }, [
    {
      code: 'mount-path-root',
      each: 'volumeMounts[]',
      when: { mountPath: '/' },
      says: 'no container starts with a volume in the place of its root: choose a folder',
    },
  ]),
  ...factsOf({ on: container, severity: 'information', source }, [
    {
      code: 'image-latest',
      when: { image: isUnversionedImage },
      says: 'the image has no fixed version and changes without notice: write a tag',
    },
    {
      code: 'host-port-used',
      each: 'ports[]',
      when: { hostPort: above(0), '': isOutsideDaemonSet },
      at: 'hostPort',
      says: 'only one such pod fits on a node: use a Service',
    },
    {
      code: 'privileged-container',
      when: { 'securityContext.privileged': true },
      says: 'the container may do everything on its node: add single capabilities instead',
    },
    {
      code: 'probes-alike',
      when: { livenessProbe: isLikeReadiness },
      says: 'the container is killed as soon as it would only get no requests: let the liveness probe wait longer, or add a startup probe',
    },
    {
      code: 'processor-fraction',
      when: { 'resources.requests.cpu': isFinerThanMilli },
      says: 'processors are counted in thousandths: it is rounded up to 1m',
    },
    {
      code: 'memory-decimal-beside-heap',
      when: { 'resources.limits.memory': isDecimalBesideHeap },
      says: 'Java counts its heap in powers of two, and this is 7 % less than the same with "i": write Gi or Mi',
    },
    {
      code: 'mount-nested',
      each: 'volumeMounts[]',
      when: { mountPath: isNestedPath, subPath: empty },
      says: 'another volume is mounted around this path: a read-only one cannot hold it',
    },
  ]),
  ...factsOf({ on: probe, severity: 'information', source }, [
    {
      code: 'probe-path-relative',
      when: { 'httpGet.path': unlike(/^\/|[{$]/) },
      says: 'a path begins with "/"',
    },
    {
      code: 'probe-timeout-long',
      when: { timeoutSeconds: above('periodSeconds') },
      says: 'the next probe is due before this one may end: make the timeout shorter than the period',
    },
  ]),
];

const pods = [
  ...factsOf({ on: spec, severity: 'warning', source }, [
    {
      code: 'kernel-setting-unsafe',
      each: 'securityContext.sysctls[]',
      when: {
        name: unlike(
          /^(?:kernel\.shm_rmid_forced|net\.ipv4\.(?:ip_local_port_range|tcp_syncookies|ping_group_range|ip_unprivileged_port_start|ip_local_reserved_ports|tcp_keepalive_\w+|tcp_fin_timeout|tcp_rmem|tcp_wmem))$/,
        ),
      },
      says: 'nodes refuse this setting unless their kubelet allows it',
    },
    {
      code: 'host-network-names',
      when: { hostNetwork: true, dnsPolicy: 'ClusterFirst' },
      says: 'on the network of the node names of the cluster are not found: write ClusterFirstWithHostNet',
    },
    {
      code: 'huge-pages-medium',
      each: 'volumes[]',
      when: {
        'emptyDir.medium': 'HugePages',
        '/containers': someItem({ 'resources.limits': severalHugePages }),
      },
      at: 'emptyDir.medium',
      says: 'the pod asks for pages of several sizes: say which, as HugePages-2Mi',
    },
  ]),
  ...factsOf({ on: spec, severity: 'information', source }, [
    {
      code: 'host-network',
      when: { hostNetwork: true },
      says: 'the pod sees the network of its node, and no network policy holds for it',
    },
    {
      code: 'host-processes',
      when: { hostPID: true },
      says: 'the pod sees all processes of its node',
    },
    {
      code: 'host-memory',
      when: { hostIPC: true },
      says: 'the pod shares memory with processes of its node',
    },
    {
      code: 'node-by-name',
      when: { nodeName: unlike(/[{$]/) },
      says: 'nobody schedules the pod: claims that wait for the scheduler stay unbound; choose nodes by "nodeSelector"',
    },
    {
      code: 'tolerates-everything',
      each: 'tolerations[]',
      when: { operator: 'Exists', key: empty, effect: empty },
      says: 'the pod runs on every node, also on those that are drained or broken: name a key',
    },
    {
      code: 'service-account-alias',
      when: { serviceAccount: set, serviceAccountName: unset },
      says: '"serviceAccount" is the old name of "serviceAccountName"',
    },
  ]),
  ...factsOf({ on: template, severity: 'warning', source }, [
    {
      code: 'spread-of-others',
      each: 'spec.topologySpreadConstraints[]',
      when: { 'labelSelector.matchLabels': isNoneOfOwnLabels },
      says: 'the selector does not choose these pods, so that they are not spread: write their labels',
    },
    {
      code: 'apart-from-others',
      each: 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[]',
      when: { 'labelSelector.matchLabels': isNearlyOwnLabels },
      says: 'the selector does not choose these pods, so that they are not kept apart: write their labels',
    },
  ]),
  ...factsOf({ on: template, severity: 'information', source }, [
    {
      code: 'template-name',
      when: { 'metadata.name': set },
      says: 'pods get names of their own: remove it',
    },
    {
      code: 'template-namespace',
      when: { 'metadata.namespace': set },
      says: 'pods are in the namespace of their owner: remove it',
    },
  ]),
];

/** `["java -jar a.jar"]`, and no script of several lines. */
function isShellLine(found: Node | undefined): boolean {
  const [only, ...others] = list(found);
  const text = textOf(only);
  return (
    others.length === 0 &&
    text !== undefined &&
    /^[\w./-]+ +-?[\w./-]/.test(text) &&
    !/[\n{$]/.test(text)
  );
}

function isRepeatedPort(_found: Node | undefined, { root, node }: Here): boolean {
  const idOf = (port: Node): string =>
    `${textOf(get(port, 'containerPort'))} ${textOf(get(port, 'protocol')) ?? 'TCP'}`;
  const ports = list(get(root, 'ports'));
  if (ports.length > 100) return false;
  const before = ports.slice(0, ports.indexOf(node));
  return before.some((port) => idOf(port) === idOf(node));
}

function pathsBefore(root: Node, node: Node): string[] {
  const mounts = list(get(root, 'volumeMounts'));
  return mounts.length > 100
    ? []
    : mounts
        .slice(0, mounts.indexOf(node))
        .flatMap((mount) => textOf(get(mount, 'mountPath')) ?? []);
}

const clean = (path: string): string =>
  `/${path
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`;

function isRepeatedPath(found: Node | undefined, { root, node }: Here): boolean {
  const path = textOf(found);
  if (path === undefined) return false;
  return pathsBefore(root, node).some((other) => other !== path && clean(other) === clean(path));
}

function isNestedPath(found: Node | undefined, { root }: Here): boolean {
  const path = textOf(found);
  const mounts = list(get(root, 'volumeMounts'));
  if (path === undefined || mounts.length > 100) return false;
  return mounts.some((mount) => {
    const other = textOf(get(mount, 'mountPath'));
    return (
      other !== undefined &&
      other !== '/' &&
      textOf(get(mount, 'readOnly')) === 'true' &&
      clean(path).startsWith(`${clean(other)}/`)
    );
  });
}

const homes: readonly (readonly [image: RegExp, path: RegExp])[] = [
  [/(?:^|\/)spark(?:-py|-r)?(?::|$)/, /^\/opt\/spark\/?$/],
  [/(?:^|\/)airflow(?::|$)/, /^\/opt\/airflow\/?$/],
  [/(?:^|\/)trino(?::|$)/, /^\/usr\/lib\/trino\/?$/],
  [/(?:^|\/)superset(?::|$)/, /^\/app\/?$/],
  [/(?:^|\/)hive(?::|$)/, /^\/opt\/hive\/?$/],
];

function isHomeOfImage(found: Node | undefined, { root }: Here): boolean {
  const image = textOf(get(root, 'image')) ?? '';
  const path = textOf(found) ?? '';
  return homes.some(([images, paths]) => images.test(image) && paths.test(path));
}

function isUnknownVariable(found: Node | undefined, { root }: Here): boolean {
  const names = [...(textOf(found) ?? '').matchAll(/(?<!\$)\$\(([\w.-]+)\)/g)].map(
    ([, name]) => name,
  );
  if (names.length === 0 || list(get(root, 'envFrom')).length > 0) return false;
  const known = new Set(list(get(root, 'env')).map((each) => textOf(get(each, 'name'))));
  return names.some((name) => !known.has(name));
}

function isBelowHeap(found: Node | undefined, { root }: Here): boolean {
  const limit = amount(found);
  const heap = heapOf(root);
  return limit !== undefined && heap !== undefined && BigInt(heap) * NANO >= limit;
}

/** `-Xmx4g` in a command, arguments or one of the usual variables of a container, in bytes. */
function heapOf(container: Node): ReturnType<typeof heapBytes> {
  const variables = list(get(container, 'env')).filter((each) =>
    /JAVA|JVM|_OPTS$/.test(textOf(get(each, 'name')) ?? ''),
  );
  const texts = [
    ...list(get(container, 'args')),
    ...list(get(container, 'command')),
    ...variables.map((each) => get(each, 'value')),
  ];
  const text = texts.map((each) => textOf(each) ?? '').join(' ');
  return heapBytes(/-Xmx(\d+[kmgt])\b/i.exec(text)?.[1]);
}

function isLikeReadiness(found: Node | undefined, { root, visit }: Here): boolean {
  const other = get(root, 'readinessProbe');
  if (!found || !other || get(root, 'startupProbe')) return false;
  const words = (node: Node): string =>
    visit.ctx.text
      .slice(...node.span)
      .replaceAll(/\s+/g, ' ')
      .trim();
  return words(found) === words(other);
}

function isFinerThanMilli(found: Node | undefined): boolean {
  const size = amount(found);
  return size !== undefined && size > 0n && size % 1_000_000n !== 0n;
}

function isOutsideDaemonSet(_found: Node | undefined, { visit }: Here): boolean {
  return visit.ctx.gvk.kind !== 'DaemonSet' && ['', 'apps', 'batch'].includes(visit.ctx.gvk.group);
}

function severalHugePages(found: Node | undefined): boolean {
  return entries(found).filter(({ key }) => key.source.startsWith('hugepages-')).length > 1;
}

function isNoneOfOwnLabels(found: Node | undefined, { root }: Here): boolean {
  const labels = get(get(root, 'metadata'), 'labels');
  const wanted = entries(found);
  return (
    wanted.length > 0 &&
    labels !== undefined &&
    wanted.some(({ key, value }) => textOf(value) !== textOf(get(labels, key.source)))
  );
}

/** The same keys with another value: a slip, and not pods of others that are meant. */
function isNearlyOwnLabels(found: Node | undefined, here: Here): boolean {
  const labels = get(get(here.root, 'metadata'), 'labels');
  return (
    isNoneOfOwnLabels(found, here) &&
    entries(found).every(({ key, value }) => {
      const own = textOf(get(labels, key.source));
      const text = textOf(value) ?? '';
      return (
        own !== undefined &&
        (own === text ||
          own.toLowerCase() === text.toLowerCase() ||
          own.startsWith(text) ||
          text.startsWith(own) ||
          lettersOf(own) === lettersOf(text))
      );
    })
  );
}

/** Two letters that changed places leave them the same. */
function lettersOf(text: string): string {
  return Array.from(text).sort().join('');
}

/** A decimal `4G` beside a heap in binary units. */
function isDecimalBesideHeap(found: Node | undefined, { root }: Here): boolean {
  return /^\d+(?:\.\d+)?[GM]$/.test(textOf(found) ?? '') && heapOf(root) !== undefined;
}

export const podFacts: readonly Rule[] = [...containers, ...pods];
