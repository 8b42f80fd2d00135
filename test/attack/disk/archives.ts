/** Packed charts as somebody makes them who wants to do harm. */
import { createGzip, gzipSync } from 'node:zlib';
import { once } from 'node:events';
import { tar, tgz, type TarEntry } from '../../harness/tar.ts';
import { dependsOn, schemaOf } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

const good: TarEntry = { name: 'dep/Chart.yaml', data: 'name: dep\nversion: 1.0.0\n' };
const schema: TarEntry = { name: 'dep/values.schema.json', data: schemaOf('own') };
const text = (size: number, data = '- some text\n'): string =>
  data.repeat(Math.ceil(size / data.length));
const yamlOf = (size: number): string => `name: dep\nversion: 1.0.0\nlist:\n${text(size)}`;

type Archives = Record<string, Uint8Array>;

const hostile: Record<string, () => Archives | Promise<Archives>> = {
  'a gzip of a gigabyte of zeros': async () => ({ 'dep-1.0.0.tgz': await zeros(1_000_000_000) }),
  'a chart, then a gigabyte of zeros': async () => ({
    'dep-1.0.0.tgz': Buffer.concat([
      gzipSync(tar([good]).subarray(0, 1024)),
      await zeros(1_000_000_000),
    ]),
  }),
  'a hundred archives of 49 MB of zeros': () => {
    const one = gzipSync(Buffer.alloc(49_000_000));
    return Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`dep-1.0.${at}.tgz`, one]));
  },
  'a Chart.yaml of 5 MB': () => ({ 'dep-1.0.0.tgz': tgz([{ ...good, data: yamlOf(5_000_000) }]) }),
  'a Chart.yaml of 30 MB': () => ({
    'dep-1.0.0.tgz': tgz([{ ...good, data: yamlOf(30_000_000) }]),
  }),
  'a Chart.yaml of 490 KB': () => ({ 'dep-1.0.0.tgz': tgz([{ ...good, data: yamlOf(490_000) }]) }),
  'a schema of 45 MB': () => ({
    'dep-1.0.0.tgz': tgz([
      good,
      { ...schema, data: `{"properties":{${text(45_000_000, '"p":{"type":"string"},')}"q":{}}}` },
    ]),
  }),
  'a long name of 100 MB': () => ({
    'dep-1.0.0.tgz': tgz([{ name: 'x', type: 'L', data: 'x'.repeat(100_000_000) }, good]),
    'dep-1.0.1.tgz': tgz([{ name: 'x', type: 'K', data: 'x'.repeat(100_000_000) }, good]),
  }),
  'a pax header of 100 MB': () => ({
    'dep-1.0.0.tgz': tgz([{ name: 'x', type: 'x', data: '1'.repeat(100_000_000) }, good]),
    'dep-1.0.1.tgz': tgz([
      { name: 'x', type: 'g', data: `30 path=${'x'.repeat(100_000_000)}` },
      good,
    ]),
  }),
  'a pax header of 300,000 digits, of negative and of no lengths': () => ({
    'dep-1.0.0.tgz': tgz([{ name: 'x', type: 'x', data: '1'.repeat(300_000) }, good]),
    'dep-1.0.1.tgz': tgz([{ name: 'x', type: 'x', data: '-5 a=b\n'.repeat(100_000) }, good]),
    'dep-1.0.2.tgz': tgz([{ name: 'x', type: 'x', data: '0 a=b\n'.repeat(100_000) }, good]),
  }),
  'a pax header with __proto__ and a size': () => ({
    'dep-1.0.0.tgz': tgz([
      { name: 'x', type: 'g', data: '18 __proto__=a=b\n\n13 size=1e99\n' },
      good,
    ]),
    'dep-1.0.1.tgz': tgz([{ name: 'x', type: 'x', data: '12 size=-99\n' }, good]),
  }),
  'sizes that are negative, huge, binary and no numbers': () => {
    const sizes = [
      '-0000000001\0',
      '77777777777\0',
      '\x80\0\0\0\0\0\0\0\0\0\x01\0',
      '\xff'.repeat(12),
      'xxxxxxxxxxx\0',
      ' '.repeat(12),
      '0x000000001\0',
    ];
    return Object.fromEntries(
      sizes.map((size, at) => [`dep-1.0.${at}.tgz`, tgz([{ ...good, size }])]),
    );
  },
  'names that climb, absolute names, links and devices': () => ({
    'dep-1.0.0.tgz': tgz([
      { name: '../../../../tmp/climbed', data: 'x' },
      { name: '/tmp/absolute', data: 'x' },
      { name: 'dep/Chart.yaml', type: '1', link: '/etc/passwd' },
      { name: 'dep/Chart.yaml', type: '2', link: '../../../out/Chart.yaml' },
      { name: 'dep/Chart.yaml', type: '3' },
      { name: 'dep/Chart.yaml', type: '6' },
      good,
    ]),
  }),
  'a million empty entries': () => ({
    'dep-1.0.0.tgz': gzipSync(repeated(tar([{ name: 'dep/x' }]).subarray(0, 512), 200_000)),
  }),
  'archives in archives, truncated ones, more behind the end, none at all': () => ({
    'dep-1.0.0.tgz': gzipSync(tgz([good])),
    'dep-1.0.1.tgz': tgz([good, schema]).subarray(0, 100),
    'dep-1.0.2.tgz': Buffer.concat([tgz([good]), Buffer.alloc(1_000_000, 'x')]),
    'dep-1.0.3.tgz': Buffer.from('no archive'),
    'dep-1.0.4.tgz': Buffer.alloc(0),
    'dep-1.0.5.tgz': Buffer.concat([tgz([good]).subarray(0, -8), Buffer.alloc(8)]),
    'dep-1.0.6.tgz': Buffer.alloc(19_000_000, 'x'),
  }),
  'an archive of 25 MB': () => ({ 'dep-1.0.0.tgz': Buffer.alloc(25_000_000, 'x') }),
};

