import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../../test/harness/growth.ts';
import { readHadoopXml } from './hadoopXml.ts';

test.each([
  ['tags that end nothing', (count: number) => '<a>'.repeat(count) + '</b>'.repeat(count)],
  ['signs that begin no tag', (count: number) => `${'<a '.repeat(count)}>`],
  ['properties without a name', (count: number) => '<property><value/></property>'.repeat(count)],
])('%s take time that grows with the text', async (_name, make) => {
  const grows = await tooFastGrowth({ make, work: (text) => readHadoopXml(text), count: 60_000 });
  expect(grows).toBeUndefined();
});
