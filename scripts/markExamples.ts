// `node scripts/markExamples.ts FILES`: writes into examples of rules what the built product reports on them. To be read before
// it is committed: a mark says what is, not what should be.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  readBody,
  readExamples,
  withMarks,
  writeExamples,
  type Example,
} from '../tools/rules/exampleFile.ts';
import { testSession } from '../test/harness/manifests.ts';
import { findingsIn } from '../test/harness/ruleExamples.ts';

const session = testSession();
for (const file of process.argv.slice(2)) {
  const before = readFileSync(file, 'utf8');
  const after = await marked(before);
  if (after !== before) writeFileSync(file, after);
}

async function marked(text: string): Promise<string> {
  const result: Example[] = [];
  for (const example of readExamples(text)) {
    if (example.kind === 'fixed') continue;
    const { marks, fixed } = await findingsIn(session, readBody(example.body).text);
    result.push({ ...example, body: withMarks(example.body, marks) });
    if (fixed) result.push({ kind: 'fixed', title: fixed.titles, body: fixed.text });
  }
  return writeExamples(result);
}
