import { at, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import type { Visit } from '../../walk/visit.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from '../containers/podSpec.ts';
import { checkMounts, isTemplateOfOthers } from './mounts.ts';

export const rule: Rule = {
  code: 'unknown-volume',
  severity: 'error',
  claims: 'reference',
  summary: 'A container mounts a volume that its pod does not have.',
  source: inApiServer('core', 'ValidateVolumeMounts'),
  on: { types: ['core.v1/PodSpec'] },
  check(visit, report) {
    if (isTemplateOfOthers(visit)) return;
    checkMounts(containersOf(visit.node), volumeNames(visit), report);
  },
};

/** Names of the pod's volumes and, in a StatefulSet, of its claim templates. */
function volumeNames({ node, ctx }: Visit): Set<string> {
  const names = new Set<string>();
  for (const volume of list(get(node, 'volumes'))) add(names, get(volume, 'name'));
  if (ctx.gvk.kind === 'StatefulSet') {
    for (const claim of list(at(ctx.root, ['spec', 'volumeClaimTemplates']))) {
      add(names, at(claim, ['metadata', 'name']));
    }
  }
  return names;
}

function add(names: Set<string>, node: Node | undefined): void {
  const text = string(node);
  if (text !== undefined) names.add(text);
}
