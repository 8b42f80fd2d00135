/** Texts that an operator fills in before it reads them, such as Argo Workflows' `{{inputs.parameters.table}}`. */
import type { SchemaView } from './schemaView.ts';

/** True for a text of which nobody can say yet what it will be; only kinds whose schema says so have them. */
export function isFilledInLater(view: SchemaView | undefined, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    hasPlaceholder(value) &&
    view?.resolve(view.root)['x-placeholders'] === true
  );
}

function hasPlaceholder(text: string): boolean {
  const start = text.indexOf('{{');
  return start !== -1 && text.includes('}}', start + 2);
}
