/** Properties of Spark and of Hadoop in an application, wherever they are set. */
import { at, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';

/** A property of Hadoop, wherever it is set. */
export function hadoopProperty(spec: Node, key: string): Node | undefined {
  return at(spec, ['hadoopConf', key]) ?? at(spec, ['sparkConf', `spark.hadoop.${key}`]);
}

/** The S3 endpoint, unless it is Amazon's or filled in later. */
export function s3Endpoint(spec: Node): { readonly endpoint?: Node; readonly text?: string } {
  const endpoint = hadoopProperty(spec, 'fs.s3a.endpoint');
  const text = string(endpoint);
  return !endpoint || !text || /amazonaws\.com|[${}]/.test(text) ? {} : { endpoint, text };
}
