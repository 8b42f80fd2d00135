/** `flinkConfiguration` of a FlinkDeployment, whose keys may stand as they are or as mappings within mappings. */
import { at, get, type Node } from '../../yaml/node.ts';
import { textOf } from '../tables/conditions.ts';

/** However the key is split into mappings: `state.savepoints.dir` may stand as `savepoints.dir` below `state`. */
export function nested(node: Node | undefined, key: string): Node | undefined {
  const found = get(node, key);
  if (found !== undefined || node === undefined) return found;
  for (let dot = key.indexOf('.'); dot !== -1; dot = key.indexOf('.', dot + 1)) {
    const below = nested(get(node, key.slice(0, dot)), key.slice(dot + 1));
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The value of a key in the spec of a FlinkDeployment. */
export function flinkSetting(spec: Node | undefined, key: string): Node | undefined {
  return nested(get(spec, 'flinkConfiguration'), key);
}

/** A size as Flink reads it, in bytes: a bare number counts in bytes, `m` and `mb` are MiB. */
export function flinkBytes(text: string): number | undefined {
  const [, digits, unit = ''] =
    /^(\d+)\s*((?:b|bytes|k|kb|kibibytes|m|mb|mebibytes|g|gb|gibibytes|t|tb|tebibytes)?)$/i.exec(
      text.trim(),
    ) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * 1024 ** Math.max(0, 'bkmgt'.indexOf(unit.charAt(0).toLowerCase()));
}

/** `[1, 20]` of `v1_20`. */
export function flinkVersion(spec: Node | undefined): readonly [number, number] | undefined {
  const [, major, minor] = /^v(\d+)_(\d+)$/.exec(textOf(at(spec, ['flinkVersion'])) ?? '') ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}
