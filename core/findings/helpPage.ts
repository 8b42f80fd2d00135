/** Where a code is explained on the web: the one place that knows how the pages of docs/ lie there. */
import { linkedCodes } from '../graph/checks/index.ts';
import { rulesBySubject } from '../rules/index.ts';
import { factsBySubject } from '../rules/tables/index.ts';

/** The page of a code with its anchor, below docs/. */
export function helpPage(code: string): string {
  if (code.startsWith('format-')) return `formats.md#${code.slice('format-'.length)}`;
  return `rules/${subjects.get(code) ?? 'fields'}.md#${code}`;
}

/** Its address; `homepage` is that of package.json, a repository on GitHub. */
export function helpAddress(homepage: string, code: string): string {
  return `${homepage}/blob/main/docs/${helpPage(code)}`;
}

/** The page of what is checked between objects. */
export const linkedSubject = 'objects-together';

const subjects: ReadonlyMap<string, string> = new Map([
  ...[...Object.entries(rulesBySubject), ...Object.entries(factsBySubject)].flatMap(
    ([subject, rules]) => rules.map(({ code }) => [code, subject] as const),
  ),
  ...linkedCodes.map(({ code }) => [code, linkedSubject] as const),
]);
