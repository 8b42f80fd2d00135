/** Texts that an operator fills in before it reads them, such as Argo Workflows' `{{inputs.parameters.table}}`. */
import type { TypedSchema } from './typedSchema.ts';

/** True for a text of which nobody can say yet what it will be; only kinds whose schema says so have them. */
export function isFilledInLater(typed: TypedSchema | undefined, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    hasPlaceholder(value) &&
    typed?.resolve(typed.root)['x-placeholders'] === true
  );
}

function hasPlaceholder(text: string): boolean {
  const start = text.indexOf('{{');
  return start !== -1 && text.includes('}}', start + 2);
}
