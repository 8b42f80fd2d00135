import { expect, test } from 'vitest';
import { undefinedNames } from './pythonUndefined.ts';

const namesIn = (text: string): string[] =>
  undefinedNames(text, [0, text.length]).map(({ name }) => name);

test.each([
  ['x = os.environ["A"]', ['os']],
  ['x = {"a": true, "b": [null]}', ['true', 'null']],
  ['f(a=PREFIX)\nf(b=PREFIX)', ['f', 'PREFIX']],
  ['x = (\n  A,  # B\n  "C", f"{D}", rb\'E\', u"""\nF\n"""\n)', ['A']],
  ['c.Hub.x = join(1.5e3, 0x1F)', ['join']],
])('%j lacks %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each([
  'import os\nx = os.environ',
  'import a.b as os\nx = os.y',
  'from a import (\n  b,\n  c as d,\n)\nx = b(d)',
  'from a import *\nx = anything',
  'exec(open("a").read())\nx = anything',
  'globals()["a"] = 1\nx = a',
  'try:\n  import a\nexcept ImportError as e:\n  a = None\nx = a',
  'def f(a, *b, c: int = 1, **d):\n  return other\nx = f',
  'class A(Base):\n  x = later\ny = A()',
  'for a, (b, d) in [(1, (2, 3))]:\n  pass\nx = a + b + d',
  'x = [a for a in range(3)]\nf = lambda y: z',
  'with open("a") as f:\n  x = f\ny = f',
  'x = y if False else 1\nz = False and w',
  'print(__file__, KeyError, len([]))',
  'a = b = 1\nb += a\nx: Dict = {}',
  'if (n := 3):\n  pass\nx = n',
  'x = (',
  'f(a=1)\ndef f(a): pass',
  'if DEBUG:\n  x = other',
])('%j lacks nothing', (text) => {
  expect(namesIn(text)).toEqual([]);
});
