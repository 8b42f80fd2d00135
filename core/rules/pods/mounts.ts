/** Mounts and devices of containers against the volumes of their pod. */
import { get, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearest } from '../../formats/nearest.ts';
import { list, string } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Visit } from '../../walk/visit.ts';

/** Comparing names is what takes time in a document full of unknown ones. */
export const MAX_GUESSES = 50;

/** Reports mounts and devices of `containers` whose volume is not in `known`. */
export function checkMounts(
  containers: readonly Node[],
  known: ReadonlySet<string>,
  report: Reporter,
  hint = 'under "volumes"',
): void {
  /** A list that an alias repeats is looked at once. */
  const seen = new Set<Node>();
  let guesses = MAX_GUESSES;
  for (const container of containers) {
    for (const key of ['volumeMounts', 'volumeDevices']) {
      const mounts = get(container, key);
      if (!mounts || seen.has(mounts)) continue;
      seen.add(mounts);
      for (const mount of list(mounts)) {
        const name = get(mount, 'name');
        const text = string(name);
        if (!name || text === undefined || known.has(text)) continue;
        const meant = guesses-- > 0 ? nearest(text, [...known]) : undefined;
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
