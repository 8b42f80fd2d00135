/**
 * The entry of the server's program. With `--cache FOLDER` Node keeps the compiled code there, so that the next start need not
 * compile it anew: the one thing that the server writes. Without it nothing is written. Node before 22.1 knows no such cache.
 */
import nodeModule from 'node:module';
import { answerTo } from './commandLine.ts';

declare const __PRODUCT_VERSION__: string;

const [, folder] = process.argv.slice(process.argv.indexOf('--cache'));
const isAsked = process.argv.includes('--cache') && folder !== undefined;
if (isAsked && 'enableCompileCache' in nodeModule) nodeModule.enableCompileCache(folder);

const said = answerTo(process.argv.slice(2), __PRODUCT_VERSION__);
if (said) {
  (said.exitCode === 0 ? process.stdout : process.stderr).write(said.text);
  process.exitCode = said.exitCode;
} else void import('./process.ts');
