// Talks to a test API server without the product's own cluster client, so that tests judge the product from outside.
import { Agent, request } from 'node:https';

export interface ApiAnswer {
  status: number;
  text: string;
  /** The parsed body where it is JSON, else undefined. */
  // Objects of the API have any shape: tests read the fields they assert.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** What the server says in its headers `Warning`, a text each. */
  warnings: readonly string[];
}

export interface ApiRequestOptions {
  /** Of the body. Defaults to `application/json`, for PATCH to `application/merge-patch+json`. */
  contentType?: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
}

export type ApiRequest = (
  method: string,
  path: string,
  body?: string | object,
  options?: ApiRequestOptions,
) => Promise<ApiAnswer>;

/** Sends requests with this token. A status of any kind is an answer; only a failing connection rejects. */
export function apiRequester(
  url: string,
  caCert: string,
  token: string,
  agent = new Agent(),
): ApiRequest {
  return (method, path, body, options = {}) =>
    new Promise((resolve, reject) => {
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      const patchType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const sent = request(
        new URL(path, url),
        {
          method,
          agent,
          ca: caCert,
          timeout: options.timeoutMs ?? 30_000,
          headers: {
            authorization: `Bearer ${token}`,
            accept: 'application/json',
            ...(text === undefined
              ? {}
              : {
                  'content-type': options.contentType ?? patchType,
                  'content-length': Buffer.byteLength(text),
                }),
            ...options.headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              text: answer,
              body: parsedJson(answer),
              warnings: (response.headersDistinct.warning ?? []).flatMap(warningsIn),
            });
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer in time`)));
      sent.on('error', reject);
      sent.end(text);
    });
}

/** `299 - "text"`, several parted by commas; Node makes a character of each byte. */
function warningsIn(header: string): string[] {
  const text = Buffer.from(header, 'latin1').toString('utf8');
  return [...text.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) =>
    words.replace(/\\(.)/g, '$1'),
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // plain text, as /readyz answers
  }
}
