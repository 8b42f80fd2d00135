import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { FrameReader } from './frames.ts';
import { StandardWriter } from './standardStreams.ts';

function read(stream: PassThrough): unknown[] {
  const { bodies, fault } = new FrameReader().take(stream.read() as Buffer);
  expect(fault).toBeUndefined();
  return bodies.map((body) => JSON.parse(body.toString('utf8')) as unknown);
}

const first = { message: 'there is no field "imge" here', code: 'unknown-field' };
const second = { message: 'größer als 3 → 2 🙂', code: 'invalid-value' };

test.each([
  ['nothing', []],
  ['one', [first]],
  ['several, not all of them ASCII', [first, second]],
])('reports of %s come over as they are, asked for once and again', async (_, items) => {
  const stream = new PassThrough();
  const writer = new StandardWriter(stream);
  const report = { jsonrpc: '2.0', id: 7, result: { kind: 'full', resultId: 'a', items } };
  const again = { ...report, id: 'eight', result: { kind: 'full', items: [...items, first] } };
  await writer.write(report);
  await writer.write(again);
  expect(read(stream)).toEqual([report, again]);
});

test.each([
  { jsonrpc: '2.0', id: 1, result: null },
  { jsonrpc: '2.0', id: 1, result: { kind: 'full', items: 'none' } },
  { jsonrpc: '2.0', id: 1, result: { isIncomplete: true, items: [second] } },
  { jsonrpc: '2.0', method: 'window/logMessage', params: { message: 'größer' } },
])('any other message, too: %j', async (message) => {
  const stream = new PassThrough();
  await new StandardWriter(stream).write(message);
  expect(read(stream)).toEqual([message]);
});
