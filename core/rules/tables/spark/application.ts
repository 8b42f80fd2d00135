/** Applications of the Spark operator: what it, spark-submit or Spark itself refuse or leave out. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { sparkApplication } from '../../spark/sparkSpec.ts';
import {
  above,
  atMost,
  atOneOf,
  below,
  both,
  either,
  empty,
  filled,
  isFalse,
  isTrue,
  isUnversionedImage,
  noneOf,
  not,
  oneOf,
  repeatedIn,
  set,
  someKey,
  type Test,
  textOf,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const on = { types: [sparkApplication] };
const guide = onPage(
  'the Spark operator',
  'https://www.kubeflow.org/docs/components/spark-operator/user-guide/writing-sparkapplication/',
);
const source = onPage('Spark', 'https://spark.apache.org/docs/latest/running-on-kubernetes.html');

const byProgram: readonly Rule[] = factsOf({ on, by: 'program', source }, [
  {
    code: 'spark-allocation-negative',
    when: { 'dynamicAllocation.enabled': true, 'dynamicAllocation.minExecutors': below(0) },
    at: 'dynamicAllocation.minExecutors',
    says: 'the least executors are below zero, and Spark does not start: write 0 or more',
  },
  {
    code: 'spark-allocation-none',
    when: { 'dynamicAllocation.maxExecutors': atMost(0), 'dynamicAllocation.enabled': true },
    says: 'the most executors are not above zero, and Spark does not start: write at least 1',
  },
  {
    code: 'spark-allocation-shuffle',
    when: {
      'dynamicAllocation.shuffleTrackingEnabled': false,
      'dynamicAllocation.enabled': true,
      'sparkConf[spark.decommission.enabled]': not(isTrue),
      'sparkConf[spark.dynamicAllocation.shuffleTracking.enabled]': unset,
      'sparkConf[spark.shuffle.sort.io.plugin.class]': unset,
      'sparkConf[spark.shuffle.service.enabled]': not(isTrue),
    },
    says: 'dynamic allocation without shuffle tracking needs an external shuffle service, which Kubernetes has not, and Spark does not start: remove "shuffleTrackingEnabled: false"',
  },
  {
    code: 'spark-shuffle-service',
    when: { 'sparkConf[spark.shuffle.service.enabled]': 'true' },
    says: 'there is no external shuffle service on Kubernetes, and executors end when they look for it: use "dynamicAllocation.shuffleTrackingEnabled: true" instead',
  },
  {
    code: 'spark-local-dir-source',
    each: 'volumes[]',
    when: {
      name: /^spark-local-dir-/,
      emptyDir: unset,
      hostPath: unset,
      nfs: unset,
      persistentVolumeClaim: unset,
    },
    says: 'a volume for scratch space is an emptyDir, hostPath, nfs or persistentVolumeClaim: the submission fails with any other',
  },
  {
    code: 'spark-ui-port-number',
    when: { 'sparkConf[spark.ui.port]': unlike(/^\d{1,5}$/) },
    says: 'the port of the UI is not a number: write e.g. "4040"',
  },
  {
    code: 'spark-ui-service-port',
    when: { 'sparkUIOptions.servicePort': either(atMost(0), above(65_535)) },
    says: 'a port is a number from 1 to 65535: the Service of the UI is refused',
  },
  {
    code: 'spark-ui-service-type',
    when: {
      'sparkUIOptions.serviceType': noneOf(
        'ClusterIP',
        'NodePort',
        'LoadBalancer',
        'ExternalName',
        '',
      ),
    },
    says: 'the type of a Service is ClusterIP, NodePort, LoadBalancer or ExternalName: that of the UI is refused',
  },
  {
    code: 'spark-ingress-service-type',
    each: 'driverIngressOptions[]',
    when: { serviceType: noneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', '') },
    says: 'the type of a Service is ClusterIP, NodePort, LoadBalancer or ExternalName: that of the driver is refused',
  },
]);

const failing: readonly Rule[] = factsOf({ on, severity: 'warning', source: guide }, [
  {
    code: 'spark-mode-client',
    when: { mode: 'client' },
    says: 'the operator does not run applications in client mode: write "mode: cluster"',
  },
  {
    code: 'spark-version-of-image',
    when: { sparkVersion: differsFromImage },
    says: 'the tag of the image names another version of Spark: make "sparkVersion" that of the image, as the operator decides by it',
  },
  {
    code: 'spark-main-class-required',
    when: {
      mainApplicationFile: /\.jar$/,
      type: oneOf('Java', 'Scala'),
      mainClass: empty,
    },
    at: 'mainApplicationFile',
    says: 'a jar does not say which class to run unless its manifest has one: add "mainClass"',
  },
  {
    code: 'spark-main-file-scheme',
    when: { mainApplicationFile: /^(?:file:)?\/(?!\/[^/])/ },
    says: 'a path without "local://" is looked for on the side of the operator: write local:// in front of a path in the image',
  },
  {
    code: 'spark-python-2',
    when: { pythonVersion: '2', sparkVersion: /^v?[3-9]/ },
    says: 'Spark 3 and later have no Python 2: write "3" or leave it out',
  },
  {
    code: 'spark-python-version-unused',
    when: { pythonVersion: set, type: oneOf('Java', 'Scala', 'R') },
    says: 'the version of Python does nothing for an application that is not in Python: remove it',
  },
  {
    code: 'spark-repository-address',
    each: 'deps.repositories[]',
    when: { '': unlike(/^(?:https?|file|s3a?|hdfs):\/\/|[{$]/) },
    says: 'a repository is an address such as https://repo1.maven.org/maven2: packages are not found in this one',
  },
  {
    code: 'spark-package-scala',
    each: 'deps.packages[]',
    when: { '': scalaDiffers },
    says: 'the package is built for another Scala than this version of Spark: Spark 3.x has 2.12 (some images 2.13), Spark 4 has 2.13',
  },
  {
    code: 'spark-overhead-factor-large',
    when: { memoryOverheadFactor: above(1) },
    says: 'the factor is a part of the memory: more than 1 asks for more overhead than heap, "0.1" to "0.4" is usual',
  },
  {
    code: 'spark-retries-required',
    when: { 'restartPolicy.type': 'OnFailure', 'restartPolicy.onFailureRetries': unset },
    at: 'restartPolicy.type',
    says: 'without "onFailureRetries" a failed run is not tried again: add how often',
  },
  {
    code: 'spark-submission-retries-required',
    when: {
      'restartPolicy.type': 'OnFailure',
      'restartPolicy.onFailureRetries': set,
      'restartPolicy.onSubmissionFailureRetries': unset,
    },
    at: 'restartPolicy.type',
    says: 'without "onSubmissionFailureRetries" a failed submission is not tried again: add how often',
  },
  {
    code: 'spark-retries-unused',
    when: { 'restartPolicy.onFailureRetries': set, 'restartPolicy.type': 'Always' },
    says: 'with "type: Always" retries are not counted, it restarts for ever: remove them or write OnFailure',
  },
  {
    code: 'spark-time-to-live-none',
    when: { timeToLiveSeconds: atMost(0) },
    says: 'the application is deleted with its logs as soon as it ends: write e.g. 3600',
  },
  {
    code: 'spark-allocation-in-conf-only',
    when: {
      'sparkConf[spark.dynamicAllocation.enabled]': isTrue,
      dynamicAllocation: unset,
    },
    says: 'the operator does not see dynamic allocation here, sets one executor and no shuffle tracking: use "dynamicAllocation" of the spec',
  },
  {
    code: 'spark-allocation-old-version',
    when: { 'dynamicAllocation.enabled': true, sparkVersion: /^v?[12]\./ },
    says: 'dynamic allocation on Kubernetes came with Spark 3.0: switch it off or use a newer Spark',
  },
  {
    code: 'spark-shuffle-timeout-unit',
    when: { 'dynamicAllocation.shuffleTrackingTimeout': both(above(0), below(1_000)) },
    says: 'this time is in milliseconds, and less than a second is hardly meant: write e.g. 60000',
  },
  {
    code: 'spark-monitoring-two-configurations',
    when: { 'monitoring.prometheus.configuration': set, 'monitoring.prometheus.configFile': set },
    says: '"configFile" wins and "configuration" is not read: remove one of them',
  },
  {
    code: 'spark-metrics-two-properties',
    when: { 'monitoring.metricsProperties': set, 'monitoring.metricsPropertiesFile': set },
    says: '"metricsPropertiesFile" wins and "metricsProperties" is not read: remove one of them',
  },
  {
    code: 'spark-metrics-conf-overwritten',
    when: {
      'sparkConf[spark.metrics.conf]': set,
      monitoring: set,
    },
    says: 'the operator overwrites this property when "monitoring" is set: remove it',
  },
  {
    code: 'spark-metrics-namespace-overwritten',
    when: { 'sparkConf[spark.metrics.namespace]': set, monitoring: set },
    says: 'the operator overwrites this property when "monitoring" is set: remove it',
  },
  {
    code: 'spark-monitoring-of-nobody',
    when: {
      'monitoring.exposeDriverMetrics': false,
      'monitoring.exposeExecutorMetrics': false,
      'monitoring.prometheus': set,
    },
    says: 'metrics of neither driver nor executors are shown: set one of the two to true',
  },
  {
    code: 'spark-ui-off',
    when: { sparkUIOptions: set, 'sparkConf[spark.ui.enabled]': isFalse },
    says: 'the UI is switched off by "spark.ui.enabled", so nothing is behind these options: remove one of them',
  },
  {
    code: 'spark-conf-wait',
    when: { 'sparkConf[spark.kubernetes.submission.waitAppCompletion]': isTrue },
    says: 'a worker of the operator waits until the application ends and takes no other: remove this property',
  },
  {
    code: 'spark-event-log-directory',
    when: {
      'sparkConf[spark.eventLog.enabled]': isTrue,
      'sparkConf[spark.eventLog.dir]': unset,
      sparkConfigMap: unset,
    },
    says: 'the log of events goes to file:/tmp/spark-events, which no image has, and the driver ends: set "spark.eventLog.dir"',
  },
  {
    code: 'spark-event-log-lost',
    when: { 'sparkConf[spark.eventLog.dir]': /^(?:file:\/{1,3}|\/)tmp\b/ },
    says: 'the log of events lies in the pod and is lost with it: write it to a bucket or a shared volume',
  },
  {
    code: 'spark-batch-options-unused',
    when: { batchSchedulerOptions: set, batchScheduler: empty },
    says: 'these options do nothing without "batchScheduler": add it or remove them',
  },
  {
    code: 'spark-driver-pod-name-fixed',
    when: { 'driver.podName': set, 'restartPolicy.type': oneOf('Always', 'OnFailure') },
    says: 'a fixed name of the driver pod is taken when the application starts again: remove it',
  },
  {
    code: 'spark-pod-template-conf',
    when: {
      sparkConf: someKey((key) =>
        /^spark\.kubernetes\.(?:driver|executor)\.podTemplateFile$/.test(key),
      ),
    },
    says: 'the operator passes its own file of the pod template later: use "template" of the driver or executor instead of "podTemplateFile"',
  },
  {
    code: 'spark-operator-labels',
    when: {
      sparkConf: someKey((key) =>
        /^spark\.kubernetes\.[a-z]+\.label\.sparkoperator\.k8s\.io\//.test(key),
      ),
    },
    says: 'labels of sparkoperator.k8s.io belong to the operator, which finds its pods by them: remove them from sparkConf',
  },
  {
    code: 'spark-claim-on-demand',
    when: { sparkConf: isOnDemandIncomplete },
    says: 'a claim "OnDemand" needs "options.storageClass" and "options.sizeLimit" of the same volume: add them',
  },
  {
    code: 'spark-serializer-class',
    when: { 'sparkConf[spark.serializer]': unlike(/\./) },
    says: 'a serializer is the name of a class: write org.apache.spark.serializer.KryoSerializer',
  },
  {
    code: 'spark-executor-shared-scratch',
    each: 'volumes[]',
    when: {
      name: /^spark-local-dir-/,
      'persistentVolumeClaim.claimName': unlike(/^OnDemand$/),
      '/executor.instances': above(1),
    },
    at: 'persistentVolumeClaim.claimName',
    says: 'all executors share one claim for scratch space: use claims "OnDemand" through sparkConf',
  },
  {
    code: 'spark-volume-repeated',
    each: 'volumes[]',
    when: { name: repeatedIn('/volumes', 'name') },
    says: 'two volumes have this name: rename one of them',
  },
]);

const advice: readonly Rule[] = factsOf({ on, severity: 'information', source: guide }, [
  {
    code: 'spark-image-latest',
    when: { image: isUnversionedImage },
    says: 'the image has no fixed version, so the Spark in it changes without notice: write a tag such as :3.5.1',
  },
  {
    code: 'spark-driver-account',
    when: {
      driver: set,
      'driver.serviceAccount': empty,
      'driver.template.spec.serviceAccountName': empty,
      'sparkConf[spark.kubernetes.authenticate.driver.serviceAccountName]': unset,
    },
    says: 'the driver runs as the service account "default", which usually may not create executors: set "driver.serviceAccount"',
  },
  {
    code: 'spark-suspended',
    when: { suspend: true },
    says: 'a suspended application is not submitted, and a running one loses its pods',
  },
  {
    code: 'spark-instances-with-allocation',
    when: {
      'executor.instances': set,
      'dynamicAllocation.enabled': true,
      'dynamicAllocation.initialExecutors': set,
    },
    says: 'dynamic allocation begins with the larger of "instances" and "initialExecutors": keep one of them',
  },
  {
    code: 'spark-gpu-tasks',
    when: {
      'executor.gpu': set,
      'sparkConf[spark.executor.resource.gpu.amount]': unset,
      'sparkConf[spark.task.resource.gpu.amount]': unset,
    },
    says: 'Spark gives no task a GPU without "spark.executor.resource.gpu.amount" and "spark.task.resource.gpu.amount": set them in sparkConf',
  },
  {
    code: 'spark-main-file-connector',
    when: {
      mainApplicationFile: /^s3a:/,
      image: /^(?:docker\.io\/)?(?:apache\/)?spark(?:-py|-r)?:/,
      'deps.packages': empty,
      'deps.jars': empty,
      'sparkConf[spark.jars.packages]': unset,
      'sparkConf[spark.jars]': unset,
    },
    says: 'the images of the Spark project have no connector to S3: add org.apache.hadoop:hadoop-aws to "deps.packages" or use an image that has it',
  },
  {
    code: 'spark-main-file-hdfs',
    when: {
      mainApplicationFile: /^hdfs:\/\/\//,
      hadoopConfigMap: empty,
      'hadoopConf[fs.defaultFS]': unset,
      'sparkConf[spark.hadoop.fs.defaultFS]': unset,
    },
    says: 'the path names no NameNode, and nothing says which one: set "hadoopConfigMap" or fs.defaultFS',
  },
  {
    code: 'spark-many-executors',
    when: { 'executor.instances': above(1_000) },
    says: 'the operator tracks 1000 executors of an application unless its chart says otherwise: raise maxTrackedExecutorPerApp',
  },
  {
    code: 'spark-two-priorities',
    when: {
      'batchSchedulerOptions.priorityClassName': set,
      '': atOneOf(['driver.priorityClassName', 'executor.priorityClassName'], set),
    },
    says: 'the priority stands here and at driver or executor: keep one of them',
  },
  {
    code: 'spark-scheduler-unused',
    when: {
      batchScheduler: filled,
      '': atOneOf(['driver.schedulerName', 'executor.schedulerName'], set),
    },
    at: 'batchScheduler',
    says: 'the batch scheduler wins over "schedulerName" of driver and executor: remove one of them',
  },
  {
    code: 'spark-local-dir-unused',
    when: { 'sparkConf[spark.local.dir]': set },
    says: 'on Kubernetes this property is not read: scratch space is a volume whose name begins with spark-local-dir-',
  },
  {
    code: 'spark-large-executor',
    when: { 'executor.cores': above(8), 'executor.memory': set },
    says: 'executors of many cores wait for one another in the garbage collection: more executors of about 5 cores usually do more',
  },
  {
    code: 'spark-python-overhead',
    when: {
      'executor.memory': /^(?:9|[1-9]\d+)g$/i,
      type: 'Python',
      'executor.memoryOverhead': unset,
      memoryOverheadFactor: unset,
      'sparkConf[spark.executor.memoryOverhead]': unset,
      'sparkConf[spark.executor.memoryOverheadFactor]': unset,
    },
    says: 'workers of Python need memory beside this heap: say how much with "memoryOverhead" or "memoryOverheadFactor"',
  },
]);

/** `spark:3.5.1` beside `sparkVersion: 3.4.1`; only of images that are called spark. */
function differsFromImage(found: Parameters<Test>[0], { root }: Parameters<Test>[1]): boolean {
  const version = /^v?(\d+\.\d+)/.exec(textOf(found) ?? '')?.[1];
  const image =
    root.type === 'map' ? root.entries.find(({ key }) => key.source === 'image') : undefined;
  const tag = /(?:^|\/)spark(?:-py|-r)?:v?(\d+\.\d+)\.\d/.exec(textOf(image?.value) ?? '')?.[1];
  return version !== undefined && tag !== undefined && version !== tag;
}

function scalaDiffers(found: Parameters<Test>[0], { root }: Parameters<Test>[1]): boolean {
  const scala = /_(2\.1\d):/.exec(textOf(found) ?? '')?.[1];
  const given =
    root.type === 'map' ? root.entries.find(({ key }) => key.source === 'sparkVersion') : undefined;
  const major = /^v?(\d+)\./.exec(textOf(given?.value) ?? '')?.[1];
  if (scala === undefined || major === undefined) return false;
  if (major === '3') return scala === '2.11' || scala === '2.10';
  return major === '4' && scala !== '2.13';
}

/** A claim that is made for each executor needs a class and a size. */
function isOnDemandIncomplete(found: Parameters<Test>[0]): boolean {
  if (found?.type !== 'map') return false;
  const keys = new Set(found.entries.map(({ key }) => key.source));
  return found.entries.some(({ key, value }) => {
    const volume = /^(.*)\.options\.claimName$/.exec(key.source)?.[1];
    return (
      volume !== undefined &&
      textOf(value) === 'OnDemand' &&
      !(keys.has(`${volume}.options.storageClass`) && keys.has(`${volume}.options.sizeLimit`))
    );
  });
}

export const sparkApplications: readonly Rule[] = [...byProgram, ...failing, ...advice];
