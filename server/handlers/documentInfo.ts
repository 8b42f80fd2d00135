import {
  documentInfoRequest,
  type DocumentInfoParams,
  type DocumentInfoResult,
} from '../../shared/protocol.ts';
import { withinFile } from '../wellFormed.ts';
import type { Handler } from './handler.ts';

export const documentInfo: Handler<DocumentInfoParams, DocumentInfoResult> = {
  method: documentInfoRequest.method,
  fallback: null,
  run: async ({ uri, position }, { analysis }) => {
    await analysis.session.whereabouts.at(uri, documentInfoRequest.method);
    const skipped = analysis.skippedInfo(uri);
    if (skipped) return skipped;
    const file = analysis.file(uri);
    return file ? analysis.documentInfo(file, withinFile(file, { position }).position) : null;
  },
};
