/** Selectors that choose no pod, and ports that the chosen pods do not have. */
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import type { Named, Selector } from '../facts.ts';
import { asLongAsSame } from '../asLongAsSame.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { podsWith, type PodWithOwner } from '../podsByLabel.ts';
import { isSameNamespace } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const selectorNoPods: LinkedCode = {
  code: 'selector-no-pods',
  severity: 'warning',
  summary: 'A selector chooses no pod of the same file, though one has nearly those labels.',
};
export const portMissing: LinkedCode = {
  code: 'target-port-missing',
  severity: 'warning',
  summary: 'A Service leads to a port by a name that no container of its pods has.',
};

export const selectors: LinkedCheck = {
  codes: [selectorNoPods, portMissing],
  check(object, { graph }, report) {
    for (const selector of object.facts.selectors) {
      if (selector.of !== 'pods') continue;
      const chosen = podsWith(graph, selector.labels, object.facts.namespace);
      if (chosen.length === 0) checkNear(selector, podsBeside(graph, object), report);
      else checkPorts(selector, chosen, report);
    }
  },
};

/** Among very many pods nobody looks for the one that was meant. */
const maxCompared = 300;

/** Those of the same file that may be in the namespace of the object; none where there are too many to compare. */
function podsBeside(graph: Graph, { uri, facts: { namespace } }: KnownObject): PodWithOwner[] {
  const pods = asLongAsSame(graph, `pods in ${uri}`, () =>
    [...graph.objectsIn(uri)].flatMap((owner) => owner.facts.pods.map((pod) => ({ owner, pod }))),
  );
  if (pods.length > maxCompared) return [];
  return pods.filter(({ owner }) => isSameNamespace(owner.facts.namespace, namespace));
}

/** Pods of operators have labels that stand in no manifest: only a near miss is told. */
function checkNear(
  { labels, range }: Selector,
  pods: readonly PodWithOwner[],
  report: LinkedReporter,
): void {
  const wanted = Object.entries(labels);
  const owners = new Set(pods.map(({ owner }) => owner));
  for (const { owner, pod } of pods) {
    const other = wanted.filter(([key, value]) => pod.labels[key] !== value);
    const [miss] = other;
    if (!miss || other.length > 1) continue;
    const [key, value] = miss;
    const has = pod.labels[key];
    const isSlip = has !== undefined && nearest(value, [has]) !== undefined;
    // `trino-coordinator` for `trino`, beside the only thing that it can be for.
    const isPart =
      has !== undefined &&
      owners.size === 1 &&
      (value.startsWith(`${has}-`) || has.startsWith(`${value}-`));
    const isNear = wanted.length > 1 || isSlip || isPart;
    if (!isNear) continue;
    const what = has === undefined ? `no label ${quote(key)}` : `${key}: ${has}`;
    report(
      selectorNoPods,
      range,
      `no pod has these labels: those of ${owner.facts.kind} ${quote(owner.facts.name.text)} have ${what}, not ${key}: ${value}`,
      {
        related: [{ object: owner, range: pod.range, message: `pods of ${owner.facts.name.text}` }],
      },
    );
    return;
  }
}

function checkPorts(
  selector: Selector,
  chosen: readonly PodWithOwner[],
  report: LinkedReporter,
): void {
  const names = [...new Set(chosen.flatMap(({ pod }) => pod.portNames))];
  for (const port of selector.ports) {
    if (/^\d+$/.test(port.text)) {
      checkNumber(port, chosen, report);
      continue;
    }
    if (names.includes(port.text)) continue;
    const [first] = chosen;
    const guess = nearest(port.text, names);
    const has =
      names.length === 0 ? 'they name no ports' : `they have ${names.map(quote).join(', ')}`;
    report(
      portMissing,
      port.range,
      `no container of the chosen pods has a port named ${quote(port.text)}: ${guess === undefined ? has : `did you mean ${quote(guess)}?`}`,
      {
        ...(first && {
          related: [
            {
              object: first.owner,
              range: first.pod.range,
              message: `pods of ${first.owner.facts.name.text}`,
            },
          ],
        }),
        ...(guess !== undefined && {
          fix: { title: `Change to ${guess}`, range: port.range, newText: guess },
        }),
      },
    );
  }
}

/** A container may listen where it does not say so; one that names its ports names this one most probably, too. */
function checkNumber(port: Named, chosen: readonly PodWithOwner[], report: LinkedReporter): void {
  const numbers = [...new Set(chosen.flatMap(({ pod }) => pod.portNumbers))];
  if (numbers.includes(Number(port.text))) return;
  const isSaid = chosen.every(({ pod }) =>
    pod.containers.every(({ isInitial, hasPorts }) => isInitial || hasPorts),
  );
  if (!isSaid || numbers.length === 0) return;
  report(
    portMissing,
    port.range,
    `no container of the chosen pods declares port ${port.text}: they declare ${numbers.join(', ')}`,
    { severity: 'information', related: chosen.slice(0, 1).flatMap(({ owner }) => related(owner)) },
  );
}
