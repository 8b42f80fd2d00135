/**
 * The entry of the server's program. With `--cache FOLDER` Node keeps the compiled code there, so that the next start need not
 * compile it anew: the one thing that the server writes. Without it nothing is written. Node before 22.1 knows no such cache.
 */
import nodeModule from 'node:module';

const [, folder] = process.argv.slice(process.argv.indexOf('--cache'));
const isAsked = process.argv.includes('--cache') && folder !== undefined;
if (isAsked && 'enableCompileCache' in nodeModule) nodeModule.enableCompileCache(folder);

void import('./main.ts');
