/** Follows references from schema to schema. */
import type { TypeSchema } from './schema.ts';

/** References that lead one to the next: nobody writes as many, and a circle never ends. */
const maxSteps = 100;

/** Allows everything: what a reference into nowhere and a circle of references stand for. */
export const openSchema: TypeSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/**
 * The schema at the end of the references that begin here. What stands beside a reference counts before what it leads to.
 * `target` finds the schema of a reference, which may be one again.
 */
export function followReferences(
  schema: TypeSchema,
  target: ($ref: string) => TypeSchema | undefined,
): TypeSchema {
  const beside: TypeSchema[] = [];
  let here = schema;
  while (here.$ref !== undefined) {
    const { $ref, ...siblings } = here;
    beside.unshift(siblings);
    here = (beside.length < maxSteps ? target($ref) : undefined) ?? openSchema;
  }
  return beside.length === 0 ? schema : (Object.assign({}, here, ...beside) as TypeSchema);
}
