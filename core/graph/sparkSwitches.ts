/** What the values of the Spark operator switch off, and the fields of applications that do nothing then. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, get, type Node } from '../yaml/node.ts';
import type { KindName, Named, ObjectFacts, OperatorSwitch } from './facts.ts';

interface Switch {
  /** Value of the chart. */
  readonly value: string;
  /** What it is without one. */
  readonly isOn: boolean;
  /** Of the spec of an application. */
  readonly fields: readonly string[];
}

/** Fields of driver and executor that the webhook puts into their pods. */
const ofPods = [
  ...['volumeMounts', 'configMaps', 'affinity', 'tolerations', 'hostAliases', 'env', 'envFrom'],
  ...['sidecars', 'initContainers', 'securityContext', 'podSecurityContext', 'dnsConfig'],
  ...['hostNetwork', 'gpu', 'priorityClassName', 'schedulerName', 'lifecycle', 'ports'],
  ...['shareProcessNamespace', 'terminationGracePeriodSeconds', 'memoryLimit'],
];

const table: readonly Switch[] = [
  {
    value: 'webhook.enable',
    isOn: true,
    fields: [
      ...['sparkConfigMap', 'hadoopConfigMap', 'volumes'],
      ...['driver', 'executor'].flatMap((pod) => ofPods.map((field) => `${pod}.${field}`)),
    ],
  },
  { value: 'controller.batchScheduler.enable', isOn: false, fields: ['batchScheduler'] },
  {
    value: 'controller.uiIngress.enable',
    isOn: false,
    fields: ['sparkUIOptions.ingressAnnotations', 'sparkUIOptions.ingressTLS'],
  },
  {
    value: 'controller.driverPodDisruptionBudget.enable',
    isOn: false,
    fields: ['driverPodDisruptionBudget'],
  },
];

/** Those that the values leave or switch off; one that is filled in elsewhere is none. */
export function sparkSwitches(
  kinds: readonly string[],
  values: Node,
  document: ManifestDocument,
): OperatorSwitch[] {
  if (!kinds.includes('sparkoperator.k8s.io/SparkApplication')) return [];
  return table.flatMap(({ value, isOn }) => {
    const node = at(values, value.split('.'));
    if (!node) return isOn ? [] : [{ value }];
    const isOff = node.type === 'scalar' && node.value === false;
    return isOff ? [{ value, valueRange: document.rangeOf(node.span) }] : [];
  });
}

/** Fields of an application that need a switch, by the value that is it; of each value the first ones. */
export function sparkFields(
  { group, kind }: KindName,
  object: Node,
  document: ManifestDocument,
): Pick<ObjectFacts, 'switchedFields'> {
  if (group !== 'sparkoperator.k8s.io' || !specs.has(kind)) return {};
  const spec = at(object, specs.get(kind) ?? []);
  const found = table.flatMap(({ value, fields }) => {
    const there = fields.flatMap((field) => fieldAt(spec, field, document));
    return there.length > 0 ? [[value, there] as const] : [];
  });
  return found.length > 0 ? { switchedFields: Object.fromEntries(found) } : {};
}

const specs: ReadonlyMap<string, readonly string[]> = new Map([
  ['SparkApplication', ['spec']],
  ['ScheduledSparkApplication', ['spec', 'template']],
]);

/** The name of the field with its place, where the field asks for something. */
function fieldAt(spec: Node | undefined, field: string, document: ManifestDocument): Named[] {
  const steps = field.split('.');
  const last = steps.at(-1) ?? '';
  const holder = at(spec, steps.slice(0, -1));
  const value = get(holder, last);
  if (holder?.type !== 'map' || !value || isNothing(value)) return [];
  const key = holder.entries.find(({ key: { source } }) => source === last)?.key;
  return key ? [{ text: last, range: document.rangeOf(key.span) }] : [];
}

function isNothing(value: Node): boolean {
  if (value.type === 'map') return value.entries.length === 0;
  if (value.type === 'seq') return value.items.length === 0;
  return value.value === null || value.value === false || value.source === '';
}
