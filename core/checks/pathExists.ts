/** A path in the file of a tool that leads to nothing on disk. */
import { quote } from '../formats/format.ts';
import type { PathAnnotation } from '../schema/schema.ts';
import type { LookUp } from '../walk/visit.ts';
import type { Check } from './check.ts';

export const pathExists: Check = {
  code: 'missing-path',
  severity: 'warning',
  claims: 'advice',
  summary: 'A kustomization, Chart.yaml or helmfile names a file or folder that is not there.',
  ofWords: ['x-path'],
  check({ node, schema, ctx }, report) {
    const how = schema?.['x-path'];
    if (!how || !ctx.lookUp || node.type !== 'scalar' || typeof node.value !== 'string') return;
    if (how === 'file unless handled' && ctx.text.includes('missingFileHandler')) return;
    const path = pathIn(node.value, how);
    if (path === undefined) return;
    const message = problemOf(path, how, ctx.lookUp(path));
    if (message !== undefined) report(node, message);
  },
};

function problemOf(
  path: string,
  how: PathAnnotation,
  found: ReturnType<LookUp>,
): string | undefined {
  const name = quote(path);
  if (found === undefined) return undefined;
  if (found === 'nothing')
    return `there is no ${wanted[how]} ${name}: correct the path, or make it`;
  if (how === 'kustomization' && found === 'file')
    return `${name} is a file: name a folder that holds a kustomization`;
  const isKustomization = how === 'kustomization' || how === 'kustomization or manifest';
  if (isKustomization && found === 'folder')
    return `the folder ${name} holds no kustomization.yaml: kustomize takes no folder without one`;
  if (how === 'file' && found !== 'file') return `${name} is a folder: name a file`;
  return undefined;
}

const wanted: Readonly<Record<PathAnnotation, string>> = {
  file: 'file',
  'file unless handled': 'file',
  kustomization: 'folder',
  'kustomization or manifest': 'file or folder',
  'file or text': 'file',
  'any or text': 'file or folder',
  'key and file': 'file',
  'folder by address': 'folder',
};

/** The path on disk that a value names; none for texts, addresses and what is filled in later. */
function pathIn(written: string, how: PathAnnotation): string | undefined {
  if (how === 'folder by address')
    return written.startsWith('file://') ? local(written.slice('file://'.length)) : undefined;
  if (how === 'key and file') return local(written.slice(written.indexOf('=') + 1));
  return local(written);
}

function local(path: string): string | undefined {
  const isOther = path === '' || /[\n*{}<>$?]|^[\w+.-]{1,20}:|@/.test(path) || path.startsWith('/');
  return isOther ? undefined : path;
}
