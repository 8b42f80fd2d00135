/** Classes of authentication that clusters of Stackable name: which providers their products take, and what has to be said beside. */
import { quote } from '../../formats/format.ts';
import type { Reference } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { related, type Around, type LinkedCheck, type LinkedCode } from './linked.ts';

export const providerUnfit: LinkedCode = {
  code: 'authentication-provider',
  severity: 'error',
  summary: 'A cluster names an AuthenticationClass of a kind that its operator refuses.',
};
export const detailsMissing: LinkedCode = {
  code: 'authentication-details',
  severity: 'error',
  summary: 'A cluster names an AuthenticationClass of OpenID Connect and no account for it.',
};
export const providersMixed: LinkedCode = {
  code: 'authentication-mixed',
  severity: 'error',
  summary: 'A cluster names classes of authentication that its operator does not take together.',
};

export const authentication: LinkedCheck = {
  codes: [providerUnfit, detailsMissing, providersMixed],
  check(object, around, report) {
    const { group, kind, references } = object.facts;
    const taken = providers.get(`${group}/${kind}`);
    if (!taken) return;
    let before: string | undefined;
    for (const reference of references) {
      const found = classOf(reference, around);
      const provider = found?.facts.provider;
      if (!found || provider === undefined) continue;
      const { range, text } = reference.name;
      if (!taken.includes(provider)) {
        const message = `${quote(text)} knows users by ${provider}, and a ${kind} takes ${taken.join(', ')} only: name another class`;
        report(providerUnfit, range, message, { related: related(found) });
        continue;
      }
      if (provider === 'oidc' && reference.beside?.includes('oidc') === false) {
        const message = `${quote(text)} is a class of OpenID Connect, for which the product needs an account: add "oidc.clientCredentialsSecret"`;
        report(detailsMissing, range, message, { related: related(found) });
      }
      // Trino takes several ways side by side.
      if (
        kind !== 'TrinoCluster' &&
        before !== undefined &&
        (before !== provider || provider === 'ldap')
      )
        report(
          providersMixed,
          range,
          before === provider
            ? 'there is one directory at most: keep one of these classes'
            : `all classes of a ${kind} are of one kind, and an earlier one is of ${before}: keep one kind`,
          { related: related(found) },
        );
      before ??= provider;
    }
  },
};

/** By kind of the cluster. */
const providers: ReadonlyMap<string, readonly string[]> = new Map([
  ['trino.stackable.tech/TrinoCluster', ['static', 'ldap', 'oidc']],
  ['superset.stackable.tech/SupersetCluster', ['ldap', 'oidc']],
  ['airflow.stackable.tech/AirflowCluster', ['ldap', 'oidc']],
]);

/** Classes have no namespace. */
function classOf({ group, kind, name }: Reference, { graph }: Around): KnownObject | undefined {
  if (kind !== 'AuthenticationClass') return undefined;
  const found = graph.named({ group, kind }, name.text).filter(({ isMade }) => !isMade);
  return found.length === 1 ? found[0]?.by : undefined;
}
