/** Schemas within a CustomResourceDefinition, and where they stand. */
import type { Node, Path } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export const schemaProps =
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1/JSONSchemaProps';

export function isSchemaRoot(path: Path): boolean {
  return path.at(-1) === 'openAPIV3Schema';
}

/** Below these a schema only narrows what stands beside it. */
export function isOnlyCondition(path: Path): boolean {
  return path.some(
    (step, index) =>
      typeof step === 'string' &&
      /^(allOf|anyOf|oneOf|not)$/.test(step) &&
      path[index - 1] !== 'properties',
  );
}

/** The field that a schema is of, for a message. */
export function nameOfSchemaAt(path: Path): string {
  const last = path.at(-1);
  if (isSchemaRoot(path)) return 'the schema';
  return typeof last === 'string' ? `"${last}"` : 'this';
}

/** Why a regular expression cannot be used. */
export function problemOfPattern(
  pattern: Node,
  { schema, patternBudget }: WalkContext,
): { readonly isInvalid: boolean; readonly reason: string } | undefined {
  const text = string(pattern);
  return text === undefined || !patternBudget
    ? undefined
    : schema?.patterns.problemOf(text, patternBudget);
}
