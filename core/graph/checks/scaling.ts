/** Autoscalers against what they scale, and against each other. */
import { quote } from '../../formats/format.ts';
import { areApart } from '../environments.ts';
import type { KindName, Scaling } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { isSameNamespace } from '../resolve.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const twoAutoscalers: LinkedCode = {
  code: 'two-autoscalers',
  severity: 'warning',
  summary: 'Two autoscalers scale one workload.',
};
export const replicasScaled: LinkedCode = {
  code: 'replicas-with-autoscaler',
  severity: 'information',
  summary: 'A workload sets its replicas, which an autoscaler sets, too.',
};
export const nothingRequested: LinkedCode = {
  code: 'autoscaler-without-requests',
  severity: 'warning',
  summary: 'An autoscaler measures use against requests that the containers do not have.',
};

export const scaling: LinkedCheck = {
  codes: [twoAutoscalers, replicasScaled, nothingRequested],
  check(object, around, report) {
    const own = object.facts.scaling;
    if (own) checkAutoscaler(object, own, around, report);
    checkReplicas(object, around, report);
  },
};

function checkAutoscaler(
  object: KnownObject,
  own: Scaling,
  { graph }: Around,
  report: LinkedReporter,
): void {
  const { name } = own.target;
  const other = autoscalersOf(graph, own.target, name.text, object).find(
    ({ facts }) => facts !== object.facts && facts.namespace === object.facts.namespace,
  );
  if (other)
    report(
      twoAutoscalers,
      name.range,
      `${other.facts.kind} ${quote(other.facts.name.text)} scales ${own.target.kind} ${quote(name.text)}, too, and each undoes what the other does: keep one`,
      { related: related(other) },
    );
  const targets = graph
    .named(own.target, name.text)
    .filter(
      ({ namespace, by }) =>
        isSameNamespace(namespace, object.facts.namespace) && !areApart(graph, object.uri, by.uri),
    );
  const [target] = targets;
  if (!target || targets.length > 1) return;
  for (const resource of own.ofRequests) {
    const lacking = target.by.facts.pods
      .flatMap(({ containers }) => containers)
      .find(
        ({ isInitial, requests, limits }) =>
          !isInitial && !(resource.text in requests) && !(resource.text in limits),
      );
    if (lacking)
      report(
        nothingRequested,
        resource.range,
        `container ${quote(lacking.name)} of ${own.target.kind} ${quote(name.text)} requests no ${resource.text}, of which a share is to be used: nothing is scaled; set resources.requests.${resource.text}`,
        { related: related(target.by) },
      );
  }
}

/** Those that may be in the cluster of an object, and in its namespace. */
function autoscalersOf(
  graph: Graph,
  kind: KindName,
  name: string,
  { uri, facts: { namespace } }: KnownObject,
): KnownObject[] {
  return [...graph.referringTo(kind, name)].filter(
    ({ facts, uri: its }) =>
      facts.scaling?.target.name.text === name &&
      facts.scaling.target.kind === kind.kind &&
      isSameNamespace(facts.namespace, namespace) &&
      !areApart(graph, uri, its),
  );
}

function checkReplicas(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { group, kind, name, pods } = object.facts;
  const replicas = pods.find((pod) => pod.replicas?.isWritten)?.replicas;
  if (group !== 'apps' || !replicas) return;
  const [autoscaler] = autoscalersOf(graph, { group, kind }, name.text, object);
  if (autoscaler)
    report(
      replicasScaled,
      replicas.range,
      `${autoscaler.facts.kind} ${quote(autoscaler.facts.name.text)} sets the replicas, and each apply sets them back to ${replicas.count}: leave the field out`,
      { related: related(autoscaler) },
    );
}
