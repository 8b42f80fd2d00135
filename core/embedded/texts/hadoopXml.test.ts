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
  expect(properties.map(({ name }) => name)).toEqual(['a.b']);
  expect(properties.map(({ valueSpan }) => valueSpan && text.slice(...valueSpan))).toEqual(['c']);
});

test.each([
  ['<configuration><property></configuration>', '</configuration>'],
  ['<configuration>', '<configuration>'],
  ['<config></config>', '<config>'],
  ['</configuration>', '</configuration>'],
  ['<configuration', '<'],
  ['<configuration>a & b</configuration>', '&'],
  ['<configuration>a &lt; &#60; &#x3c; &gt b</configuration>', '&'],
  ['<configuration>1 < 2</configuration>', '<'],
])('%s is told at %s', (text, place) => {
  const { fault } = readHadoopXml(text);
  expect(fault && text.slice(...fault.span)).toBe(place);
});

test.each([
  '<!DOCTYPE configuration [<!ENTITY a "b">]><configuration>&a;</configuration>',
  '<configuration><!-- a & b --><![CDATA[a & b < c]]></configuration>',
  '<configuration>&amp;&lt;&gt;&quot;&apos;</configuration>',
])('%s is XML', (text) => {
  expect(readHadoopXml(text).fault).toBeUndefined();
});

test.each([
  ['<propery><name>a</name><value>b</value></propery>', '<propery>'],
  ['<property><name>a</name><vaule>b</vaule></property>', '<vaule>'],
  ['<property><value>b</value></property>', '<property>'],
  ['<property><name>a</name></property>', '<property>'],
])('Hadoop passes over a part of %s', (inside, place) => {
  const text = `<configuration>${inside}</configuration>`;
  const { unread, fault } = readHadoopXml(text);
  expect(fault).toBeUndefined();
  expect(unread.map(({ span }) => text.slice(...span))).toEqual([place]);
});

test.each([
  '<property name="a" value="b"/>',
  '<property><name>a</name><value/></property>',
  '<property><name>a</name><value></value><desc>c</desc><type>int</type></property>',
  '<xi:include href="other.xml"/>',
])('Hadoop reads all of %s', (inside) => {
  expect(readHadoopXml(`<configuration>${inside}</configuration>`).unread).toEqual([]);
});
