/** What all pods of a workload ask for together: their number times what one asks for. */
import { coresText, memoryText } from '../formats/amountText.ts';
import { isSidecar, podAmount, type AskingContainer } from '../graph/podAmounts.ts';
import { amountsOf } from '../graph/podFacts.ts';
import { at, get, items, numberOf, text, type Node } from '../yaml/node.ts';
import { sizeUnder } from './sizeAt.ts';
import type { Size, SizeReader } from './size.ts';

/** Whatever makes pods of a template: Deployments, Jobs, groups of workers of an operator. */
export const templates: SizeReader = {
  types: ['core.v1/PodTemplateSpec'],
  *read({ node, parent }) {
    const spec = get(node, 'spec');
    if (!parent || !spec) return;
    const containers = ['initContainers', 'containers'].flatMap((field) =>
      items(get(spec, field)).map((container) => askingContainer(container, field)),
    );
    if (containers.some((each) => each === undefined)) return;
    const known = containers.filter((each) => each !== undefined);
    yield* ofCopies(parent.node, {
      requests: sumsOf(known, 'requests', amountsOf(get(spec, 'overhead'))),
      limits: sumsOf(known, 'limits', amountsOf(get(spec, 'overhead'))),
      storage: storageOf(parent.node),
    });
  },
};

/** Where an operator or a chart takes requests and limits by themselves, beside a number. */
export const copies: SizeReader = {
  types: ['core.v1/ResourceRequirements'],
  *read({ node, parent, step }) {
    if (step !== 'resources' || !parent || isContainer(parent.node)) return;
    const requests = amountsOf(get(node, 'requests'));
    const limits = amountsOf(get(node, 'limits'));
    yield* ofCopies(parent.node, {
      requests: new Map(Object.entries({ ...limits, ...requests })),
      limits: new Map(Object.entries(limits)),
      storage: 0,
    });
  },
};

const isContainer = (node: Node): boolean =>
  get(node, 'image') !== undefined && get(node, 'name') !== undefined;

interface Asked {
  readonly requests: ReadonlyMap<string, number>;
  readonly limits: ReadonlyMap<string, number>;
  /** Of claims that are made for each pod, in bytes. */
  readonly storage: number;
}

/** Fields that say how many pods there are. */
const counts = ['replicas', 'parallelism', 'instances', 'servers', 'workers'];

function* ofCopies(holder: Node, { requests, limits, storage }: Asked): Generator<Size> {
  const field = counts.find((key) => numberOf(get(holder, key)) !== undefined);
  const count = field === undefined ? undefined : numberOf(get(holder, field));
  if (field === undefined || count === undefined || count < 2) return;
  const one = told(requests, 1);
  if (one === '' && storage === 0) return;
  const all = told(requests, count);
  const most = told(limits, count);
  const ofClaims = storage > 0 ? `${memoryText(count * storage)} of storage` : '';
  const label = [all, ofClaims].filter((part) => part !== '').join(', ');
  yield* sizeUnder(holder, field, {
    label: `${label} together`,
    words: [
      ...(one === '' ? [] : [`${count} pods, each with ${one}, ask for ${all} together.`]),
      ...(most === '' || most === all ? [] : [`Their limits are ${most} together.`]),
      ...(ofClaims === ''
        ? []
        : [`Their claims ask for ${ofClaims}, ${memoryText(storage)} each.`]),
    ],
  });
}

/** Undefined where an amount cannot be read. */
function askingContainer(container: Node, field: string): AskingContainer | undefined {
  const isInitial = field === 'initContainers';
  const resources = get(container, 'resources');
  const sides = ['requests', 'limits'].map((side) => get(resources, side));
  if (sides.some((side) => hasUnreadable(side))) return undefined;
  const [requests = {}, limits = {}] = sides.map(amountsOf);
  return {
    isInitial,
    isSidecar: isSidecar(text(get(container, 'restartPolicy')), isInitial),
    requests,
    limits,
  };
}

function hasUnreadable(side: Node | undefined): boolean {
  return side?.type === 'map' && Object.keys(amountsOf(side)).length < side.entries.length;
}

function sumsOf(
  containers: readonly AskingContainer[],
  side: 'requests' | 'limits',
  overhead: Readonly<Record<string, number>>,
): Map<string, number> {
  const names = new Set(
    containers.flatMap(({ requests, limits }) => [
      ...(side === 'requests' ? Object.keys(requests) : []),
      ...Object.keys(limits),
    ]),
  );
  return new Map(
    [...names].map((name) => [name, podAmount(containers, side, name) + (overhead[name] ?? 0)]),
  );
}

function storageOf(spec: Node): number {
  return items(get(spec, 'volumeClaimTemplates')).reduce(
    (sum, claim) => sum + (amountsOf(at(claim, ['spec', 'resources', 'requests'])).storage ?? 0),
    0,
  );
}

/** `1.5 CPU, 3Gi of memory, 2 nvidia.com/gpu` */
function told(amounts: ReadonlyMap<string, number>, times: number): string {
  const parts = [...amounts]
    .filter(([, amount]) => amount > 0)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([name, amount]) => resourceText(name, amount * times));
  return parts.join(', ');
}

const rank = (name: string): number => ['cpu', 'memory'].indexOf(name) >>> 0;

export function resourceText(name: string, amount: number): string {
  if (name === 'cpu') return `${coresText(amount)} CPU`;
  if (name === 'memory') return memoryText(amount);
  const isBytes = name === 'ephemeral-storage' || name.startsWith('hugepages-');
  return `${isBytes ? memoryText(amount) : coresText(amount)} ${name}`;
}
