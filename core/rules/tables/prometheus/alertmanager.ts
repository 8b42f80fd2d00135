/** AlertmanagerConfigs: what the webhook of the Prometheus operator refuses, and the operator leaves out. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  both,
  count,
  empty,
  filled,
  isNoRe2,
  oneOf,
  repeatedIn,
  set,
  someItem,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage(
  'Prometheus operator',
  'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig',
);
const configs = { kinds: ['monitoring.coreos.com/AlertmanagerConfig'] };
const receivers = 'spec.receivers[]';

const refused = factsOf({ on: configs, by: 'webhook', source }, [
  {
    code: 'alertmanager-root-receiver',
    when: { 'spec.route': set, 'spec.route.receiver': empty },
    says: 'the first route needs "receiver": all that fits no other route goes there',
  },
  {
    code: 'alertmanager-receiver-twice',
    each: receivers,
    when: { name: filled, '': repeatedIn('/spec.receivers', 'name') },
    says: 'a receiver before this has the same name: rename one',
  },
  {
    code: 'alertmanager-webhook-address',
    each: `${receivers}.webhookConfigs[]`,
    when: { url: unset, urlSecret: unset },
    says: 'a webhook needs "url" or "urlSecret"',
  },
  {
    code: 'alertmanager-pagerduty-key',
    each: `${receivers}.pagerdutyConfigs[]`,
    when: { routingKey: unset, serviceKey: unset },
    says: 'PagerDuty needs "routingKey" or "serviceKey"',
  },
  {
    code: 'alertmanager-email-to',
    each: `${receivers}.emailConfigs[]`,
    when: { to: empty },
    says: 'a mail needs "to"',
  },
  {
    code: 'alertmanager-email-host',
    each: `${receivers}.emailConfigs[]`,
    when: { smarthost: unlike(/:[^:\]]*$/) },
    says: 'the port is missing: write it behind the host, as smtp.example.com:587',
  },
  {
    code: 'alertmanager-pushover-user',
    each: `${receivers}.pushoverConfigs[]`,
    when: { userKey: unset, userKeyFile: unset },
    says: 'Pushover needs "userKey" or "userKeyFile"',
  },
  {
    code: 'alertmanager-pushover-token',
    each: `${receivers}.pushoverConfigs[]`,
    when: { token: unset, tokenFile: unset },
    says: 'Pushover needs "token" or "tokenFile"',
  },
  {
    code: 'alertmanager-telegram-token',
    each: `${receivers}.telegramConfigs[]`,
    when: { botToken: unset, botTokenFile: unset },
    says: 'Telegram needs "botToken" or "botTokenFile"',
  },
]);

const routes = factsOf(
  { on: { types: ['prometheus-operator/AlphaRoute'] }, by: 'webhook', source },
  [
    {
      code: 'alertmanager-group-by-all',
      when: { groupBy: both(count(2), someItem({ '': '...' })) },
      says: '"..." groups by all labels and stands alone: remove the others, or it',
    },
  ],
);

const matchers = factsOf(
  { on: { types: ['prometheus-operator/AlphaMatcher'] }, by: 'program', source },
  [
    {
      code: 'alertmanager-matcher-regex',
      when: { value: isNoRe2, matchType: oneOf('=~', '!~') },
      says: 'Alertmanager cannot read this expression: RE2 looks neither ahead nor behind, and its brackets close',
    },
  ],
);

export const alertmanagerConfigs: readonly Rule[] = [...refused, ...routes, ...matchers];
