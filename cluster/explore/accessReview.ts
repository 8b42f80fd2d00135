/** Asks the API server whether the user may do something, before it is tried. */
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { at, parseJson } from '../values.ts';

/** As the API has it; an absent namespace stands for all of them. */
export interface AccessQuestion {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export async function reviewAccess(
  connection: ClusterConnection,
  question: AccessQuestion,
  signal?: AbortSignal,
): Promise<Result<boolean>> {
  const answer = await connection.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: question },
    }),
    verb: 'create',
    resource: 'selfsubjectaccessreviews',
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return answer;
  return { ok: true, value: at(parseJson(answer.value.body), 'status', 'allowed') === true };
}
