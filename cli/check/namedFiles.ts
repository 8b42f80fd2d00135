/** Files that somebody named, one by one, and that hold nothing to check. Of what lies in a folder that was named nobody asked. */
import { isTemplate } from '../../core/model/isTemplate.ts';
import { ManifestDocument } from '../../core/model/manifestDocument.ts';
import { textOf } from '../../core/workspace/textOf.ts';
import { documentStarts } from '../../core/yaml/splitDocuments.ts';
import { parse } from '../../core/yaml/parse.ts';
import { yamlProblemText } from '../../core/yaml/yamlProblemText.ts';

/** More is no manifest that somebody wrote, and reading it once more would take its time. */
const maxCharacters = 1_500_000;

/** Why nothing of such a file was checked; undefined where something was, or where it is empty. */
export function nothingToCheck(bytes: Buffer): string | undefined {
  const text = textOf(bytes);
  if (text.includes('\0')) return 'it is no text, so nothing of it was checked';
  if (text.length > maxCharacters || text.includes('apiVersion')) return undefined;
  if (isTemplate(new ManifestDocument(text, 1))) return undefined;
  const starts = documentStarts(text);
  let isEmpty = true;
  for (const [index, start] of starts.entries()) {
    const { root, problems } = parse(text.slice(start, starts[index + 1]));
    const [problem] = problems.filter(({ isLocal }) => !isLocal);
    if (problem) {
      const line = text.slice(0, start + problem.span[0]).split('\n').length;
      const words = yamlProblemText(problem, text.slice(start));
      return `it cannot be read as YAML, so nothing of it was checked: line ${line}: ${words}`;
    }
    if (root?.type === 'map' || root?.type === 'seq') return undefined;
    if (root && root.value !== null) isEmpty = false;
  }
  return isEmpty
    ? undefined
    : 'it holds a text and no YAML with fields, so nothing of it was checked';
}
