import { chartsRequest, type ChartsResult } from '../../shared/protocol.ts';
import type { Handler } from './handler.ts';

export const charts: Handler<object, ChartsResult> = {
  method: chartsRequest.method,
  fallback: [],
  run: (_params, { analysis }) => analysis.charts,
};
