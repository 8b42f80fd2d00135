/** Whether what answers at the address of a cluster is an API server at all. */
import type { Failure, KubeContextInfo } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { ApiRequest } from '../http/request.ts';

/** The failure to tell, undefined for an answer that an API server may give. An empty list must be made of no other. */
export function otherServerFailure(
  { status, body, headers }: HttpAnswer,
  { path, verb, resource, isUntyped }: ApiRequest,
  context: KubeContextInfo,
  server: string,
): Failure | undefined {
  const details = { verb, resource, status };
  const at = `What answers at ${server} (context ${context.name})`;
  if (status === 400 && /HTTP request (was sent )?to (an )?HTTPS (server|port)/i.test(body)) {
    return fail(
      'server-error',
      `${at} speaks TLS only, and the address is one of plain http. Let "server" in the kubeconfig begin with https://`,
      details,
    );
  }
  const type = headers['content-type'] ?? '';
  const isJson = type.includes('json');
  const isPage = type.includes('html');
  // An API server has words of its own for these, and some gateways have a page.
  const isKnown = [401, 403, 408, 429].includes(status);
  const isOther =
    status < 400
      ? status >= 300 || !(isUntyped || isJson)
      : status < 500 && !isKnown && (isPage || (status === 404 && !isJson && isOfCore(path)));
  if (!isOther) return undefined;
  const { pathname } = new URL(server);
  const prefix = pathname === '/' ? '' : `, its path ${pathname}`;
  return fail(
    'server-error',
    `${at} is not a Kubernetes API server. Check the server address in the kubeconfig${prefix}, and whether a login page or proxy stands in between`,
    details,
  );
}

/** Every API server has this list; others may be missing. */
function isOfCore(path: string): boolean {
  return path === '/api/v1' || path.startsWith('/api/v1?');
}
