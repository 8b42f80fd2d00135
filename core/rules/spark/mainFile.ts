/** The main file of a Spark application, unless it is filled in later or comes with Spark. */
import { get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';

export function mainFile(spec: Node): { readonly file?: Node; readonly text: string } {
  const file = get(spec, 'mainApplicationFile');
  const text = string(file) ?? '';
  return !file || text === '' || /[${}]/.test(text) || text === 'spark-internal'
    ? { text: '' }
    : { file, text };
}
