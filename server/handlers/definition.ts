import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const definition: FileHandler<DefinitionParams, LocationLink[] | Location[]> = {
  method: 'textDocument/definition',
  fallback: [],
  run: (file, { position }, { analysis, client }) => {
    const links = analysis.definition(file, position);
    if (client.textDocument?.definition?.linkSupport) return links;
    return links.map(({ targetUri: uri, targetSelectionRange: range }) => ({ uri, range }));
  },
};
