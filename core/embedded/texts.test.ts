import { describe, expect, test } from 'vitest';
import { parse } from '../yaml/parse.ts';
import { at, type Path } from '../yaml/node.ts';
import type { ConfigForm } from '../dictionaries/annotation.ts';
import { entriesOf } from './entries.ts';
import { fileAnnotation } from './files.ts';

/** Keys and values, each as what stands at its place in the text. */
function read(text: string, path: Path, form: ConfigForm): [string, string, string | undefined][] {
  const node = at(parse(text).root, path);
  if (!node) throw new Error('nothing stands there');
  return entriesOf({ of: 'mill', form }, node, text).map(({ keySpan, valueSpan, value }) => [
    text.slice(...keySpan),
    text.slice(...valueSpan),
    value,
  ]);
}

describe('lines of properties', () => {
  test('have places in a literal block, whatever its indentation', () => {
    const text = 'a: |\n    # comment\n    x.y=1\n\n    z : two words\n    spark.w   3\nb: 1\n';
    expect(read(text, ['a'], 'properties')).toEqual([
      ['x.y', '1', '1'],
      ['z', 'two words', 'two words'],
      ['spark.w', '3', '3'],
    ]);
  });

  test('have places in texts on one line, and in lists of them', () => {
    expect(read('a: x=1', ['a'], 'properties')).toEqual([['x', '1', '1']]);
    expect(read('a: "x=1"', ['a'], 'properties')).toEqual([['x', '1', '1']]);
    expect(read('a:\n  - x=1\n  - "y=2"\n', ['a'], 'lines')).toEqual([
      ['x', '1', '1'],
      ['y', '2', '2'],
    ]);
  });

  test('are left alone where their places are not those of the text', () => {
    expect(read('a: "x=\\u0031"', ['a'], 'properties')).toEqual([]);
    expect(read('a: >\n  x=1\n', ['a'], 'properties')).toEqual([]);
  });

  test('have no value that nobody knows yet', () => {
    const text = 'a: |\n  x=${ENV:X}\n  y=1,\\\n    2\n  ${z}=1\n  w=\n';
    expect(read(text, ['a'], 'properties')).toEqual([
      ['x', '${ENV:X}', undefined],
      ['y', '1,\\', undefined],
      ['w', 'w', ''],
    ]);
  });
});

test('settings of Flink are those of several keys, too', () => {
  expect(read('a: { x: { y: 1, z: 2 }, v.w: 3 }', ['a'], 'nested').map(([key]) => key)).toEqual([
    'y',
    'z',
    'v.w',
  ]);
});

describe('a file of a ConfigMap', () => {
  const programOf = (name: string, files: Record<string, string>): string | undefined =>
    fileAnnotation(undefined, parse(JSON.stringify(files)).root, name)?.of;

  test('is what its name says', () => {
    expect(programOf('spark-defaults.conf', {})).toBe('spark');
    expect(programOf('notes.txt', { 'notes.txt': 'connector.name=hive' })).toBeUndefined();
    expect(programOf('constructor', {})).toBeUndefined();
  });
});
