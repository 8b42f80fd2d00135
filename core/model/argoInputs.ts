/** Inputs of templates of Argo: which there are, and which a template cannot do without. */
import { get, isNull, isTrue, items, text, type Node } from '../yaml/node.ts';

export type Passed = 'parameters' | 'artifacts';

export const passedKinds: readonly Passed[] = ['parameters', 'artifacts'];

/** Where an artifact may come from. */
export const artifactLocations: readonly string[] = [
  ...['from', 'fromExpression', 's3', 'gcs', 'git', 'http', 'raw', 'hdfs', 'oss', 'azure'],
  ...['artifactory', 'plugin'],
];

/** Names that a list of parameters or artifacts declares; undefined where one is filled in later. */
export function namesIn(declared: Node | undefined): string[] | undefined {
  if (declared?.filledIn) return undefined;
  const names = items(declared).map((item) => text(get(item, 'name')));
  const known = names.flatMap((name) => (name === undefined || name.includes('{{') ? [] : [name]));
  return known.length === names.length ? known : undefined;
}

/** Whether a template cannot do without an input. */
export function isNeeded(input: Node, what: Passed): boolean {
  if (what === 'parameters')
    return !['default', 'value', 'valueFrom'].some((key) => get(input, key) !== undefined);
  return (
    !isTrue(get(input, 'optional')) && !artifactLocations.some((key) => isWritten(get(input, key)))
  );
}

function isWritten(node: Node | undefined): boolean {
  return node !== undefined && !isNull(node);
}
