import type { PodSpecFacts } from '../../../shared/kindFacts.ts';
import { at, get, type Node } from '../../yaml/node.ts';
import { isFilled, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from '../containers/podSpec.ts';
import { nodeAt, placesAt, stepsOf } from '../tables/path.ts';
import { checkMountLists, mountListsOf } from './mounts.ts';

export const rule: Rule = {
  code: 'unknown-volume',
  severity: 'error',
  claims: 'reference',
  summary: 'A container mounts a volume that its pod does not have.',
  source: inApiServer('core', 'ValidateVolumeMounts'),
  on: { kinds: ['*'] },
  check({ node: object, ctx: { podSpecs = [] } }, report) {
    for (const facts of podSpecs) {
      const { refusedBy, adds = [] } = facts;
      const isElsewhere = (name: string): boolean =>
        isFilledInLater(name) || adds.some((pattern) => isNamedAs(pattern, name));
      for (const { node: spec } of placesAt(object, facts.at)) {
        const containers = containersIn(spec, facts);
        const names = volumeNames({ spec, object, containers }, facts);
        if (!names || [...names].some(isFilledInLater)) continue;
        checkMountLists(mountsIn(spec, containers, facts), names, report, {
          ...(refusedBy && { enforcedBy: refusedBy }),
          isElsewhere,
        });
      }
    }
  },
};

interface PodInObject {
  readonly spec: Node;
  readonly object: Node;
  readonly containers: readonly Node[];
}

/** Names of the volumes and claim templates of a pod; undefined where further ones come from elsewhere. */
function volumeNames(
  { spec, object, containers }: PodInObject,
  { volumes = [], unless = [] }: PodSpecFacts,
): Set<string> | undefined {
  const isSetAt = (path: string): boolean => {
    const { isFromRoot, steps } = stepsOf(path);
    return isFilled(nodeAt(isFromRoot ? object : spec, steps));
  };
  if (unless.some(isSetAt)) return undefined;
  const lists = volumes.flatMap((path) => nodesAt(object, path));
  const names = new Set<string>();
  // Volumes that stand in a container by mistake are told as such, and meant.
  const misplaced = containers.map((container) => get(container, 'volumes'));
  for (const declared of [get(spec, 'volumes'), ...lists, ...misplaced]) {
    // A claim template may stand alone.
    for (const item of declared?.type === 'map' ? [declared] : list(declared)) {
      const name = string(get(item, 'name')) ?? string(at(item, ['metadata', 'name']));
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

function containersIn(spec: Node, { containers }: PodSpecFacts): Node[] {
  return containers ? containers.flatMap((path) => nodesAt(spec, path)) : containersOf(spec);
}

function mountsIn(spec: Node, containers: readonly Node[], { mounts = [] }: PodSpecFacts): Node[] {
  return [...mountListsOf(containers), ...mounts.flatMap((path) => nodesAt(spec, path))];
}

function nodesAt(from: Node, path: string): Node[] {
  return placesAt(from, path).map(({ node }) => node);
}

function isNamedAs(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** By the operator: `{{inputs.parameters.volume}}`, `$(VOLUME)`. */
function isFilledInLater(name: string): boolean {
  return /[{$]/.test(name);
}
