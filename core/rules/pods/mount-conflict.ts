import { at, get, type Node } from '../../yaml/node.ts';
import { boolean, isSet, keyOf, list, string } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Rule } from '../rule.ts';
import { containersOf } from '../containers/podSpec.ts';

export const rule: Rule = {
  code: 'mount-conflict',
  severity: 'error',
  claims: 'value',
  summary: 'Mounts of one container whose paths or settings contradict each other.',
  on: { types: ['core.v1/PodSpec'] },
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
