import { expect, test } from 'vitest';
import { exactJson, parseExactJson } from './exactJson.ts';

test('whole numbers keep all of their digits, both ways', () => {
  const text =
    '{"a":9007199254740993,"b":[-9223372036854775808,18446744073709551615],"c":9007199254740991,"d":1.5,"e":1e300}';
  expect(parseExactJson(text)).toEqual({
    a: 9007199254740993n,
    b: [-9223372036854775808n, 18446744073709551615n],
    c: 9007199254740991,
    d: 1.5,
    e: 1e300,
  });
  expect(exactJson(parseExactJson(text))).toBe(text.replace('1e300', '1e+300'));
});

test('what JSON.stringify writes is written alike', () => {
  const value = {
    text: 'a "b" \\ \n \u2028',
    list: [null, true, { x: undefined, y: 0 }],
    'odd key': {},
  };
  expect(exactJson(value)).toBe(JSON.stringify(value));
});

test('a number that JSON has no word for is not turned into null', () => {
  expect(exactJson({ a: Infinity, b: -Infinity, c: Number.NaN })).toBe(
    '{"a":.inf,"b":-.inf,"c":.nan}',
  );
});

test('text that is no JSON throws, with long numbers in it as without', () => {
  expect(() => parseExactJson('{')).toThrow(SyntaxError);
  expect(() => parseExactJson('{"a":12345678901234567890,')).toThrow(SyntaxError);
});
