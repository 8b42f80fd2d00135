// What the schema status item says about a document, as plain text.
import type { DocumentInfo } from '../../shared/protocol.ts';

export interface SchemaStatusText {
  text: string;
  detail: string;
  warning: boolean;
  docUrl?: string;
}

export function schemaStatus(info: DocumentInfo | undefined): SchemaStatusText {
  if (!info) return { text: 'No manifest', detail: 'not a Kubernetes manifest', warning: false };
  const place = info.count > 1 ? `document ${info.index + 1} of ${info.count}` : '';
  if (info.problem) {
    return { text: info.kind ?? 'Manifest', detail: join(info.problem, place), warning: true };
  }
  if (!info.kind || !info.apiVersion) {
    const missing = info.kind ? 'apiVersion' : info.apiVersion ? 'kind' : 'apiVersion and kind';
    return { text: 'No schema yet', detail: join(`type ${missing}`, place), warning: false };
  }
  const text = `${info.kind} (${info.apiVersion})`;
  if (!info.schema) return { text, detail: join('no schema for this kind', place), warning: true };
  const detail = join(`${info.schema.source} ${info.schema.version}`.trim(), place);
  return { text, detail, warning: false, docUrl: info.schema.docUrl };
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(', ');
}
