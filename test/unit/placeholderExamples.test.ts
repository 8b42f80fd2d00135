/** The examples of all rules with one value after the other filled in by another tool: nothing is said that depends on it. */
import { expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { codes } from '../../core/findings/codes.ts';
import { ManifestDocument } from '../../core/model/manifestDocument.ts';
import type { Node, ScalarNode } from '../../core/yaml/node.ts';
import { testSession } from '../harness/manifests.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';

const session = testSession();
/** One of so many values is tried, each time another one of an example. */
const oneOf = 9;
/** Characters; examples with more repeat a line to be large. */
const maxLength = 3_000;

test('a value that is filled in makes no report', async () => {
  let count = 0;
  const made: string[] = [];
  for (const { code, text } of allRuleExamples()) {
    if (text.length > maxLength || text.includes('\n---')) continue;
    const before = new Set(await codesIn(text));
    for (const { span } of scalars(new ManifestDocument(text, 1).root)) {
      const [start, end] = span;
      if (/[|>]/.test(text.charAt(start)) || count++ % oneOf !== 0) continue;
      const filled = `${text.slice(0, start)}"\${VALUE}"${text.slice(end)}`;
      for (const found of await codesIn(filled))
        if (!before.has(found) && !isSaidBetter(found, before))
          made.push(`${code}: ${found} with ${text.slice(start, end)}`);
    }
  }
  expect(count).toBeGreaterThan(3_000);
  expect(made).toEqual([]);
});

/** Whether a code said more of it before: what is filled in now may have been a part of that. */
function isSaidBetter(code: string, before: ReadonlySet<string>): boolean {
  return [...before].some((each) => codes.get(each)?.supersedes?.includes(code));
}

async function codesIn(text: string): Promise<string[]> {
  const uri = 'file:///example.yaml';
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the example is not read');
  const found = await diagnosticsOf(session, file, CancellationToken.None);
  session.close(uri);
  return (found ?? []).map(({ code }) => String(code));
}

function* scalars(node: Node | undefined): Generator<ScalarNode> {
  if (node?.type === 'scalar') yield node;
  else if (node?.type === 'seq') for (const item of node.items) yield* scalars(item);
  else for (const { value } of node?.entries ?? []) yield* scalars(value);
}
