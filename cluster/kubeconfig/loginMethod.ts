/**
 * Which of the ways to log in that a kubeconfig user names is taken, and what is wrong with them: as kubectl has it, which
 * checks all of them and then lets a token, a password or a client certificate win over a plugin.
 */
import type { ClusterError } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import type { KubeconfigEntry } from './kubeconfigMerge.ts';
import { at, isObject, listAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { unsendable } from './identityHeaders.ts';

/** `fixed`: token, password or client certificate of the kubeconfig as they stand there. */
export type LoginMethod = 'fixed' | 'token-file' | 'exec' | 'oidc';

export function loginMethod(user: JsonObject): LoginMethod | undefined {
  if (textAt(user, 'tokenFile')) return 'token-file';
  if (textAt(user, 'token') || textAt(user, 'username')) return 'fixed';
  if (isObject(user['auth-provider'])) return 'oidc';
  if (textAt(user, 'client-certificate') || textAt(user, 'client-certificate-data')) return 'fixed';
  if (isObject(user.exec)) return 'exec';
  return undefined;
}

/** Why the user of an https address cannot log in, found without reading, running or contacting anything. */
export function loginProblem({
  name,
  file,
  value: user,
}: KubeconfigEntry): ClusterError | undefined {
  const broken = (why: string) =>
    clusterError('kubeconfig-broken', `The user ${name} (${file}) ${why}`);
  const unsent = unsendable(user);
  if (unsent) {
    return broken(
      `has a line break or another control character in "${unsent}", which cannot be sent. Remove it`,
    );
  }
  if (textAt(user, 'token')?.trim() === '' && !textAt(user, 'tokenFile')) {
    return broken('has a "token" of nothing but blanks. Log in again, or remove it');
  }
  const hasToken = Boolean(textAt(user, 'token') ?? textAt(user, 'tokenFile'));
  if (hasToken && (textAt(user, 'username') ?? textAt(user, 'password'))) {
    return broken('has both a token and a password. Remove one of them from the kubeconfig');
  }
  const impersonates = ['as-uid', 'as-groups', 'as-user-extra'].find((key) => isFilled(user[key]));
  if (impersonates && !textAt(user, 'as')) {
    return broken(`has "${impersonates}" without "as". Add the name of the user to act as`);
  }
  const { exec } = user;
  const provider = user['auth-provider'];
  if (isObject(exec) && isObject(provider)) {
    return broken('has both an exec plugin and an auth-provider. Remove one of them');
  }
  const problem =
    (isObject(exec) && execProblem(exec)) || (isObject(provider) && providerProblem(provider));
  if (problem) return broken(problem);
  if (loginMethod(user)) return undefined;
  return clusterError(
    'user-missing',
    `The user ${name} (${file}) has no way to log in: no token, certificate, exec plugin or auth-provider. Get a new kubeconfig from whoever runs the cluster or log in`,
  );
}

const EXEC_GROUP = 'client.authentication.k8s.io';
const execVersions = [`${EXEC_GROUP}/v1`, `${EXEC_GROUP}/v1beta1`];
const interactiveModes = ['Never', 'IfAvailable', 'Always'];

function execProblem(exec: JsonObject): string | undefined {
  if (!textAt(exec, 'command'))
    return 'has an exec plugin without a command. Correct "exec.command"';
  const version = textAt(exec, 'apiVersion');
  if (!version) {
    return `has an exec plugin without apiVersion. Set "exec.apiVersion" to one that the plugin knows, e.g. ${EXEC_GROUP}/v1`;
  }
  if (version === `${EXEC_GROUP}/v1alpha1`) {
    return `has an exec plugin of the version ${version}, which Kubernetes has removed. Bring the plugin up to date and write the entry anew; ${execVersions[0] ?? ''} is the one in use`;
  }
  if (!execVersions.includes(version)) {
    return `has an exec plugin of an unknown apiVersion. ${execVersions.join(' and ')} are known`;
  }
  if (listAt(exec, 'env').some((item) => !textAt(item, 'name'))) {
    return 'has an exec plugin with a variable without a name. Correct "exec.env"';
  }
  const mode = exec.interactiveMode;
  const isOptional = version.endsWith('beta1');
  if (mode === undefined || mode === null || mode === '') {
    return isOptional
      ? undefined
      : 'has an exec plugin without interactiveMode, which this apiVersion asks for. Set "exec.interactiveMode" to Never, IfAvailable or Always';
  }
  return typeof mode === 'string' && interactiveModes.includes(mode)
    ? undefined
    : 'has an exec plugin with an unknown interactiveMode. Never, IfAvailable and Always are known';
}

function providerProblem(provider: JsonObject): string | undefined {
  const name = textAt(provider, 'name') ?? '';
  if (name === 'gcp' || name === 'azure') {
    return `logs in by the old "${name}" auth-provider, which Kubernetes has removed. Fetch new credentials with your cloud's command line; it writes an exec plugin`;
  }
  if (name !== 'oidc')
    return 'names an auth-provider that Kubernetes does not have; "oidc" is the only one. Use an exec plugin';
  for (const key of ['idp-issuer-url', 'client-id']) {
    if (!textAt(provider, 'config', key))
      return `logs in by OIDC without "${key}". Log in again, or add it to the config of the auth-provider`;
  }
  const issuer = textAt(provider, 'config', 'idp-issuer-url') ?? '';
  if (!/^https:\/\//i.test(issuer) || !URL.canParse(issuer)) {
    return 'logs in by OIDC at an address that is not https. Correct "idp-issuer-url"';
  }
  return undefined;
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return at(value) !== undefined && value !== null && value !== '';
}
