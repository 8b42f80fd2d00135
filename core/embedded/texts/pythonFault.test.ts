import { expect, test } from 'vitest';
import { pythonFault } from './pythonFault.ts';

/** What stands at the place, in its line. */
function faultIn(text: string): string | undefined {
  const fault = pythonFault(text, [0, text.length]);
  if (!fault) return undefined;
  const line = text.slice(0, fault.span[0]).split('\n').length;
  return `${line} ${text.slice(...fault.span)}`;
}

test.each([
  ['A = {\n  "B": 1,\nC = 2', '1 {'],
  ['A = [1, 2)\nB = 1', '1 )'],
  ['A = 1)\n', '1 )'],
  ['A = "x\nB = 1', '1 "'],
  ["A = '''x\nB = 1", "1 '"],
  ['A = 1\n  B = 2', '2 B = 2'],
  ['if A:\nB = 2', '2 B = 2'],
  ['def f():\n    # nothing\n', '1 :'],
  ['if A:\n    B = 2\n  C = 3', '3 C = 3'],
  ['if A\n    B = 2', '1 if A'],
  ['A = 2GB', '1 2GB'],
  ['A = {\n  "b": 0755}', '2 0755'],
  ['class A(object)\n    b = 1', '1 class A(object)'],
  ["A = f\"{x['a']}\nB = 1", '1 "'],
])('%j is wrong at %s', (text, place) => {
  expect(faultIn(text)).toBe(place);
});

test.each([
  'A = {\n  "B": 1,\n}\n',
  'A = """\n  B = (\n"""\nC = 1',
  'A = "it\'s" # it\'s (',
  'A = 1 + \\\n    2\nB = 3',
  'if A:\n    B = 2\nelse:\n    B = 3\n\nC = 4',
  'if A: B = 2\nC = 3',
  'def f(\n    a,\n):\n  return {\n"a": a}\n',
  'A = f"{x["it\'s"]}"\nB = 1',
  'A = f"{x:\'>10}" + f"{{" + f"{y!r:{width}}"',
  "A = rf'{x}' 'b' \"c\"",
  'A = "\\""\nB = lambda x: x\n',
  'async def f():\n\tpass\n',
  'class A:\n    """Words."""\n\n    b = 1\n\n    def c(self):\n        return 1\nD = 2',
  'if_any = 1\nformat = 2',
  'x = [1, 0x1F, 0b1_0, 0o17, 00, 1_000, 1e5, 1.5e-5, .5, 3j, 1.2j, 1E3, a1, 0if y else 2]',
  'x = "2GB"  # 2GB',
  'try:\n    a()\nexcept (A, B):\n    pass\nfinally:\n    b()',
  '    A = 1\n    if A:\n      B = 2\n',
  'if A:\n  B = f"{x["it\'s {"]}"\n C = (',
  '# only words (\n',
  '',
])('%j is right', (text) => {
  expect(faultIn(text)).toBeUndefined();
});
