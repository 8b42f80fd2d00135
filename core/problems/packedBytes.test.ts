import { expect, test } from 'vitest';
import { PackedBytes } from './packedBytes.ts';

test('what was added is given away once, packed or not', () => {
  const packed = new PackedBytes();
  const texts = Array.from(
    { length: 50 },
    (_, at) => [`${at}.yaml`, `${at} `.repeat(30_000)] as const,
  );
  for (const [path, text] of texts) packed.add(path, Buffer.from(text));
  packed.add('last.yaml', Buffer.from('last'));
  packed.add('empty.yaml', Buffer.alloc(0));
  const given = new Map(
    [...packed.take()].map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
  );
  expect(given).toEqual(new Map([...texts, ['last.yaml', 'last'], ['empty.yaml', '']]));
  expect([...packed.take()]).toEqual([]);
});
