/** One kubeconfig file as data, read as kubectl reads it (YAML 1.1); what kubectl refuses is told with its place. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Tags } from 'yaml';
import { expandYaml, isMergeTag, mergeTag } from '../../../shared/yamlExpansion.ts';
import { expansionText } from '../../../shared/yamlErrorText.ts';
import type { KubeconfigProblem } from './api.ts';
import { clusterError } from './errors.ts';
import { isObject } from './values.ts';
import type { JsonObject } from './values.ts';

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
  const document = parseDocument(text, {
    lineCounter,
    version: '1.1',
    customTags: (tags) => [mergeTag, ...withoutTimes(tags).filter((tag) => !isMergeTag(tag))],
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false, // the last one counts, as for kubectl
  });
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
  for (const key of lists) {
    const list = root[key];
    if (list !== undefined && list !== null && !Array.isArray(list)) {
      return broken(`${key} is not a list`);
    }
  }
  const wrong = wrongNames(document, (offset) => lineCounter.linePos(offset).line);
  return wrong ? broken(wrong.why, wrong.line) : { root };
}

const lists = ['clusters', 'users', 'contexts'] as const;

/** kubectl knows no times of the day and no dates: `12:30` and `2030-01-31` are texts. */
function withoutTimes(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      !(tag.tag === 'tag:yaml.org,2002:timestamp' || ('format' in tag && tag.format === 'TIME')),
  );
}

interface Wrong {
  readonly why: string;
  readonly line: number;
}

function wrongNames(document: Document.Parsed, lineOf: (at: number) => number): Wrong | undefined {
  const current = textProblem(document.get('current-context', true), '"current-context"', lineOf);
  if (current) return current;
  for (const key of lists) {
    const list = document.get(key);
    const seen = new Map<string, number>();
    for (const item of isSeq(list) ? list.items : []) {
      if (!isMap(item)) continue;
      const name = item.get('name', true);
      const problem = textProblem(name, `a name in "${key}"`, lineOf);
      if (problem) return problem;
      const text = isScalar(name) && typeof name.value === 'string' ? name.value : '';
      const line = lineOf(item.range?.[0] ?? 0);
      const before = seen.get(text);
      if (before !== undefined && text) return twice(key, text, before, line);
      seen.set(text, line);
    }
  }
  return undefined;
}

/** kubectl takes no number and no truth value where a text belongs. */
function textProblem(
  node: unknown,
  what: string,
  lineOf: (at: number) => number,
): Wrong | undefined {
  if (!isScalar(node) || node.value === null || typeof node.value === 'string') return undefined;
  const line = lineOf(node.range?.[0] ?? 0);
  const kind = typeof node.value === 'boolean' ? 'a truth value' : 'a number';
  return { line, why: `${what} on line ${line} is ${kind} in YAML. Put it in quotes` };
}

function twice(key: string, name: string, before: number, line: number): Wrong {
  const what = key.slice(0, -1);
  const places = before === line ? `twice on line ${line}` : `on lines ${before} and ${line}`;
  return {
    line,
    why: `it has two ${key} of the name ${name}, ${places}, and nothing says which ${what} is meant. Rename or remove one`,
  };
}
