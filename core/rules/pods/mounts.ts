/** Mounts and devices of containers against the volumes of their pod. */
import { get, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearestName } from '../../formats/nearest.ts';
import { containersOf } from '../containers/podSpec.ts';
import { list, string } from '../read.ts';
import type { ReportDetails, Reporter } from '../../checks/check.ts';

/** Comparing names is what takes time in a document full of unknown ones. */
const maxGuesses = 50;

/** Reports mounts and devices of `containers` whose volume is not in `known`. */
export function checkMounts(
  containers: readonly Node[],
  known: ReadonlySet<string>,
  report: Reporter,
  hint: string,
): void {
  checkMountLists(mountListsOf(containers), known, report, { hint });
}

/** Lists of mounts and of devices. */
export function mountListsOf(containers: readonly Node[]): Node[] {
  return containers.flatMap((container) =>
    ['volumeMounts', 'volumeDevices'].flatMap((key) => get(container, key) ?? []),
  );
}

/** What is known of mounts beside the volumes, and how unknown ones are told. */
export interface MountOptions extends Pick<ReportDetails, 'enforcedBy'> {
  /** Where a volume is declared. */
  readonly hint?: string;
  /** Whether a volume of this name comes from elsewhere. */
  readonly isElsewhere?: (name: string) => boolean;
}

/** Reports items of lists of mounts whose volume is not in `known`. */
export function checkMountLists(
  lists: readonly Node[],
  known: ReadonlySet<string>,
  report: Reporter,
  { hint = 'under "volumes"', isElsewhere, ...details }: MountOptions,
): void {
  let guesses = maxGuesses;
  // A list that an alias repeats is looked at once.
  for (const mount of [...new Set(lists)].flatMap(list)) {
    const name = get(mount, 'name');
    const text = string(name);
    if (!name || text === undefined || known.has(text) || isElsewhere?.(text)) continue;
    const meant = guesses-- > 0 ? nearestName(text, [...known]) : undefined;
    const advice = meant ? `write ${meant}` : `declare it ${hint}`;
    report(name, `no volume is called "${text}": ${advice}`, {
      ...details,
      ...(meant && {
        fix: { title: `Replace with ${meant}`, edits: [[name.span, yamlText(meant)]] },
      }),
    });
  }
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
