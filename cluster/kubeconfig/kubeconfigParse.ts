/** One kubeconfig file as data, read as kubectl reads it (YAML 1.1); what kubectl refuses is told with its place. */
import { isAlias, isMap, isNode, isSeq, LineCounter } from 'yaml';
import type { Document } from 'yaml';
import type { KubeconfigProblem } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import { expansionText } from './expansionText.ts';
import { placeWords, wrongType } from './kubeconfigShape.ts';
import type { WrongType } from './kubeconfigShape.ts';
import { parseKubeconfigYaml } from './kubeconfigYaml.ts';
import { expandYaml } from './yamlExpansion.ts';
import { isObject, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export type ParsedKubeconfig = { readonly root: JsonObject } | KubeconfigProblem;

export function parseKubeconfig(file: string, text: string): ParsedKubeconfig {
  const broken = (why: string, line?: number): KubeconfigProblem => ({
    file,
    error: clusterError(
      'kubeconfig-broken',
      `The kubeconfig file ${file} cannot be used: ${why}. Correct it; other files of the list stay in use`,
    ),
    ...(line === undefined ? {} : { line }),
  });
  const lineCounter = new LineCounter();
  if (text.startsWith('\ufeff'))
    return broken('it begins with two byte order marks. Remove one', 1);
  // A lone carriage return ends a line for kubectl, and no place moves by this.
  const document = parseKubeconfigYaml(text.replace(/\r(?!\n)/g, '\n'), lineCounter);
  const error = document.errors[0];
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return broken(`it is not valid YAML at line ${line}, column ${col}`, line);
  }
  const expanded = expandYaml(document);
  if ('problem' in expanded) {
    const { line, col } = lineCounter.linePos(expanded.problem.offset);
    return broken(`at line ${line}, column ${col} ${expansionText(expanded.problem)}`, line);
  }
  const root = expanded.value;
  if (root === null || root === undefined) return { root: {} }; // kubectl takes an empty file too
  if (!isObject(root)) return broken('it is not a mapping with clusters, users and contexts');
  const lineOf = (path: WrongType['path']) => lineCounter.linePos(offsetAt(document, path)).line;
  const other = wrongHead(root);
  if (other) return broken(`${other.why} on line ${lineOf([other.key])}`, lineOf([other.key]));
  const type = wrongType(root);
  if (type) {
    const line = lineOf(type.path);
    return broken(`${placeWords(root, type.path)} on line ${line} ${type.why}`, line);
  }
  const wrong = doubledName(document, (offset) => lineCounter.linePos(offset).line);
  return wrong ? broken(wrong.why, wrong.line) : { root };
}

const lists = ['clusters', 'users', 'contexts'] as const;

interface Wrong {
  readonly why: string;
  readonly line: number;
}

function doubledName(document: Document.Parsed, lineOf: (at: number) => number): Wrong | undefined {
  for (const key of lists) {
    const list = document.get(key);
    const seen = new Map<string, number>();
    for (const item of isSeq(list) ? list.items : []) {
      if (!isMap(item)) continue;
      const name = item.get('name');
      if (typeof name !== 'string' || name === '') continue;
      const line = lineOf(item.range?.[0] ?? 0);
      const before = seen.get(name);
      if (before !== undefined) return twice(key, name, before, line);
      seen.set(name, line);
    }
  }
  return undefined;
}

/** kubectl takes a file for a kubeconfig that says nothing of itself, but for none that says to be something else. */
function wrongHead(root: JsonObject): { key: string; why: string } | undefined {
  for (const [key, wanted] of Object.entries({ apiVersion: 'v1', kind: 'Config' })) {
    const value = textAt(root, key);
    if (value !== undefined && value !== wanted) {
      return { key, why: `a kubeconfig has "${key}: ${wanted}", and another one stands` };
    }
  }
  return undefined;
}

/** Where the value at a path stands, or what of the way to it is written out in the file. */
function offsetAt(document: Document.Parsed, path: WrongType['path']): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (!isNode(next)) break;
    offset = next.range?.[0] ?? offset;
    node = isAlias(next) ? undefined : next;
  }
  return offset;
}

function twice(key: string, name: string, before: number, line: number): Wrong {
  const what = key.slice(0, -1);
  const places = before === line ? `twice on line ${line}` : `on lines ${before} and ${line}`;
  return {
    line,
    why: `it has two ${key} of the name ${name}, ${places}, and nothing says which ${what} is meant. Rename or remove one`,
  };
}
