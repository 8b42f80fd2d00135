/** The editor's help for `.dpm.yaml` itself: what is wrong in it, what may be typed, what a key is for. */
import { basename } from 'node:path';
import {
  CompletionItemKind,
  DiagnosticSeverity,
  MarkupKind,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type Position,
} from 'vscode-languageserver-types';
import { own } from '../../shared/own.ts';
import { plainLine } from '../../shared/plainText.ts';
import { ruleLevels } from '../../shared/settings.ts';
import { diagnosticSource } from '../features/diagnosticSource.ts';
import { cursorAt } from '../features/completion/cursorAt.ts';
import { plainEdit } from '../features/completion/place.ts';
import { codes } from '../findings/codes.ts';
import { prose } from '../markdown/markdown.ts';
import type { Finding } from '../findings/finding.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { pathAt } from '../model/pathAt.ts';
import { configurationKeys, configurationName } from './configuration.ts';
import { configurationCode, readConfiguration } from './readConfiguration.ts';
import { secondDocument, settingsDocument } from './settingsDocument.ts';

export function isConfiguration({ uri }: Pick<ManifestFile, 'uri'>): boolean {
  return basename(uri) === configurationName;
}

export function configurationDiagnostics(file: ManifestFile): Diagnostic[] {
  const document = settingsDocument(file.documents) ?? file.documentAt(0);
  const found = readConfiguration(document).findings.map((finding) =>
    diagnosticOf(finding, document),
  );
  const second = secondDocument(file.documents);
  if (!second) return found;
  const [start, end] = second.root?.span ?? [0, 0];
  const atFirstLine = second.text.slice(start, end).split('\n', 1)[0]?.length ?? 0;
  const unread: Finding = {
    span: [start, start + atFirstLine],
    severity: 'warning',
    code: configurationCode,
    message: 'only the first document of this file counts: move what stands here into it',
  };
  return [...found, diagnosticOf(unread, second)];
}

function diagnosticOf(
  { span, severity, code, message }: Finding,
  document: ManifestDocument,
): Diagnostic {
  return {
    range: document.fileRangeOf(span),
    message: plainLine(message, 1_000),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    source: diagnosticSource,
  };
}

export function configurationHover(file: ManifestFile, place: Position): Hover | undefined {
  const { document, position } = file.locate(place);
  const found = pathAt(document.root, document.offsetAt(position));
  const [key, code] = found?.path ?? [];
  if (!found || key === undefined) return undefined;
  const text =
    key === 'rules' && typeof code === 'string'
      ? codeText(code)
      : own(configurationKeys, String(key));
  return text === undefined
    ? undefined
    : {
        contents: { kind: MarkupKind.Markdown, value: text },
        range: document.fileRangeOf(found.entry.key.span),
      };
}

export function configurationCompletion(file: ManifestFile, place: Position): CompletionItem[] {
  const { document, position } = file.locate(place);
  const cursor = cursorAt(document, position);
  if (!cursor) return [];
  const item = (label: string, text: string, kind: CompletionItemKind): CompletionItem => ({
    label,
    kind,
    ...plainEdit({ document, position, cursor }, text, label),
  });
  const documented = (label: string, value: string | undefined): CompletionItem => ({
    ...item(label, cursor.hasColon ? label : `${label}: `, CompletionItemKind.Property),
    ...(value !== undefined && { documentation: { kind: MarkupKind.Markdown, value } }),
  });
  const [section] = cursor.path;
  if (cursor.valueKey !== undefined)
    return section === 'rules'
      ? ruleLevels.map((level) => item(level, level, CompletionItemKind.EnumMember))
      : [];
  const isFree = (name: string): boolean => !cursor.siblings.has(name);
  if (section === undefined)
    return Object.entries(configurationKeys)
      .filter(([key]) => isFree(key))
      .map(([key, text]) => documented(key, text));
  if (section !== 'rules' || cursor.path.length > 1) return [];
  return [...codes.keys()].filter(isFree).map((code) => documented(code, codeText(code)));
}

function codeText(code: string): string | undefined {
  const known = codes.get(code);
  return known && `${prose(known.summary)} (${known.severity})`;
}
