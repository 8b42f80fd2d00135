/** Mounts and devices of containers against the volumes of their pod. */
import { get, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearestName } from '../../formats/nearest.ts';
import { containersOf } from '../containers/podSpec.ts';
import { list, string } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Visit } from '../../walk/visit.ts';

/** Comparing names is what takes time in a document full of unknown ones. */
const maxGuesses = 50;

/** Reports mounts and devices of `containers` whose volume is not in `known`. */
export function checkMounts(
  containers: readonly Node[],
  known: ReadonlySet<string>,
  report: Reporter,
  hint = 'under "volumes"',
): void {
  /** A list that an alias repeats is looked at once. */
  const seen = new Set<Node>();
  let guesses = maxGuesses;
  for (const container of containers) {
    for (const key of ['volumeMounts', 'volumeDevices']) {
      const mounts = get(container, key);
      if (!mounts || seen.has(mounts)) continue;
      seen.add(mounts);
      for (const mount of list(mounts)) {
        const name = get(mount, 'name');
        const text = string(name);
        if (!name || text === undefined || known.has(text)) continue;
        const meant = guesses-- > 0 ? nearestName(text, [...known]) : undefined;
        const advice = meant ? `write ${meant}` : `declare it ${hint}`;
        report(name, `no volume is called "${text}": ${advice}`, {
          ...(meant && {
            fix: { title: `Replace with ${meant}`, edits: [[name.span, yamlText(meant)]] },
          }),
        });
      }
    }
  }
}

/** Pod templates in custom resources: their operators add volumes of their own. */
export function isTemplateOfOthers({ ctx }: Visit): boolean {
  return !['', 'apps', 'batch'].includes(ctx.gvk.group);
}

/** Containers of a pod; of those that share a list of mounts through an alias the first. */
export function mountingContainers(podSpec: Node): Node[] {
  const seen = new Set<Node>();
  return containersOf(podSpec).filter((container) => {
    const mounts = get(container, 'volumeMounts');
    if (!mounts) return true;
    return !seen.has(mounts) && seen.add(mounts);
  });
}

/** Devices of a container by the name of their volume. */
export function devicesOf(container: Node): { readonly name: Node; readonly text: string }[] {
  return list(get(container, 'volumeDevices')).flatMap((device) => {
    const name = get(device, 'name');
    const text = string(name);
    return name && text !== undefined ? [{ name, text }] : [];
  });
}
