// `npm run generate`: writes what is generated and committed. After a commit it leaves no difference.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNodeScript } from './runNodeScript.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generators = ['../tools/rules/ruleIndex', 'generateSnippets', 'generateDocs'];

if (!generators.every((script) => runNodeScript(root, script))) process.exitCode = 1;
