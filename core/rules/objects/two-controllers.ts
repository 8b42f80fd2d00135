import { get, type Node } from '../../yaml/node.ts';
import { placeOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'two-controllers',
  severity: 'error',
  claims: 'value',
  summary: 'Two owners of an object are its controller.',
  source: inApiServer('apimachinery/pkg/api/validation/objectmeta.go', 'ValidateOwnerReferences'),
  on: { types: ['meta.v1/ObjectMeta'] },
  check({ node }, report) {
    const owners = get(node, 'ownerReferences');
    const controllers = (owners?.type === 'seq' ? owners.items : []).filter(isController);
    const second = controllers[1];
    if (second) report(placeOf(second), 'a second owner has "controller: true": only one may');
  },
};

function isController(owner: Node): boolean {
  const value = get(owner, 'controller');
  return value?.type === 'scalar' && value.value === true;
}
