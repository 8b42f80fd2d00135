import { at, entries, get, type Node } from '../../yaml/node.ts';
import type { Reporter } from '../../checks/check.ts';
import { list, string } from '../read.ts';
import { replacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';
import { deprecatedNodeLabels } from './nodeLabels.ts';

export const rule: Rule = {
  code: 'deprecated-node-label',
  severity: 'warning',
  claims: 'advice',
  summary: 'Nodes are chosen by a label that has another name now.',
  source: inKubernetes('pkg/api/node/util.go', 'GetNodeLabelDeprecatedMessage'),
  on: {
    types: [
      'core.v1/PodSpec',
      'core.v1/NodeSelectorRequirement',
      'core.v1/TopologySpreadConstraint',
      'core.v1/TopologySelectorLabelRequirement',
      'node.v1/Scheduling',
      'storage.v1/CSIStorageCapacity',
    ],
  },
  check({ node }, report) {
    const labels = [get(node, 'nodeSelector'), at(node, ['nodeTopology', 'matchLabels'])];
    for (const { key } of labels.flatMap(entries)) reportLabel(key, key.source, report);
    for (const item of list(at(node, ['nodeTopology', 'matchExpressions'])))
      reportKey(item, report);
    reportKey(node, report);
  },
};

function reportKey(node: Node, report: Reporter): void {
  for (const name of ['key', 'topologyKey']) {
    const value = get(node, name);
    if (value) reportLabel(value, string(value) ?? '', report);
  }
}

function reportLabel(node: Node, label: string, report: Reporter): void {
  if (!deprecatedNodeLabels.has(label)) return;
  const successor = deprecatedNodeLabels.get(label);
  const advice = successor === undefined ? 'choose nodes by another one' : `write ${successor}`;
  report(node, `the node label ${label} is deprecated: ${advice}`, {
    ...(successor !== undefined && replacedBy(node, successor)),
  });
}
