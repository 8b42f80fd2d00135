/** Looks at each message before the library does, which would log the whole of one that it does not know: texts, Secrets. */
import { ErrorCodes, type MessageStrategy } from 'vscode-languageserver';

/** An error of JSON-RPC for a message that is none; `null` where its id cannot be read. */
export interface Refusal {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** For the library's option `messageStrategy`. `refuse` sends the answer to a message that is none. */
export function createMessageCheck(refuse: (refusal: Refusal) => void): MessageStrategy {
  return {
    handleMessage(message, next) {
      const fault = faultOf(message);
      if (fault === undefined) return next(message);
      const id = idOf(message);
      const isId = typeof id === 'string' || typeof id === 'number';
      refuse({
        jsonrpc: '2.0',
        id: isId ? id : null,
        error: { code: ErrorCodes.InvalidRequest, message: fault },
      });
      return undefined;
    },
  };
}

function idOf(message: unknown): unknown {
  const isObject = typeof message === 'object' && message !== null;
  return isObject ? (message as { id?: unknown }).id : undefined;
}

function faultOf(message: unknown): string | undefined {
  if (Array.isArray(message)) return 'batches of messages are not part of the protocol';
  if (typeof message !== 'object' || message === null) return 'a message must be an object';
  const { id, method } = message as Record<string, unknown>;
  const hasId = Object.hasOwn(message, 'id');
  if (Object.hasOwn(message, 'method')) {
    if (typeof method !== 'string') return 'the method of a message must be a text';
    return hasId && typeof id !== 'string' && typeof id !== 'number'
      ? 'the id of a request must be a text or a number'
      : undefined;
  }
  const isResponse = Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error');
  if (!isResponse) return 'a message must have a method, a result or an error';
  // A response to what was never asked has no id: there is nobody to tell.
  return typeof id === 'string' || typeof id === 'number'
    ? undefined
    : 'a response must have the id of its request';
}
