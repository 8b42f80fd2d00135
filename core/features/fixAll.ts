/** One action that applies all fixes of a file that only write the same in another way. */
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Slices } from '../pacing/turns.ts';
import type { Session } from '../session.ts';
import { FixTrial } from './fixTrial.ts';
import { judgementOf } from './judgement.ts';
import { textEdit } from './textEdit.ts';

/** Editors apply it when a file is saved, where the user wants that. */
export const fixAllKind = 'source.fixAll.dataPlatform';

/** Undefined where there is nothing to do. */
export async function fixAll(
  session: Session,
  file: ManifestFile,
  slices: Slices,
): Promise<CodeAction | undefined> {
  const rules = session.rulesFor(file);
  const edits: TextEdit[] = [];
  for (const document of [...file.documents]) {
    const verdict = await slices.run(judgementOf(session, file, document).finish());
    const trial = new FixTrial(session, file, document);
    let done = 0;
    for (const finding of verdict?.findings ?? []) {
      const { code, fix } = finding;
      if (!fix?.isSafe || rules[code] === 'off') continue;
      const sorted = [...fix.edits].sort(([one], [other]) => one[0] - other[0]);
      const [first] = sorted;
      // What overlaps with an earlier fix is done the next time.
      if (!first || first[0][0] < done || !(await slices.run(trial.run(finding, fix)))) continue;
      for (const edit of sorted) edits.push(textEdit(file, document, edit));
      done = (sorted.at(-1) ?? first)[0][1] + 1;
    }
  }
  if (edits.length === 0) return undefined;
  const title = 'Apply all fixes that do not change the meaning';
  return { title, kind: fixAllKind, edit: { changes: { [file.uri]: edits } } };
}
