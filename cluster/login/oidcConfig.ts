/** The tokens of a user of OpenID Connect as the kubeconfig has them now, and new ones written back as kubectl writes them. */
import { readFile } from 'node:fs/promises';
import type { Failure, Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import { withProviderConfig } from '../kubeconfig/kubeconfigEdit.ts';
import { mergeKubeconfigs } from '../kubeconfig/kubeconfigMerge.ts';
import type { KubeconfigEntry } from '../kubeconfig/kubeconfigMerge.ts';
import { decodeKubeconfig } from '../kubeconfig/kubeconfigText.ts';
import { changeKubeconfig } from '../kubeconfig/kubeconfigWrite.ts';
import { objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { RenewedTokens } from './oidcProvider.ts';

export interface OidcConfig {
  /** `auth-provider.config` of the user, with newer tokens that could not be written. */
  current(): Promise<Result<JsonObject>>;
  /** Writes tokens that were given for this refresh token; keeps them for this window where that fails. */
  save(refreshToken: string, tokens: RenewedTokens): Promise<void>;
}

/** `onNotSaved` is told of tokens that could not be written. */
export function createOidcConfig(
  user: KubeconfigEntry,
  onNotSaved: (failure: Failure) => void,
): OidcConfig {
  /** Tokens that the file does not have, with the refresh token that they were given for. */
  let unsaved: { usedRefreshToken: string; tokens: RenewedTokens } | undefined;
  const readConfig = configReader(user);
  return {
    async current() {
      const read = await readConfig();
      if (!read.ok || !unsaved) return read;
      if (textAt(read.value, 'refresh-token') !== unsaved.usedRefreshToken) unsaved = undefined;
      else return { ok: true, value: { ...read.value, ...inConfig(unsaved.tokens) } };
      return read;
    },
    async save(refreshToken, tokens) {
      const inFile = unsaved?.usedRefreshToken ?? refreshToken;
      const saved = await changeKubeconfig(user.file, (text) => {
        const config = configIn(user, text);
        // Somebody has logged in meanwhile: those tokens are the newer ones.
        if (textAt(config, 'refresh-token') !== inFile) return text;
        return withProviderConfig(text, user.name, inConfig(tokens));
      });
      unsaved = saved.ok
        ? undefined
        : { usedRefreshToken: inFile, tokens: { refreshToken, ...tokens } };
      if (!saved.ok) onNotSaved(notSaved(user, saved));
    },
  };
}

function inConfig({ idToken, refreshToken }: RenewedTokens): Record<string, string> {
  return { 'id-token': idToken, ...(refreshToken && { 'refresh-token': refreshToken }) };
}

/** Reads the user's entry as the file has it now, the one of the session where the file has it no more. Parses what is new. */
function configReader(user: KubeconfigEntry): () => Promise<Result<JsonObject>> {
  let last: { text: string; config: JsonObject } | undefined;
  return async () => {
    try {
      const { text } = decodeKubeconfig(await readFile(user.file));
      if (last?.text !== text) last = { text, config: configIn(user, text) };
      return { ok: true, value: last.config };
    } catch (error) {
      return fail(
        'kubeconfig-broken',
        `The kubeconfig file ${user.file} with the tokens of user ${user.name} cannot be read (${errorCode(error) ?? 'unknown reason'}). Put it back or choose another context`,
      );
    }
  };
}

function configIn(user: KubeconfigEntry, text: string): JsonObject {
  const { users } = mergeKubeconfigs([{ file: user.file, text }]);
  const now = users.get(user.name) ?? user;
  return objectAt(now.value, 'auth-provider', 'config');
}

function notSaved(user: KubeconfigEntry, { error }: Failure): Failure {
  return fail(
    'login-failed',
    `The new tokens of user ${user.name} are used in this window but were not saved, so that kubectl may have to log in again: ${error.message}`,
  );
}
