/** Mounts and devices of containers against the volumes of their pod. */
import { at, get, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { nearest } from '../../formats/nearest.ts';
import { podOf } from '../examples.ts';
import { boolean, isSet, keyOf, list, string } from '../read.ts';
import type { Reporter, Rule, Visit } from '../rule.ts';
import { containersOf } from './podSpec.ts';

export const unknownVolume: Rule = {
  code: 'unknown-volume',
  severity: 'error',
  summary: 'A container mounts a volume that its pod does not have.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    podOf(
      'volumeMounts: [{ name: dta, mountPath: /data }]',
      'volumes:\n- name: data\n  emptyDir: {}',
    ),
    podOf('volumeDevices: [{ name: disk, devicePath: /dev/xvda }]'),
  ],
  good: podOf(
    'volumeMounts: [{ name: data, mountPath: /data }]',
    'volumes:\n- name: data\n  emptyDir: {}',
  ),
  check(visit, report) {
    if (isTemplateOfOthers(visit)) return;
    checkMounts(containersOf(visit.node), volumeNames(visit), report);
  },
};

/** Comparing names is what takes time in a document full of unknown ones. */
const MAX_GUESSES = 50;

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

/** Pod templates in custom resources: their operators add volumes of their own. */
export function isTemplateOfOthers({ ctx }: Visit): boolean {
  return !['', 'apps', 'batch'].includes(ctx.gvk.group);
}

export const mountFields: Rule = {
  code: 'mount-conflict',
  severity: 'error',
  summary: 'Mounts of one container whose paths or settings contradict each other.',
  on: { types: ['core.v1/PodSpec'] },
  bad: [
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data }\n- { name: a, mountPath: /data/b, subPath: a, subPathExpr: b }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data, mountPropagation: Bidirectional }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data, recursiveReadOnly: Enabled }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeDevices: [{ name: a, devicePath: /dev/a }]',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
  ],
  good: [
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data }\n- { name: a, mountPath: /data/b, subPath: a }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data, mountPropagation: Bidirectional }\nsecurityContext: { privileged: true }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeMounts:\n- { name: a, mountPath: /data, readOnly: true, recursiveReadOnly: Enabled }',
      'volumes: [{ name: a, emptyDir: {} }]',
    ),
    podOf(
      'volumeDevices: [{ name: a, devicePath: /dev/a }]',
      'volumes: [{ name: a, persistentVolumeClaim: { claimName: a } }]',
    ),
  ],
  check({ node }, report) {
    const sources = new Map<string, Node>();
    for (const volume of list(get(node, 'volumes'))) {
      const name = string(get(volume, 'name'));
      if (name !== undefined) sources.set(name, volume);
    }
    const seen = new Set<Node>();
    for (const container of containersOf(node)) {
      const mounts = get(container, 'volumeMounts');
      if (mounts && seen.has(mounts)) continue;
      if (mounts) seen.add(mounts);
      checkContainer(container, sources, report);
    }
  },
};

function checkContainer(container: Node, volumes: Map<string, Node>, report: Reporter): void {
  const mounted = new Set<string>();
  const paths = new Set<string>();
  const isPrivileged = boolean(at(container, ['securityContext', 'privileged'])) === true;
  for (const mount of list(get(container, 'volumeMounts'))) {
    mounted.add(string(get(mount, 'name')) ?? '');
    checkPath(get(mount, 'mountPath'), paths, report);
    if (string(get(mount, 'subPath')) && string(get(mount, 'subPathExpr'))) {
      report(keyOf(mount, 'subPathExpr'), 'subPath and subPathExpr exclude each other: keep one');
    }
    const propagation = get(mount, 'mountPropagation');
    if (propagation && string(propagation) === 'Bidirectional' && !isPrivileged) {
      report(
        propagation,
        '"Bidirectional" needs a privileged container: use HostToContainer or make it privileged',
      );
    }
    const recursive = get(mount, 'recursiveReadOnly');
    const mode = string(recursive);
    if (
      recursive &&
      (mode === 'Enabled' || mode === 'IfPossible') &&
      boolean(get(mount, 'readOnly')) !== true
    ) {
      report(recursive, `"recursiveReadOnly: ${mode}" needs "readOnly: true": add it`);
    }
  }
  checkDevices(container, mounted, volumes, report);
}

function checkPath(path: Node | undefined, seen: Set<string>, report: Reporter): void {
  const text = string(path);
  if (!path || text === undefined) return;
  if (seen.has(text))
    report(path, `"${text}" is mounted twice in this container: change one of the paths`);
  seen.add(text);
}

function checkDevices(
  container: Node,
  mounted: ReadonlySet<string>,
  volumes: Map<string, Node>,
  report: Reporter,
): void {
  const paths = new Set<string>();
  const names = new Set<string>();
  for (const device of list(get(container, 'volumeDevices'))) {
    checkPath(get(device, 'devicePath'), paths, report);
    const name = get(device, 'name');
    const text = string(name);
    if (!name || text === undefined) continue;
    const volume = volumes.get(text);
    if (
      volume &&
      !isSet(get(volume, 'persistentVolumeClaim')) &&
      !isSet(get(volume, 'ephemeral'))
    ) {
      report(
        name,
        `volume "${text}" is not a claim: only persistentVolumeClaim and ephemeral volumes can be devices`,
      );
    } else if (mounted.has(text)) {
      report(name, `volume "${text}" is mounted and used as a device: keep one of both`);
    } else if (names.has(text)) {
      report(name, `volume "${text}" is twice a device of this container: remove one`);
    }
    names.add(text);
  }
}