export const archives: readonly Case[] = [
  ...Object.entries(hostile).map(([kind, make]): Case => ({
    name: `packed: ${kind}`,
    limits: { processorMs: 3_000, peakMB: 350 },
    async prepare(workspace) {
      workspace.put({ 'Chart.yaml': dependsOn('dep'), 'values.yaml': 'dep: { a: 1 }\n' });
      for (const [name, bytes] of Object.entries(await make()))
        workspace.put({ [`charts/${name}`]: bytes });
    },
    async run(workspace) {
      await workspace.ask('values.yaml');
      await settled(workspace.server.logged, () => workspace.server.processorMs());
      const found = await workspace.ask('values.yaml');
      for (const each of found) workspace.problems.push(`it says: ${JSON.stringify(each.message)}`);
    },
  })),
  {
    name: 'packed: a chart beside broken ones is used, and the log says what is left out',
    prepare(workspace) {
      workspace.put({
        'Chart.yaml': dependsOn('dep'),
        'charts/dep-2.0.0.tgz': gzipSync(Buffer.alloc(40_000_000)),
        'charts/dep-1.9.0.tgz': tgz([good, schema]),
        'values.yaml': 'dep: { a: 1 }\n',
      });
    },
    async run(workspace) {
      await workspace.ask('values.yaml');
      await settled(workspace.server.logged, () => workspace.server.processorMs());
      const found = await workspace.ask('values.yaml');
      if (!found.some(({ code }) => code === 'unknown-field'))
        workspace.problems.push('the chart is not used');
      const lines = workspace.server.logged.filter((line) => line.includes('is not read'));
      if (lines.length !== 1 || !lines[0]?.includes('dep-2.0.0.tgz'))
        workspace.problems.push(`the log says: ${lines.join('; ')}`);
    },
  },
  {
    name: 'packed: a thousand dependencies with an archive each',
    prepare(workspace) {
      const names = Array.from({ length: 1_000 }, (_, at) => `dep${at}`);
      workspace.put({
        'Chart.yaml': `name: hostile\nversion: 1.0.0\ndependencies:\n${names.map((name) => `- { name: ${name}, version: 1.0.0 }\n`).join('')}`,
        'values.yaml': 'dep1: { a: 1 }\n',
      });
      for (const name of names)
        workspace.put({
          [`charts/${name}-1.0.0.tgz`]: tgz([
            { ...good, name: `${name}/Chart.yaml` },
            { ...schema, name: `${name}/values.schema.json` },
          ]),
        });
    },
    async run(workspace) {
      await workspace.ask('values.yaml');
      await settled(workspace.server.logged, () => workspace.server.processorMs());
      await workspace.ask('values.yaml');
    },
  },
];

/** Waits until the server neither works nor says anything more. */
async function settled(logged: readonly string[], processorMs: () => number): Promise<void> {
  let before = '';
  for (let turn = 0; turn < 100; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const now = `${logged.length} ${Math.round(processorMs() / 50)}`;
    if (now === before) return;
    before = now;
  }
}

/** Packed piece by piece: it need not stand in memory. */
async function zeros(size: number): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const piece = Buffer.alloc(10_000_000);
  for (let written = 0; written < size; written += piece.length)
    if (!gzip.write(piece)) await once(gzip, 'drain');
  gzip.end();
  await once(gzip, 'end');
  return Buffer.concat(chunks);
}

function repeated(block: Uint8Array, count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, () => block));
}
