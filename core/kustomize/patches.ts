/** The patches of a kustomization, whether they stand in it or in files of their own. */
import { dirname, resolve } from 'node:path';
import { isAddress } from './kustomization.ts';
import { entry, get, items, text, type Node, type Span } from '../yaml/node.ts';
import type { ReadText } from './resources.ts';

export interface KustomizePatch {
  /** What it says; undefined where that cannot be read. */
  readonly text: string | undefined;
  /** The value that holds the text, or names the file. */
  readonly node: Node;
  readonly isFile: boolean;
  readonly target: Node | undefined;
  readonly place: Span;
}

export interface Beside {
  /** Of the kustomization. */
  readonly path: string;
  readonly read: ReadText;
}

export function patchesOf(root: Node, beside: Beside): KustomizePatch[] {
  const targeted = ['patches', 'patchesJson6902'].flatMap((key) => items(get(root, key)));
  return [
    ...targeted.flatMap((item) => patchIn(item, beside)),
    ...items(get(root, 'patchesStrategicMerge')).flatMap((item) => {
      const written = text(item);
      if (written === undefined || item.filledIn) return [];
      return written.includes('\n') ? [inline(item, item)] : [fileAt(item, item, beside)];
    }),
  ];
}

function patchIn(item: Node, beside: Beside): KustomizePatch[] {
  const [path, patch] = [get(item, 'path'), get(item, 'patch')];
  if (patch && !patch.filledIn && text(patch) !== undefined) return [inline(item, patch)];
  if (path && !path.filledIn && text(path) !== undefined) return [fileAt(item, path, beside)];
  return [];
}

function inline(item: Node, node: Node): KustomizePatch {
  const place = entry(item, 'patch')?.key.span ?? node.span;
  return { text: text(node), node, isFile: false, target: get(item, 'target'), place };
}

function fileAt(item: Node, node: Node, beside: Beside): KustomizePatch {
  const written = text(node) ?? '';
  const path = !isAddress(written) ? resolve(dirname(beside.path), written) : undefined;
  const read = path === undefined ? undefined : beside.read(path);
  return { text: read, node, isFile: true, target: get(item, 'target'), place: node.span };
}
