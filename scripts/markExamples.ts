// `node scripts/markExamples.ts FILES`: writes into examples of rules what the built product reports on them. To be read before
// it is committed: a mark says what is, not what should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  readBody,
  readExamples,
  withMarks,
  writeExamples,
  type Example,
} from '../tools/rules/exampleFile.ts';
import type { Session } from '../core/session.ts';
import { linkedFolder } from '../tools/rules/ruleIndex.ts';
import { testSession } from '../test/harness/manifests.ts';
import { findingsIn } from '../test/harness/ruleExamples.ts';

const ofOneObject = testSession();
// What is said between objects is said once all are known: here an example is a whole workspace.
const ofObjectsTogether = testSession();
ofObjectsTogether.graph.isWhole = true;
for (const file of process.argv.slice(2)) {
  const before = readFileSync(file, 'utf8');
  const isLinked = resolve(file).startsWith(linkedFolder);
  const after = await marked(isLinked ? ofObjectsTogether : ofOneObject, before);
  if (after !== before) writeFileSync(file, after);
}

async function marked(session: Session, text: string): Promise<string> {
  const result: Example[] = [];
  for (const example of readExamples(text)) {
    if (example.kind === 'fixed') continue;
    const { marks, fixed } = await findingsIn(session, readBody(example.body).text);
    result.push({ ...example, body: withMarks(example.body, marks) });
    if (fixed) result.push({ kind: 'fixed', title: fixed.titles, body: fixed.text });
  }
  return writeExamples(result);
}
