/** Conditions of CRDs with values: a schema that has the condition, and values of which some fulfil it. */

export interface Case {
  readonly schema: object;
  readonly rule: string;
  readonly values: readonly unknown[];
}

const text = { type: 'string', maxLength: 100 };
const whole = { type: 'integer' };
const list = (items: object): object => ({ type: 'array', maxItems: 10, items });
const of = (properties: Record<string, object>, more: object = {}): object => ({
  type: 'object',
  properties,
  ...more,
});
const either = {
  'x-kubernetes-int-or-string': true,
  anyOf: [{ type: 'integer' }, { type: 'string' }],
};

export const cases: readonly Case[] = [
  // numbers, and fields that are there or not
  {
    schema: of({ min: whole, max: whole }),
    rule: 'self.min <= self.max',
    values: [
      { min: 1, max: 2 },
      { min: 3, max: 2 },
    ],
  },
  {
    schema: of({ a: text, b: text }),
    rule: 'has(self.a) != has(self.b)',
    values: [{ a: 'x' }, { a: 'x', b: 'y' }, {}, { a: null, b: 'y' }],
  },
  {
    schema: of({ a: text, b: text }),
    rule: '[has(self.a), has(self.b)].exists_one(x, x)',
    values: [{ b: 'x' }, { a: '', b: '' }],
  },
  {
    schema: of({ a: { ...whole, default: 5 } }),
    rule: 'self.a > 3',
    values: [{}, { a: 2 }, { a: null }],
  },
  {
    schema: of({ n: { type: 'number' } }),
    rule: 'self.n < 1',
    values: [{ n: 0.5 }, { n: 2 }, { n: 1 }],
  },
  {
    schema: of({ n: { type: 'number' }, i: whole }),
    rule: 'self.n < self.i',
    values: [
      { n: 0.5, i: 1 },
      { n: 2, i: 1 },
    ],
  },
  { schema: whole, rule: 'self % 2 == 1', values: [3, 4, -1] },
  { schema: { type: 'boolean' }, rule: '!self', values: [true, false] },
  {
    schema: of({ 'my-name': text, 'a.b': text }),
    rule: 'self.my__dash__name == self.a__dot__b',
    values: [
      { 'my-name': 'x', 'a.b': 'x' },
      { 'my-name': 'x', 'a.b': 'y' },
    ],
  },
  {
    schema: of({ namespace: text }),
    rule: "self.__namespace__ != 'default'",
    values: [{ namespace: 'a' }, { namespace: 'default' }],
  },
  {
    schema: of({ a__b: text }),
    rule: "self.a__underscores__b == 'x'",
    values: [{ a__b: 'x' }, { a__b: 'y' }],
  },
  {
    schema: of({ nest: of({ on: { type: 'boolean', default: true } }, { default: {} }) }),
    rule: 'self.nest.on',
    values: [{}, { nest: {} }, { nest: { on: false } }],
  },
  {
    schema: of({ mode: text, size: whole }),
    rule: "self.mode == 'big' ? self.size > 10 : true",
    values: [
      { mode: 'big', size: 5 },
      { mode: 'small', size: 5 },
      { mode: 'big', size: 50 },
    ],
  },
  // texts
  { schema: text, rule: "self.matches('^[a-z]+$')", values: ['abc', 'aBc', 'abc\n'] },
  {
    schema: text,
    rule: "self.startsWith('a') && self.endsWith('z') && self.contains('-')",
    values: ['a-z', 'az'],
  },
  { schema: text, rule: 'self.size() <= 3', values: ['abc', 'abcd', 'äöü', '😀😀😀'] },
  {
    schema: text,
    rule: "self.find('^[^@]+') == 'al2'",
    values: ['al2@latest', 'al2023@latest', '@'],
  },
  { schema: text, rule: "self.find('[0-9]+') == ''", values: ['abc'] },
  { schema: text, rule: "self.split(',').size() == 2", values: ['a,b', 'a', 'a,b,c'] },
  {
    schema: text,
    rule: 'self.lowerAscii() == self && self.trim() == self',
    values: ['abc', 'Abc', ' abc'],
  },
  {
    schema: text,
    rule: "self.substring(1, 2) == 'b' && self.indexOf('c') == 2",
    values: ['abc', 'bac'],
  },
  { schema: text, rule: "self.replace('a', 'b') == 'bb'", values: ['ab', 'ac'] },
  { schema: text, rule: "self < 'm'", values: ['a', 'z', 'm'] },
  { schema: text, rule: 'int(self) > 3', values: ['4', '2'] },
  { schema: text, rule: "duration(self) >= duration('1m')", values: ['30s', '1h', '1m'] },
  { schema: text, rule: "self in ['a', 'b']", values: ['a', 'c'] },
  // lists and mappings
  { schema: list(whole), rule: 'self.all(x, x > 0)', values: [[1, 2], [1, -2], []] },
  { schema: list(whole), rule: 'self.exists(x, x == 3)', values: [[3], [4], []] },
  {
    schema: list(text),
    rule: "self.filter(x, x.startsWith('a')).size() == 1",
    values: [
      ['a', 'b'],
      ['a', 'ab'],
    ],
  },
  {
    schema: list(whole),
    rule: 'self.map(x, x * 2).sum() < 10',
    values: [
      [1, 2],
      [5, 6],
    ],
  },
  {
    schema: list(whole),
    rule: 'self.isSorted()',
    values: [
      [1, 2, 2],
      [2, 1],
    ],
  },
  {
    schema: list(whole),
    rule: 'self.size() == 0 || (self.max() - self.min() < 5 && self.indexOf(3) != 0)',
    values: [[1, 4], [1, 9], [3, 4], []],
  },
  {
    schema: list(text),
    rule: 'self.all(x, self.exists_one(y, x == y))',
    values: [
      ['a', 'b'],
      ['a', 'a'],
    ],
  },
  {
    schema: { type: 'object', maxProperties: 5, additionalProperties: text },
    rule: "self.all(key, key.startsWith('a') && self[key] != 'x')",
    values: [{ ab: 'y' }, { b: 'y' }, { ab: 'x' }],
  },
  {
    schema: { type: 'object', maxProperties: 5, additionalProperties: text },
    rule: "'a' in self",
    values: [{ a: '1' }, { b: '1' }],
  },
  {
    schema: list(of({ name: text, port: whole })),
    rule: "self.exists_one(x, x.name == 'http' && has(x.port))",
    values: [[{ name: 'http', port: 1 }], [{ name: 'http' }]],
  },
  // Kubernetes' own
  {
    schema: either,
    rule: "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('1Gi'))",
    values: ['2Gi', '500Mi', 3],
  },
  {
    schema: text,
    rule: "isQuantity(self) && quantity(self).compareTo(quantity('1000M')) == 0",
    values: ['1G', '1Gi', '5GB'],
  },
  { schema: text, rule: 'sign(quantity(self)) == 1', values: ['1', '-1', '0'] },
  {
    schema: text,
    rule: "quantity(self).add(quantity('1')).isLessThan(quantity('2'))",
    values: ['500m', '1500m'],
  },
  {
    schema: text,
    rule: 'isIP(self) && ip(self).family() == 4',
    values: ['10.0.0.1', '::1', 'x', '10.0.0.01'],
  },
  {
    schema: text,
    rule: "isCIDR(self) && cidr(self).containsIP('10.1.2.3')",
    values: ['10.0.0.0/8', '11.0.0.0/8', 'fd00::/8', '10.0.0.0'],
  },
  {
    schema: text,
    rule: "cidr('10.0.0.0/8').containsCIDR(self)",
    values: ['10.1.0.0/16', '10.0.0.0/7'],
  },
  {
    schema: text,
    rule: 'isCIDR(self) && cidr(self).prefixLength() <= 24',
    values: ['10.0.0.0/24', '10.0.0.0/25'],
  },
  {
    schema: text,
    rule: "isURL(self) && url(self).getScheme() == 'https'",
    values: ['https://a.b/c', 'http://a.b', 'a.b', 'HTTPS://a'],
  },
  {
    schema: text,
    rule: "url(self).getHostname() == 'a.b' && url(self).getPort() == '8080' && url(self).getEscapedPath() == '/c'",
    values: ['https://a.b:8080/c?d', 'https://a.b/c'],
  },
  {
    schema: text,
    rule: 'isURL(self)',
    values: ['/a/b', 'a/b', 'https://a b', 'mailto:x', 'https://[::1]:80/'],
  },
  {
    schema: text,
    rule: '!format.dns1123Label().validate(self).hasValue()',
    values: ['a-b', 'A', '', 'a.b'],
  },
  {
    schema: text,
    rule: '!format.dns1123Subdomain().validate(self).hasValue()',
    values: ['a.b', 'a_b', ''],
  },
];
