/** Disruption budgets against the pods that they keep. */
import { quote } from '../../formats/format.ts';
import type { Graph } from '../graph.ts';
import { podsWith, type PodWithOwner } from '../podsByLabel.ts';
import { isSameNamespace } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const budgetBlocksDrain: LinkedCode = {
  code: 'budget-blocks-drain',
  severity: 'warning',
  summary: 'A disruption budget keeps as many pods as there are, so that no node can be drained.',
};

export const budgets: LinkedCheck = {
  codes: [budgetBlocksDrain],
  check(object, { graph }, report) {
    const { leastPods, selectors, namespace } = object.facts;
    const [selector] = selectors;
    if (!leastPods || !selector || !graph.isWhole) return;
    const chosen = podsWith(graph, selector.labels, namespace);
    const [first] = chosen;
    const counts = chosen.map((each) => fixedCount(graph, each));
    if (!first || !counts.every((count) => count !== undefined)) return;
    const running = counts.reduce((sum, count) => sum + count, 0);
    if (running === 0 || leastPods.count < running) return;
    const { kind, name } = first.owner.facts;
    const those = running === 1 ? 'the one pod' : `all ${running} pods`;
    const of = chosen.length === 1 ? `${kind} ${quote(name.text)}` : 'the chosen workloads';
    report(
      budgetBlocksDrain,
      leastPods.range,
      `${those} of ${of} must stay, so that no node with one can be drained: write "maxUnavailable: 1" instead, or run more`,
      { related: related(first.owner) },
    );
  },
};

/** How many pods a workload of Kubernetes runs; undefined where something else may scale it. */
function fixedCount(graph: Graph, { owner, pod }: PodWithOwner): number | undefined {
  const { group, kind, name, namespace } = owner.facts;
  if (group !== 'apps' || kind === 'DaemonSet') return undefined;
  const isScaled = [...graph.referringTo({ group, kind }, name.text)].some(
    ({ facts }) => facts.scaling && isSameNamespace(facts.namespace, namespace),
  );
  return isScaled ? undefined : pod.replicas?.count;
}
