import { clusterObjectScheme } from '../shared/protocol.ts';

/** Documents that the server is told about. It decides itself which of them are manifests. */
export const documentSelector = ['yaml', 'json', 'jsonc'].flatMap((language) =>
  ['file', 'untitled', 'vscode-remote', 'vscode-vfs', clusterObjectScheme].map((scheme) => ({
    language,
    scheme,
  })),
);
