/** Applications on a schedule, Spark Connect, and the values of the operator's chart. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atMost,
  below,
  blank,
  either,
  empty,
  noItem,
  noneOf,
  set,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const scheduled = { kinds: ['sparkoperator.k8s.io/ScheduledSparkApplication'] };
const connect = { kinds: ['sparkoperator.k8s.io/SparkConnect'] };
const chart = { charts: ['spark-operator'] };
const source = onPage(
  'the Spark operator',
  'https://www.kubeflow.org/docs/components/spark-operator/user-guide/running-sparkapplication-on-schedule/',
);

const applications: readonly Rule[] = factsOf(
  {
    on: { kinds: ['sparkoperator.k8s.io/SparkApplication', ...scheduled.kinds] },
    severity: 'information',
    source,
  },
  [
    {
      code: 'spark-old-version-of-kind',
      when: { apiVersion: /\/v1(?:alpha1|beta1)$/ },
      says: 'operators since 2020 serve this kind as sparkoperator.k8s.io/v1beta2 only: write that',
    },
  ],
);

const schedules: readonly Rule[] = [
  ...factsOf({ on: scheduled, by: 'operator', source }, [
    {
      code: 'spark-schedule-policy',
      when: { 'spec.concurrencyPolicy': noneOf('Allow', 'Forbid', 'Replace') },
      says: 'a policy is Allow, Forbid or Replace: with any other no further run starts',
    },
    {
      code: 'spark-schedule-never-ends',
      when: {
        'spec.template.restartPolicy.type': 'Always',
        'spec.concurrencyPolicy': 'Forbid',
      },
      says: 'with "concurrencyPolicy: Forbid" the next run waits for the end of this one, which "Always" starts again for ever: write Never or OnFailure',
    },
  ]),
  ...factsOf({ on: scheduled, severity: 'warning', source }, [
    {
      code: 'spark-schedule-policy-required',
      when: { 'spec.schedule': set, 'spec.concurrencyPolicy': empty },
      says: 'without "concurrencyPolicy" no run starts while an earlier one is still there: add Allow, Forbid or Replace',
    },
    {
      code: 'spark-schedule-history-negative',
      when: { 'spec.successfulRunHistoryLimit': below(0) },
      says: 'the number of runs that are kept is below zero: write 0 or more',
    },
    {
      code: 'spark-schedule-failures-negative',
      when: { 'spec.failedRunHistoryLimit': below(0) },
      says: 'the number of failed runs that are kept is below zero: write 0 or more',
    },
    {
      code: 'spark-schedule-restarts',
      when: { 'spec.template.restartPolicy.type': 'Always', 'spec.schedule': set },
      says: 'each run is started again for ever when it ends: write OnFailure or Never',
    },
    {
      code: 'spark-schedule-pod-name',
      when: { 'spec.template.driver.podName': set },
      says: 'every run has this name for its driver, so that the second finds it taken: remove it',
    },
    {
      code: 'spark-schedule-every-minute',
      when: {
        'spec.schedule': /^\* \* \* \* \*$|^@every (?:\d+s|1m)$/,
        'spec.concurrencyPolicy': 'Allow',
      },
      says: 'a run starts every minute whether the last one has ended or not: write Forbid, or a longer interval',
    },
  ]),
  ...factsOf({ on: scheduled, severity: 'information', source }, [
    {
      code: 'spark-schedule-zone-twice',
      when: { 'spec.schedule': /^(?:CRON_)?TZ=/, 'spec.timeZone': set },
      says: 'the time zone in the schedule wins over "timeZone": keep one of them',
    },
    {
      code: 'spark-schedule-suspended',
      when: { 'spec.suspend': true },
      says: 'nothing runs while the schedule is suspended',
    },
    {
      code: 'spark-schedule-replaces',
      when: { 'spec.concurrencyPolicy': 'Replace' },
      says: 'the next run deletes the one before at once, without time to end',
    },
  ]),
];

const connects: readonly Rule[] = [
  ...factsOf({ on: connect, by: 'webhook', source }, [
    {
      code: 'spark-connect-version-empty',
      when: { 'spec.sparkVersion': blank },
      says: 'the version of Spark is empty: write e.g. 4.0.0',
    },
    {
      code: 'spark-connect-allocation-negative',
      when: { 'spec.dynamicAllocation.minExecutors': below(0) },
      says: 'a number of executors is 0 or more',
    },
    {
      code: 'spark-connect-most-negative',
      when: { 'spec.dynamicAllocation.maxExecutors': below(0) },
      says: 'a number of executors is 0 or more',
    },
  ]),
  ...factsOf({ on: connect, by: 'program', source }, [
    {
      code: 'spark-connect-too-old',
      when: { 'spec.sparkVersion': /^v?(?:[12]\.|3\.[0-3](?:\.|$))/ },
      says: 'Spark Connect came with Spark 3.4: use that or a newer version',
    },
  ]),
  ...factsOf({ on: connect, severity: 'information', source }, [
    {
      code: 'spark-connect-package',
      when: { 'spec.sparkVersion': /^v?3\.[45]/, 'spec.sparkConf[spark.jars.packages]': unset },
      says: 'before Spark 4 an image needs the package org.apache.spark:spark-connect_2.12: see that it is there, or add "spark.jars.packages"',
    },
    {
      code: 'spark-connect-service-port',
      when: { 'spec.server.service.spec.ports': noItem({ port: 15_002 }) },
      says: 'clients connect to port 15002, which this Service does not have: add it',
    },
    {
      code: 'spark-connect-pod-name',
      when: { 'spec.sparkConf[spark.kubernetes.driver.pod.name]': set },
      says: 'the server is named after the object with -server at its end: this property does nothing, remove it',
    },
  ]),
];

const values: readonly Rule[] = [
  ...factsOf({ on: chart, by: 'helm', source }, [
    {
      code: 'spark-chart-ui-url',
      when: { 'controller.uiIngress.enable': true, 'controller.uiIngress.urlFormat': blank },
      says: 'an Ingress of UIs needs "urlFormat", e.g. "{{$appName}}.example.com"',
    },
    {
      code: 'spark-chart-ui-service',
      when: { 'controller.uiIngress.enable': true, 'controller.uiService.enable': false },
      at: 'controller.uiService.enable',
      says: 'an Ingress of UIs needs their Services: set "uiService.enable: true"',
    },
    {
      code: 'spark-chart-certificates',
      when: { 'certManager.enable': true, 'webhook.enable': false },
      says: 'cert-manager makes the certificate of the webhook, which is switched off: switch it on or this off',
    },
    {
      code: 'spark-chart-controller-budget',
      when: { 'controller.podDisruptionBudget.enable': true, 'controller.replicas': atMost(1) },
      says: 'a disruption budget needs more than one replica',
    },
    {
      code: 'spark-chart-webhook-budget',
      when: { 'webhook.podDisruptionBudget.enable': true, 'webhook.replicas': atMost(1) },
      says: 'a disruption budget needs more than one replica',
    },
    {
      code: 'spark-chart-webhook-timeout',
      when: { 'webhook.timeoutSeconds': either(below(1), above(30)) },
      says: 'a webhook waits from 1 to 30 seconds',
    },
    {
      code: 'spark-chart-failure-policy',
      when: { 'webhook.failurePolicy': noneOf('Fail', 'Ignore', '') },
      says: 'the policy is Fail or Ignore',
    },
  ]),
  ...factsOf({ on: chart, by: 'program', source }, [
    {
      code: 'spark-chart-leader',
      when: { 'controller.leaderElection.enable': false, 'controller.replicas': above(1) },
      says: 'several replicas without a leader submit every application several times: switch the election on',
    },
  ]),
  ...factsOf({ on: chart, severity: 'warning', source }, [
    {
      code: 'spark-chart-webhook-off',
      when: { 'webhook.enable': false },
      says: 'without the webhook volumes, tolerations, affinity and variables of applications do nothing: switch it on',
    },
  ]),
];

export const sparkSchedules: readonly Rule[] = [
  ...applications,
  ...schedules,
  ...connects,
  ...values,
];
