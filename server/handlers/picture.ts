import {
  manifestPictureRequest,
  pictureRequest,
  type ManifestPictureParams,
  type PictureParams,
  type PictureResult,
} from '../../shared/protocol.ts';
import { withinFile } from '../wellFormed.ts';
import type { Handler } from './handler.ts';

export const picture: Handler<PictureParams, PictureResult> = {
  method: pictureRequest.method,
  fallback: null,
  run: async ({ uri, position }, { analysis }) => {
    await analysis.session.whereabouts.at(uri, pictureRequest.method);
    const file = analysis.file(uri);
    if (!file) return null;
    return analysis.picture(file, position && withinFile(file, { position }).position);
  },
};

export const manifestPicture: Handler<ManifestPictureParams, PictureResult> = {
  method: manifestPictureRequest.method,
  fallback: null,
  run: async (manifests, { analysis, token }) =>
    (await analysis.manifestPicture(manifests, token)) ?? null,
};
