import type { Location, ReferenceParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const references: FileHandler<ReferenceParams, Location[]> = {
  method: 'textDocument/references',
  fallback: [],
  run: (file, { position, context }, { analysis }) =>
    analysis.references(
      file,
      position,
      (context as typeof context | undefined)?.includeDeclaration === true,
    ),
};
