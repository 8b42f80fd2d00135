/** Formatting: the engine's work on each document by itself, so that one that does not parse leaves the others. */
import type { TextEdit } from 'vscode-languageserver-types';
import { withLineBreak } from '../yaml/lines.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { isYtt } from '../placeholders/ytt.ts';
import type { CancellationToken } from '../pacing/cancellation.ts';
import type { Session } from '../session.ts';
import { withListColumns } from './listColumns.ts';

/** `say` tells the user why nothing was done, where they would wonder. */
export async function format(
  session: Session,
  file: ManifestFile,
  say: (sentence: string) => void,
  token: CancellationToken,
): Promise<TextEdit[]> {
  if (!session.settingsOf(file).formatting.enabled) return [];
  if (session.surroundings.roleOf(file.path) === 'template') return [];
  const length = file.documents.reduce((sum, { text }) => sum + text.length, 0);
  if (length > maxLength) {
    say(
      `This file was not formatted: it has ${kilobytes(length)}, and to lay out more than ${kilobytes(maxLength)} takes too long. Split the file to have it formatted.`,
    );
    return [];
  }
  const engine = await session.engine();
  const edits: TextEdit[] = [];
  for (const document of file.documents) {
    if (token.isCancellationRequested) return [];
    if (isFilledIn(document) || !isPlain(document) || document.parsed.problems.length > 0) continue;
    const [edit] = await engine.format(document);
    if (!edit) continue;
    const laidOut = withListColumns(document, withLineBreak(edit.newText, '\n'));
    const newText = withLineBreak(laidOut, file.lineBreak);
    if (newText === document.raw) continue;
    edits.push({ range: document.fileRangeOf([0, document.text.length]), newText });
  }
  return edits;
}

/** What a template engine reads is laid out for it: a blank more makes another expression of it. */
function isFilledIn(document: ManifestDocument): boolean {
  return isTemplate(document) || document.parsed.unquoted !== undefined || isYtt(document.text);
}

/** Characters of a file; the engine needs some ten microseconds for each. */
const maxLength = 150_000;

function kilobytes(characters: number): string {
  return `${Math.round(characters / 1000)} kB`;
}

/** False for an empty document, and for nesting that no person writes: the engine's time grows with its square. */
function isPlain({ text, leftOut }: ManifestDocument): boolean {
  if (leftOut || !/^(?!---\s*$|\.\.\.\s*$).*\S/m.test(text)) return false;
  return !/^ {400}/m.test(text) && !/[[{]{200}/.test(text);
}
