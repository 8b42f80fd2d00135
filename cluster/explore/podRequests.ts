/** What pods ask a node for, as the scheduler adds it up. */
import { quantityNumber } from '../objects/quantity.ts';
import { listAt, objectAt, textAt } from '../values.ts';

type Amounts = ReadonlyMap<string, number>;

/** By resource, of all pods that still run or are about to; `pods` counts them. */
export function requestsOf(pods: readonly unknown[]): Amounts {
  const running = pods.filter(
    (pod) => !['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase') ?? ''),
  );
  const total = running.map(requestOf).reduce(sum, new Map());
  return new Map([...total, ['pods', running.length]]);
}

/** Containers and sidecars run together; each other init container runs alone, beside the sidecars before it. */
function requestOf(pod: unknown): Amounts {
  let sidecars: Amounts = new Map();
  let start: Amounts = new Map();
  for (const container of listAt(pod, 'spec', 'initContainers')) {
    const own = amountsOf(container, 'resources', 'requests');
    if (textAt(container, 'restartPolicy') === 'Always') sidecars = sum(sidecars, own);
    else start = largest(start, sum(sidecars, own));
  }
  const main = listAt(pod, 'spec', 'containers')
    .map((container) => amountsOf(container, 'resources', 'requests'))
    .reduce(sum, sidecars);
  return sum(largest(start, main), amountsOf(pod, 'spec', 'overhead'));
}

function amountsOf(object: unknown, ...path: string[]): Amounts {
  return new Map(
    Object.entries(objectAt(object, ...path)).map(([name, amount]) => [
      name,
      quantityNumber(amount) ?? 0,
    ]),
  );
}

function sum(one: Amounts, other: Amounts): Amounts {
  return joined(one, other, (left, right) => left + right);
}

function largest(one: Amounts, other: Amounts): Amounts {
  return joined(one, other, Math.max);
}

function joined(one: Amounts, other: Amounts, join: (left: number, right: number) => number) {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map([...names].map((name) => [name, join(one.get(name) ?? 0, other.get(name) ?? 0)]));
}
