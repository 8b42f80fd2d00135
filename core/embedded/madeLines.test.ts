import { expect, test } from 'vitest';
import { hasMadeLines } from './madeLines.ts';

test.each([
  ['a condition of a template', 'a=1\n{{- if .Values.b }}\nb=2\n{{- end }}\n'],
  ['a loop of Jinja', '{% for x in all %}\n{{ x }}=1\n{% endfor %}'],
  ['a condition of ytt', 'a=1\n#@ if x:\nb=2\n#@ end'],
  ['a loop of ytt in a text', 'a=1\n(@ for x in y: @)b=2\n(@ end @)'],
  ['code of ERB', '<% if x %>\nb=2\n<% end %>'],
  ['a text that is put in', 'a={{ include "x" . }}'],
  ['lines of a list', 'a={{ .Values.x | nindent 2 }}'],
  ['a line that is filled in', 'a=1\n  ${MORE}\n'],
  ['a key that is filled in', '{{ key }}=1'],
  ['a name of Hadoop that is filled in', '<name>${KEY}</name>'],
])('%s makes lines', (_, text) => {
  expect(hasMadeLines(text)).toBe(true);
});

test.each([
  ['a value of Trino', 'a=${ENV:A}\nb=${ENV:B}'],
  ['an address with variables', 'a: thrift://$(HOST):9083'],
  ['a value of a template', 'a={{ .Values.a }}'],
  ['a value of ERB', 'a=<%= a %>'],
  ['a value of Hadoop', '<value>${env.A}</value>'],
  ['a dictionary of Python', 'A = {"b": {"c": 1}}'],
])('%s makes none', (_, text) => {
  expect(hasMadeLines(text)).toBe(false);
});

test('a key that the settings name makes lines, a value does not', () => {
  const isHeld = (piece: string): boolean => piece.includes('@@');
  expect(hasMadeLines('@@KEY@@=1', isHeld)).toBe(true);
  expect(hasMadeLines('<property><name>@@KEY@@</name>', isHeld)).toBe(true);
  expect(hasMadeLines('a=@@VALUE@@', isHeld)).toBe(false);
});
