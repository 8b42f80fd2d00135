import { expect, test } from 'vitest';
import { splitDocuments } from './splitDocuments.ts';

test('a text without markers is one document', () => {
  expect(splitDocuments('kind: Pod\n')).toEqual(['kind: Pod\n']);
  expect(splitDocuments('')).toEqual(['']);
});

test('each document keeps the marker that opens it', () => {
  expect(splitDocuments('a: 1\n---\nb: 2\n--- # c\nc: 3')).toEqual([
    'a: 1\n',
    '---\nb: 2\n',
    '--- # c\nc: 3',
  ]);
});

test('a marker on the first line opens the first document', () => {
  expect(splitDocuments('---\na: 1\n---\n')).toEqual(['---\na: 1\n', '---\n']);
  expect(splitDocuments('\uFEFF---\na: 1\n')).toEqual(['\uFEFF---\na: 1\n']);
});

test('three dots end a document, whatever follows', () => {
  expect(splitDocuments('a: 1\n...\nb: 2\n')).toEqual(['a: 1\n...\n', 'b: 2\n']);
  expect(splitDocuments('a: 1\n...\n---\nb: 2\n')).toEqual(['a: 1\n...\n', '---\nb: 2\n']);
});

test('CRLF line ends split alike', () => {
  expect(splitDocuments('a: 1\r\n---\r\nb: 2\r\n')).toEqual(['a: 1\r\n', '---\r\nb: 2\r\n']);
});

test('dashes inside a line or indented are content; a line that begins with three is cut, as kubectl cuts it', () => {
  const text = 'a: |\n  ---\n  x\nb: ---x\n--\n';
  expect(splitDocuments(text)).toEqual([text]);
  expect(splitDocuments('a: 1\n----\nb: 2\n---#c\nd: 3\n')).toEqual([
    'a: 1\n',
    '----\nb: 2\n',
    '---#c\nd: 3\n',
  ]);
});

test('JSON objects that stand one below the other are documents; what is no JSON is not cut', () => {
  expect(splitDocuments('{"a": 1}\n\n  {"b": {\n}}\n{"c": 1}')).toEqual([
    '{"a": 1}\n\n',
    '  {"b": {\n}}\n',
    '{"c": 1}',
  ]);
  for (const text of ['{a: 1}\n{b: 2}\n', '{"a": 1}{"b": 2}\n', '{"a": "}\n{"}\n']) {
    expect(splitDocuments(text)).toEqual([text]);
  }
});
