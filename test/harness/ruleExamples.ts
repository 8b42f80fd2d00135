/** What the product reports on the examples of rules, and what its quick fixes make of them. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CancellationToken, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { codeActions } from '../../core/features/codeActions.ts';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { factsBySubject } from '../../core/rules/tables/index.ts';
import type { Session } from '../../core/session.ts';
import { readBody, readExamples, type Example, type Mark } from '../../tools/rules/exampleFile.ts';
import { rulesFolder } from '../../tools/rules/ruleIndex.ts';
import { severityName } from './manifests.ts';

export interface Found {
  readonly marks: Mark[];
  /** The fixes of all reports, applied; undefined where there are none. */
  readonly fixed?: { readonly titles: string; readonly text: string };
}

/** Facts of tables have examples of their own: elsewhere nobody wants to read them. */
const factCodes: ReadonlySet<unknown> = new Set(
  Object.values(factsBySubject)
    .flat()
    .map(({ code }) => code),
);

export const isFact = ({ code }: Pick<Diagnostic, 'code'>): boolean => factCodes.has(code);

/** Everything but facts of tables that is reported of the text, in its order. */
export async function findingsIn(session: Session, text: string): Promise<Found> {
  const uri = 'file:///example.yaml';
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the example is not read');
  const all = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
  const diagnostics = all.filter((each) => !isFact(each));
  const range = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };
  const actions = await codeActions(
    session,
    file,
    { range, context: { diagnostics } },
    CancellationToken.None,
  );
  session.close(uri);
  const fixes = actions.filter(({ isPreferred }) => isPreferred);
  return {
    marks: diagnostics.map(({ range: { start, end }, severity, code, message }) => ({
      line: start.line,
      start: start.character,
      end: end.line === start.line ? end.character : start.character,
      words: `${severityName(severity)}[${String(code)}]: ${typeof message === 'string' ? message : message.value}`,
    })),
    ...(fixes.length > 0 && {
      fixed: {
        titles: fixes.map(({ title }) => title).join('; '),
        text: applied(fixes, uri, text),
      },
    }),
  };
}

function applied(fixes: readonly CodeAction[], uri: string, text: string): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, character }: { line: number; character: number }): number =>
    (starts[line] ?? text.length) + character;
  return fixes
    .flatMap(({ edit }) => edit?.changes?.[uri] ?? [])
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((one, other) => other.start - one.start)
    .reduce(
      (left, { start, end, newText }) => left.slice(0, start) + newText + left.slice(end),
      text,
    );
}

/** The examples of all rules as they are given to the product. */
export function allRuleExamples(): (Pick<Example, 'kind'> & {
  readonly code: string;
  readonly text: string;
  readonly marks: Mark[];
})[] {
  return globSync('*/*.yaml', { cwd: rulesFolder })
    .sort()
    .flatMap((file) =>
      readExamples(readFileSync(join(rulesFolder, file), 'utf8')).map(({ kind, body }) => ({
        kind,
        code: basename(file, '.yaml'),
        ...readBody(body),
      })),
    );
}
