/** Which files of ConfigMaps the containers of an object find under other names than their keys. */
import { get, items, text, type Node } from '../yaml/node.ts';
import type { Visit } from '../walk/visit.ts';
import type { MountedFile } from './facts.ts';

/** Gathers volumes and mounts on the walk over an object, whichever of its parts they stand in. */
export class MountsSeen {
  /** By name; none where two parts of the object have different volumes of that name. */
  readonly #volumes = new Map<string, readonly FileOfVolume[] | undefined>();
  readonly #mounts: Node[] = [];

  note({ type, node, isNarrowing }: Visit): void {
    if (isNarrowing || node.filledIn) return;
    if (type === 'core.v1/VolumeMount') this.#mounts.push(node);
    if (type !== 'core.v1/Volume') return;
    const name = text(get(node, 'name'));
    if (name === undefined) return;
    const files = filesOf(node);
    const isOther =
      this.#volumes.has(name) && JSON.stringify(this.#volumes.get(name)) !== JSON.stringify(files);
    this.#volumes.set(name, isOther ? undefined : files);
  }

  get files(): MountedFile[] {
    const found = this.#mounts.flatMap((mount) => this.#filesOfMount(mount));
    const byPlace = found.map((file) => [JSON.stringify(file), file] as const);
    return [...new Map(byPlace).values()];
  }

  #filesOfMount(mount: Node): MountedFile[] {
    const files = this.#volumes.get(text(get(mount, 'name')) ?? '') ?? [];
    const path = text(get(mount, 'mountPath'))?.replace(/\/$/, '');
    if (path === undefined || !isPath.test(path)) return [];
    const part = get(mount, 'subPath');
    const subPath = text(part);
    return files.flatMap(({ configMap, key, path: inside }): MountedFile[] => {
      // A directory of the volume is no file.
      if (part && subPath !== (inside ?? key ?? subPath)) return [];
      const own = key ?? subPath;
      const where = part ? path : `${path}/${inside ?? ''}`;
      const isTold = own === undefined || where.endsWith(`/${own}`) || !isPath.test(where);
      return isTold ? [] : [{ configMap, key: own, path: where }];
    });
  }
}

/** What a volume puts somewhere. */
interface FileOfVolume {
  readonly configMap: string;
  /** Absent: each key under its own name. */
  readonly key?: string;
  readonly path?: string;
}

function filesOf(volume: Node): FileOfVolume[] {
  const projected = items(get(get(volume, 'projected'), 'sources'));
  return [volume, ...projected].flatMap((source) => {
    const configMap = get(source, 'configMap');
    const name = text(get(configMap, 'name'));
    if (name === undefined) return [];
    const list = get(configMap, 'items');
    if (!list) return [{ configMap: name }];
    return items(list).flatMap((item) => {
      const key = text(get(item, 'key'));
      const path = text(get(item, 'path'));
      return key === undefined || path === undefined ? [] : [{ configMap: name, key, path }];
    });
  });
}

/** One that nobody fills in later. */
const isPath = /^\/[\w./-]+$/;
