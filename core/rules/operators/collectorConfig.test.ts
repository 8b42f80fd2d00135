import { expect, test } from 'vitest';
import { parse } from '../../yaml/parse.ts';
import { at } from '../../yaml/node.ts';
import { collectorConfig } from './collectorConfig.ts';

function read(text: string): string | undefined {
  const { root } = parse(text);
  const config = root && collectorConfig(root, text);
  const name = config && at(config.node, ['service', 'extensions', 0]);
  if (!config || !name) return undefined;
  const [start, end] = config.place(name.span);
  return text.slice(start, end);
}

test('the configuration of a collector is read at its place, as fields or as a text', () => {
  expect(read('spec:\n  config:\n    service: { extensions: [zpages] }\n')).toBe('zpages');
  expect(read('spec:\n  config: |\n    service:\n      extensions: [zpages]\n')).toBe('zpages');
});

test('a text that is no YAML, or that a tool fills in, is left alone', () => {
  expect(read('spec:\n  config: |\n    service: [\n')).toBeUndefined();
  expect(
    read('spec:\n  config: |\n    {{ x }}\n    service: { extensions: [a] }\n'),
  ).toBeUndefined();
  expect(read('spec:\n  config: "service: { extensions: [a] }"\n')).toBeUndefined();
});
