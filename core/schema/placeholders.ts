/** Texts that an operator fills in before it reads them, such as Argo Workflows' `{{inputs.parameters.table}}`. */
import { hasTemplate } from '../placeholders/placeholdersIn.ts';
import type { TypedSchema } from './typedSchema.ts';

/** True for a text of which nobody can say yet what it will be; only kinds whose schema says so have them. */
export function isFilledInLater(typed: TypedSchema | undefined, value: unknown): boolean {
  return typeof value === 'string' && hasTemplate(value) && hasOwnTemplates(typed);
}

/** Whether whoever reads objects of the kind fills in `{{ }}` in their texts. */
export function hasOwnTemplates(typed: TypedSchema | undefined): boolean {
  return typed?.resolve(typed.root)['x-placeholders'] === true;
}
