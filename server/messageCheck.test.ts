import { expect, test } from 'vitest';
import type { Message } from 'vscode-languageserver';
import { createMessageCheck, type Refusal } from './messageCheck.ts';

/** What is refused of a message; undefined where it is handed on. */
function refusalOf(message: unknown): Refusal | undefined {
  const refused: Refusal[] = [];
  let isHandedOn = false;
  const check = createMessageCheck((refusal) => refused.push(refusal));
  void check.handleMessage(message as Message, () => {
    isHandedOn = true;
  });
  expect(isHandedOn).toBe(refused.length === 0);
  return refused[0];
}

test.each([
  { method: 'a' },
  { method: 'a', id: 1 },
  { method: 'a', id: 'x' },
  { id: 1, result: null },
  { id: 'x', error: {} },
])('%j is a message', (message) => {
  expect(refusalOf(message)).toBeUndefined();
});

test.each([
  [[{ method: 'a' }], 'batches of messages are not part of the protocol'],
  [null, 'a message must be an object'],
  ['x', 'a message must be an object'],
  [5, 'a message must be an object'],
  [{ method: 5 }, 'the method of a message must be a text'],
  [{ method: 'a', id: null }, 'the id of a request must be a text or a number'],
  [{ method: 'a', id: {} }, 'the id of a request must be a text or a number'],
  [{ id: 1 }, 'a message must have a method, a result or an error'],
  [{ result: 1 }, 'a response must have the id of its request'],
  [{ error: {}, id: null }, 'a response must have the id of its request'],
])('%j is none, and why is said', (message, words) => {
  expect(refusalOf(message)).toMatchObject({
    jsonrpc: '2.0',
    error: { code: -32600, message: words },
  });
});

test('a refusal names the id of what is refused, where that can be read', () => {
  expect(refusalOf({ method: 5, id: 7 })?.id).toBe(7);
  expect(refusalOf({ method: 5, id: 'x' })?.id).toBe('x');
  for (const message of [{ method: 'a', id: {} }, { method: 5 }, null, 'x', []])
    expect(refusalOf(message)?.id).toBeNull();
});
