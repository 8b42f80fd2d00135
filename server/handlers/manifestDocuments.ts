import {
  manifestDocumentsRequest,
  type ManifestDocumentsParams,
  type ManifestDocumentsResult,
} from '../../shared/protocol.ts';
import type { Handler } from './handler.ts';

export const manifestDocuments: Handler<ManifestDocumentsParams, ManifestDocumentsResult> = {
  method: manifestDocumentsRequest.method,
  fallback: null,
  run: async ({ uri }, { analysis, token }) => {
    await analysis.session.whereabouts.at(uri, manifestDocumentsRequest.method);
    const file = analysis.file(uri);
    return file ? analysis.manifestDocuments(file, token) : null;
  },
};
