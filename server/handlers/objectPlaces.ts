import {
  objectPlacesRequest,
  type ObjectPlacesParams,
  type ObjectPlacesResult,
} from '../../shared/protocol.ts';
import { isRecord } from '../../shared/json.ts';
import type { Handler } from './handler.ts';

export const objectPlaces: Handler<ObjectPlacesParams, ObjectPlacesResult> = {
  method: objectPlacesRequest.method,
  fallback: [],
  run: (params, { analysis }) => (isWellFormed(params) ? analysis.objectPlaces(params) : []),
};

/** Any client may send anything. */
function isWellFormed(params: unknown): params is ObjectPlacesParams {
  if (!isRecord(params)) return false;
  const { apiVersion, kind, name, namespace } = params;
  const isText = (value: unknown) => typeof value === 'string';
  return [apiVersion, kind, name].every(isText) && (namespace === undefined || isText(namespace));
}
