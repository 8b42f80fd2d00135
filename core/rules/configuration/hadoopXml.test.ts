import { expect, test } from 'vitest';
import { readHadoopXml } from './hadoopXml.ts';

test('properties are read with the places of their values', () => {
  const text = `<?xml version="1.0"?>
<!-- <broken> -->
<configuration>
  <property><name>a.b</name><value> c </value><final/></property>
</configuration>`;
  const { properties, fault } = readHadoopXml(text);
  expect(fault).toBeUndefined();
  expect(properties.map(({ name, value }) => [name, value])).toEqual([['a.b', 'c']]);
  expect(properties.map(({ valueSpan }) => text.slice(...valueSpan))).toEqual([' c ']);
});

test.each([
  ['<configuration><property></configuration>', '</configuration>'],
  ['<configuration>', '<configuration>'],
  ['<config></config>', '<config>'],
  ['</configuration>', '</configuration>'],
  ['<configuration', '<'],
])('%s is told at %s', (text, place) => {
  const { fault } = readHadoopXml(text);
  expect(fault && text.slice(...fault.span)).toBe(place);
});
