import { expect, test } from 'vitest';
import { ManifestFile } from '../core/model/manifestFile.ts';
import {
  clusterIn,
  clusterSchemaIn,
  earlierIn,
  fileEvents,
  initializeParams,
  keysIn,
  liveTextIn,
  namesIn,
  openedText,
  textChanges,
  textsIn,
  withinFile,
} from './wellFormed.ts';

const nonsense = [undefined, null, 5, 'x', [], {}, [null], { textDocument: null }];

test('what names no file and no text opens nothing', () => {
  for (const params of nonsense) expect(openedText(params)).toBeUndefined();
  expect(openedText({ textDocument: { uri: 'a', text: null } })).toBeUndefined();
  expect(openedText({ textDocument: { uri: 'a', text: 'b' } })).toEqual({
    uri: 'a',
    languageId: 'yaml',
    version: 0,
    text: 'b',
  });
});

test('a change that cannot be applied leaves no change at all', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const changes = (...contentChanges: unknown[]) => textChanges({ contentChanges });
  for (const params of nonsense) expect(textChanges(params)).toBeUndefined();
  expect(changes()).toEqual([]);
  expect(changes({ text: 'a' }, { range, text: 'b' })).toEqual([
    { text: 'a' },
    { range, text: 'b' },
  ]);
  expect(changes({ range: null, text: 'a' })).toEqual([{ text: 'a' }]);
  for (const broken of [{}, { text: null }, { range: {}, text: 'a' }, null])
    expect(changes({ text: 'a' }, broken)).toBeUndefined();
});

test('a range written backward is read forward', () => {
  const [one, other] = [
    { line: 1, character: 5 },
    { line: 1, character: 2 },
  ];
  expect(
    textChanges({ contentChanges: [{ range: { start: one, end: other }, text: '' }] }),
  ).toEqual([{ range: { start: other, end: one }, text: '' }]);
});

test('places of a request become places of the file', () => {
  const file = new ManifestFile('file:///a', 'yaml', 1, 'a: 1\nb: 2', { nextId: () => 1 });
  const far = { line: 1e300, character: -1 };
  const end = { line: 1, character: 0 };
  expect(withinFile(file, { position: far, other: 1 })).toEqual({ position: end, other: 1 });
  expect(withinFile(file, { positions: [far, null] })).toEqual({
    positions: [end, { line: 0, character: 0 }],
  });
  expect(withinFile(file, { range: { start: far } })).toEqual({
    range: { start: end, end: { line: 0, character: 0 } },
  });
  expect(withinFile(file, { position: { line: 'x', character: null } })).toEqual({
    position: { line: 0, character: 0 },
  });
});

test('an odd handshake is one without what is odd', () => {
  for (const params of nonsense)
    expect(initializeParams(params)).toMatchObject({ capabilities: {}, processId: null });
  expect(
    initializeParams({
      processId: 0,
      workspaceFolders: [null, {}, { uri: 'file:///a', name: 'a' }],
      initializationOptions: { settings: 5, schemaChoices: { '/Pod': 5, '/Job': 'bundled' } },
    }),
  ).toMatchObject({
    processId: null,
    workspaceFolders: [{ uri: 'file:///a' }],
    initializationOptions: { settings: 5, schemaChoices: { '/Job': 'bundled' } },
  });
});

test('messages of our client count as far as they have the shape that they should have', () => {
  expect(nonsense.map(fileEvents).flat()).toEqual([]);
  expect(fileEvents({ changes: [null, { uri: 'a' }, { uri: 'a', type: 1 }] })).toHaveLength(1);
  expect(nonsense.map(clusterIn).every((each) => each === null)).toBe(true);
  expect(clusterIn({ cluster: { context: 'c', groupVersions: { v1: 5, 'a/v1': 'h' } } })).toEqual({
    context: 'c',
    groupVersions: { 'a/v1': 'h' },
  });
  expect(nonsense.map(clusterSchemaIn).every((each) => each === undefined)).toBe(true);
  expect(clusterSchemaIn({ components: {}, resources: 5 })).toEqual({
    components: {},
    resources: [],
  });
  expect(textsIn(JSON.parse('{"__proto__": "a", "b": 5}'))).toEqual({ ['__proto__']: 'a' });
});

test('how a file was before needs a file, and a text with its origin to be compared with', () => {
  for (const params of nonsense) expect(earlierIn(params)).toBeUndefined();
  expect(earlierIn({ uri: 'a', text: 'b', was: 'HEAD' })).toEqual({
    uri: 'a',
    earlier: { text: 'b', was: 'HEAD' },
  });
  for (const broken of [{ text: null, was: 'HEAD' }, { text: 'b' }, { text: 5, was: 'HEAD' }])
    expect(earlierIn({ uri: 'a', ...broken })).toEqual({ uri: 'a', earlier: undefined });
});

test('answers about the cluster are texts, and lists of texts', () => {
  for (const answer of nonsense)
    for (const read of [liveTextIn, namesIn, keysIn]) expect(read(answer)).toBeUndefined();
  expect(liveTextIn({ text: 'a: 1' })).toBe('a: 1');
  expect(liveTextIn({ text: 5 })).toBeUndefined();
  expect(namesIn({ names: ['a', 'b'] })).toEqual(['a', 'b']);
  expect(keysIn({ keys: ['a'], names: ['b'] })).toEqual(['a']);
});
