/** Values of the JupyterHub chart. */
import { list } from '../../read.ts';
import { entries, get, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  below,
  blank,
  both,
  count,
  empty,
  filled,
  type Here,
  isTrue,
  noneOf,
  not,
  nullAt,
  oneOf,
  repeatedIn,
  set,
  someItem,
  someKey,
  textOf,
  textWith,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const on = { charts: ['jupyterhub'] };
const source = onPage(
  'Zero to JupyterHub',
  'https://z2jh.jupyter.org/en/stable/resources/reference.html',
);
const modes = ['mysql', 'postgres', 'other'];

export const jupyterhubChart: readonly Rule[] = [
  ...factsOf({ on, by: 'helm', source }, [
    ...['type', 'homeMountPath'].map((key) => ({
      code: `jupyterhub-storage-${key.toLowerCase()}`,
      when: { 'singleuser.storage': nullAt(key) },
      at: `singleuser.storage.${key}`,
      says: 'the chart cannot do without it: remove the null, and the default holds',
    })),
    {
      code: 'jupyterhub-old-auth',
      when: { auth: filled },
      says: 'this key is gone: write "hub.config" with the class of the authenticator',
    },
    {
      code: 'jupyterhub-old-profiles',
      supersedes: ['unknown-field'],
      when: { profiles: set },
      says: 'choices of environment stand in "singleuser.profileList", as a list: write them there',
    },
    {
      code: 'jupyterhub-old-rbac',
      when: { 'rbac.enabled': set },
      says: 'this key is gone: write "rbac.create"',
    },
    {
      code: 'jupyterhub-old-group',
      when: { 'hub.fsGid': set },
      says: 'this key is gone: write "hub.podSecurityContext.fsGroup"',
    },
    {
      code: 'jupyterhub-cloud-metadata',
      when: {
        'singleuser.cloudMetadata.blockWithIptables': true,
        'singleuser.networkPolicy.egressAllowRules.cloudMetadataServer': true,
        'singleuser.networkPolicy.enabled': true,
      },
      says: 'one of these blocks what another allows: remove "blockWithIptables" or the rule',
    },
    {
      code: 'jupyterhub-https-contact',
      when: {
        'proxy.https.letsencrypt.contactEmail': blank,
        'proxy.https.type': 'letsencrypt',
        'proxy.https.enabled': true,
      },
      says: "Let's Encrypt needs an e-mail address",
    },
    {
      code: 'jupyterhub-https-contact-required',
      when: {
        'proxy.https.enabled': true,
        'proxy.https.type': 'letsencrypt',
        'proxy.https.letsencrypt.contactEmail': unset,
      },
      says: 'Let\'s Encrypt needs an e-mail address, "letsencrypt.contactEmail"',
    },
  ]),
  ...factsOf({ on, by: 'program', source }, [
    {
      code: 'jupyterhub-database-address',
      when: { 'hub.db.type': oneOf(...modes), 'hub.db.url': blank },
      says: 'the database needs its address, "hub.db.url"',
    },
    {
      code: 'jupyterhub-database-address-required',
      when: { 'hub.db.type': oneOf(...modes), 'hub.db.url': unset },
      says: 'the database needs its address, "hub.db.url"',
    },
    {
      code: 'jupyterhub-database-mysql',
      when: { 'hub.db.url': unlike(/^mysql/), 'hub.db.type': 'mysql' },
      says: 'the address is for another database than "type"',
    },
    {
      code: 'jupyterhub-database-postgres',
      when: { 'hub.db.url': unlike(/^postgres/), 'hub.db.type': 'postgres' },
      says: 'the address is for another database than "type"',
    },
    {
      code: 'jupyterhub-strategy',
      when: { 'hub.deploymentStrategy.type': 'RollingUpdate' },
      says: 'two hubs cannot share the database: write Recreate',
    },
    {
      code: 'jupyterhub-cookie-secret',
      when: { 'hub.cookieSecret': unlike(/^[0-9a-f]{64}$/i) },
      says: 'a secret for cookies is 64 hexadecimal digits: make it with openssl rand -hex 32',
    },
    {
      code: 'jupyterhub-https-hosts',
      when: {
        'proxy.https.hosts': blank,
        'proxy.https.type': 'letsencrypt',
        'proxy.https.enabled': true,
      },
      says: 'a certificate needs the names of the hosts',
    },
    {
      code: 'jupyterhub-https-key',
      when: { 'proxy.https.type': 'manual', 'proxy.https.manual.key': empty },
      says: 'a certificate of your own needs "manual.key" and "manual.cert"',
    },
    {
      code: 'jupyterhub-https-secret',
      when: { 'proxy.https.type': 'secret', 'proxy.https.secret.name': empty },
      says: 'the Secret with the certificate needs its name, "secret.name"',
    },
    {
      code: 'jupyterhub-static-claim',
      when: { 'singleuser.storage.type': 'static', 'singleuser.storage.static.pvcName': empty },
      says: 'static storage needs the name of its claim, "static.pvcName"',
    },
    {
      code: 'jupyterhub-claim-name',
      when: { 'singleuser.storage.dynamic.pvcNameTemplate': unlike(/\{/) },
      says: 'all users get the same claim: put {user_server} into the name',
    },
    {
      code: 'jupyterhub-volume-name',
      when: { 'singleuser.storage.dynamic.volumeNameTemplate': unlike(/\{/) },
      says: 'all users get the same volume: put {user_server} into the name',
    },
    {
      code: 'jupyterhub-home',
      supersedes: ['format-absolute-path'],
      when: { 'singleuser.storage.homeMountPath': unlike(/^\//) },
      says: 'a path begins with "/"',
    },
    {
      code: 'jupyterhub-memory-order',
      when: { 'singleuser.memory.guarantee': above('singleuser.memory.limit') },
      says: 'the guarantee is more than the limit',
    },
    {
      code: 'jupyterhub-cpu-order',
      when: { 'singleuser.cpu.guarantee': above('singleuser.cpu.limit') },
      says: 'the guarantee is more than the limit',
    },
    {
      code: 'jupyterhub-image-name',
      when: { 'singleuser.image.name': /:[\w][\w.-]*$/ },
      says: 'the tag has a key of its own: move it to "tag"',
    },
    {
      code: 'jupyterhub-hub-image-name',
      when: { 'hub.image.name': /:[\w][\w.-]*$/ },
      says: 'the tag has a key of its own: move it to "tag"',
    },
    {
      code: 'jupyterhub-python-constants',
      each: 'hub.extraConfig.*',
      when: {
        '': textWith(/^[ \t]*[A-Za-z_][\w.]*[ \t]*=[ \t]*(?:true|false|null)[ \t]*(?:#.*)?$/m),
      },
      says: 'this is Python: write True, False or None',
    },
    {
      code: 'jupyterhub-profile-name',
      each: 'singleuser.profileList[]',
      when: { '': (found) => found?.type === 'map', display_name: empty },
      says: 'a profile needs "display_name"',
    },
    {
      code: 'jupyterhub-profile-repeated',
      each: 'singleuser.profileList[]',
      when: { display_name: repeatedIn('/singleuser.profileList', 'display_name') },
      says: 'another profile has this name',
    },
    {
      code: 'jupyterhub-hub-budget',
      when: { 'hub.pdb.maxUnavailable': filled, 'hub.pdb.minAvailable': filled },
      says: '"minAvailable" and "maxUnavailable" exclude each other: set one to null',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source }, [
    {
      code: 'jupyterhub-address-password',
      when: { 'hub.db.url': /:\/\/[^:/@\s]+:[^@{}\s]+@/ },
      says: 'the address holds a password: set "hub.db.password"',
    },
    {
      code: 'jupyterhub-memory-database',
      when: { 'hub.db.type': 'sqlite-memory' },
      says: 'users and their servers are forgotten when the hub starts again: use sqlite-pvc or a database',
    },
    {
      code: 'jupyterhub-secret-token',
      when: { 'proxy.secretToken': unlike(/^[0-9a-f]{64}$/i) },
      says: 'a token is 64 hexadecimal digits: make it with openssl rand -hex 32, or leave it out',
    },
    {
      code: 'jupyterhub-shared-home',
      when: { 'singleuser.storage.static.subPath': unlike(/\{/) },
      says: 'all users share one home: put {username} into the path',
    },
    {
      code: 'jupyterhub-no-storage',
      when: { 'singleuser.storage.type': 'none' },
      says: 'notebooks are lost when a server stops: use dynamic storage',
    },
    {
      code: 'jupyterhub-claim-modes',
      when: { 'hub.db.pvc.accessModes': someItem({ '': 'ReadWriteMany' }) },
      says: 'one hub uses the volume: ReadWriteOnce is enough, and most classes have no other',
    },
    {
      code: 'jupyterhub-path-suffix',
      when: { 'ingress.pathSuffix': filled, 'ingress.pathType': 'Prefix' },
      says: 'a prefix needs no suffix: remove it',
    },
    {
      code: 'jupyterhub-default-profiles',
      when: { 'singleuser.profileList': hasSeveralDefaults },
      says: 'several profiles are the default one: keep one',
    },
    {
      code: 'jupyterhub-profile-keys',
      each: 'singleuser.profileList[]',
      when: { kubespawner_override: someKey((key) => /^[a-z]+[A-Z]/.test(key)) },
      says: 'keys of the spawner are written with "_", such as mem_limit: this one is not read',
    },
    {
      code: 'jupyterhub-own-variables',
      when: { 'singleuser.extraEnv': someKey((key) => key.startsWith('JUPYTERHUB_')) },
      says: 'variables JUPYTERHUB_… belong to the hub: use another name',
    },
    {
      code: 'jupyterhub-dummy-password',
      when: {
        'hub.config.JupyterHub.authenticator_class': 'dummy',
        'hub.config.DummyAuthenticator.password': unset,
      },
      says: 'anybody gets in with any password: set "DummyAuthenticator.password"',
    },
    {
      code: 'jupyterhub-callback',
      each: 'hub.config.*',
      when: { oauth_callback_url: unlike(/\/hub\/oauth_callback$/) },
      says: 'the address ends in /hub/oauth_callback',
    },
    {
      code: 'jupyterhub-client-secret',
      each: 'hub.config.*',
      when: { client_secret: filled },
      says: 'a secret in plain text: put it into a Secret and read a variable',
    },
    {
      code: 'jupyterhub-placeholders',
      when: {
        'scheduling.userPlaceholder.replicas': above(0),
        'scheduling.podPriority.enabled': false,
      },
      says: 'placeholders give way to users only with "podPriority.enabled: true"',
    },
    {
      code: 'jupyterhub-default-url',
      when: { 'singleuser.defaultUrl': unlike(/^\//) },
      says: 'an address begins with "/"',
    },
  ]),
  ...factsOf({ on, by: 'program', source }, [
    {
      code: 'jupyterhub-volume-missing',
      each: 'singleuser.storage.extraVolumeMounts[]',
      when: { name: isNoExtraVolume },
      says: 'no entry of "extraVolumes" has this name: add it or correct the name',
    },
  ]),
  ...factsOf({ on, severity: 'information', source }, [
    {
      code: 'jupyterhub-nobody-allowed',
      when: {
        'hub.config.JupyterHub.authenticator_class': unlike(/^(?:dummy|tmp|null)$/),
        'hub.config': allowsNobody,
        'hub.extraConfig': unset,
        'hub.extraFiles': unset,
      },
      at: 'hub.config',
      says: 'JupyterHub from 5 on lets nobody in who is not allowed: set "allow_all", "allowed_users" or "admin_users" of the authenticator',
    },
    {
      code: 'jupyterhub-secret-of-proxy',
      when: { 'hub.existingSecret': filled, 'proxy.secretToken': empty },
      says: 'the token of the proxy does not come from this Secret: set "proxy.secretToken" too, where it has to stay the same',
    },
    {
      code: 'jupyterhub-private-addresses',
      when: { 'singleuser.networkPolicy.egressAllowRules.privateIPs': false },
      says: 'notebooks then reach no database and no bucket in the own network: allow those under "egress"',
    },
    {
      code: 'jupyterhub-pull-waits',
      when: {
        'prePuller.hook.enabled': true,
        'singleuser.image.name': /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?!.*(?:jupyter|jupyterhub)\/)/,
        imagePullSecrets: empty,
        'imagePullSecret.create': not(isTrue),
        'singleuser.image.pullSecrets': empty,
      },
      says: 'an upgrade waits until all nodes have this image, which needs a log-in if it is private: set "imagePullSecrets"',
    },
    {
      code: 'jupyterhub-dummy',
      when: { 'hub.config.JupyterHub.authenticator_class': 'dummy' },
      says: 'anybody gets in with any name: use another authenticator',
    },
    {
      code: 'jupyterhub-claim-unused',
      when: { 'hub.db.pvc': filled, 'hub.db.type': noneOf('sqlite-pvc') },
      says: 'this claim is only used with "type: sqlite-pvc"',
    },
    {
      code: 'jupyterhub-two-entries',
      when: { 'proxy.service.type': 'LoadBalancer', 'ingress.enabled': true },
      says: 'behind an Ingress the Service needs no address of its own: write ClusterIP',
    },
    {
      code: 'jupyterhub-admin-access',
      when: { 'hub.config.JupyterHub.admin_access': true },
      says: 'admins may enter the servers of users',
    },
    {
      code: 'jupyterhub-cull-every',
      when: { 'cull.every': above('cull.timeout') },
      says: 'idle servers are looked for more seldom than they may be idle: write a shorter time',
    },
    {
      code: 'jupyterhub-no-cull',
      when: { 'cull.enabled': false },
      says: 'servers that nobody uses never stop',
    },
    {
      code: 'jupyterhub-cull-age',
      when: { 'cull.maxAge': both(above(0), below('cull.timeout')) },
      says: 'servers end before they may be idle: write 0 for no limit',
    },
    {
      code: 'jupyterhub-start-timeout',
      when: { 'singleuser.startTimeout': below(60) },
      says: 'fetching an image takes longer: 300 is usual',
    },
    {
      code: 'jupyterhub-config-order',
      when: {
        'hub.extraConfig': both(
          count(2),
          someKey((key) => !/^\d/.test(key)),
        ),
      },
      says: 'the texts run in the order of their names: begin those with 00-, 10-',
    },
  ]),
];

/** As a list; as a mapping the chart takes other names. */
function isNoExtraVolume(found: Node | undefined, here: Here): boolean {
  const volumes = valueAt(here, '/singleuser.storage.extraVolumes');
  const name = textOf(found);
  if (name === undefined || name.includes('{') || (volumes && volumes.type !== 'seq')) return false;
  if (name === 'home') return false;
  return !list(volumes).some((volume) => textOf(get(volume, 'name')) === name);
}

function allowsNobody(found: Node | undefined): boolean {
  const classes = entries(found).map(({ value }) => value);
  return !classes.some((options) =>
    entries(options).some(({ key }) => /^(?:allow_|allowed_|admin_)/.test(key.source)),
  );
}

function hasSeveralDefaults(found: Node | undefined): boolean {
  return list(found).filter((item) => textOf(get(item, 'default')) === 'true').length > 1;
}
