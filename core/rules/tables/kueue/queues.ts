/** Queues of Kueue: what its webhook refuses. */
import { get, items, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { above, textOf, type Here, type Test } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage('Kueue', 'https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/');
const queue = { kinds: ['kueue.x-k8s.io/ClusterQueue', 'kueue.x-k8s.io/Cohort'] };
const groups = 'spec.resourceGroups[]';

export const kueueQueues: readonly Rule[] = factsOf({ on: queue, by: 'webhook', source }, [
  {
    code: 'kueue-resource-order',
    each: groups,
    when: { flavors: hasOtherOrder },
    says: 'each flavor lists its resources in the order of "coveredResources": bring them into this order',
  },
  {
    code: 'kueue-flavor-again',
    each: `${groups}.flavors[]`,
    when: { name: isInEarlierGroup('flavors', 'name') },
    says: 'the flavor stands in another group already: a flavor belongs to one',
  },
  {
    code: 'kueue-resource-again',
    each: `${groups}.coveredResources[]`,
    when: { '': isInEarlierGroup('coveredResources') },
    says: 'the resource stands in another group already: a resource belongs to one',
  },
  {
    code: 'kueue-lending',
    each: `${groups}.flavors[].resources[]`,
    when: { lendingLimit: above('nominalQuota') },
    says: 'no more can be lent than there is: write at most "nominalQuota"',
  },
]);

/** The same resources in another order: how many there are, the CRD itself asks. */
function hasOtherOrder(found: Node | undefined, { node }: Here): boolean {
  const covered = items(get(node, 'coveredResources')).map(textOf);
  return items(found).some((flavor) => {
    const names = items(get(flavor, 'resources')).map((resource) => textOf(get(resource, 'name')));
    if (names.length !== covered.length || names.includes(undefined)) return false;
    return names.some((name, index) => name !== covered[index]);
  });
}

/** What an item of a list of one group says, or a field of it, stands in a group before. */
function isInEarlierGroup(list: string, field?: string): Test {
  return (found, { root, node }) => {
    const text = textOf(found);
    if (text === undefined) return false;
    for (const group of items(get(get(root, 'spec'), 'resourceGroups'))) {
      const members = items(get(group, list));
      if (members.includes(node)) return false;
      if (members.some((each) => textOf(field === undefined ? each : get(each, field)) === text))
        return true;
    }
    return false;
  };
}
