/** The tables of facts by their subject, which is a page in docs/rules. */
import type { Rule } from '../rule.ts';
import { kubeflowJobs } from './kubeflow/jobs.ts';
import { katibAndServing } from './kubeflow/katib.ts';
import { rayClusters } from './ray/clusters.ts';
import { kyvernoPolicies } from './kyverno/policies.ts';
import { rabbitmqQueues } from './rabbitmq/queues.ts';
import { kustomizations } from './kustomize/kustomizations.ts';
import { platformServices } from './platform/services.ts';
import { argoDelivery } from './argo/delivery.ts';
import { fluxObjects } from './flux/sources.ts';
import { istioMesh } from './istio/mesh.ts';
import { kedaScaling } from './keda/scaling.ts';
import { kueueQueues } from './kueue/queues.ts';
import { alertmanagerConfigs } from './prometheus/alertmanager.ts';
import { relabelings } from './prometheus/relabeling.ts';
import { prometheusRules } from './prometheus/rules.ts';
import { argoWorkflows } from './argo/workflows.ts';
import { sparkApplications } from './spark/application.ts';
import { sparkPods } from './spark/pods.ts';
import { sparkProperties } from './spark/properties.ts';
import { sparkSchedules } from './spark/scheduled.ts';
import { airflowCharts } from './airflow/charts.ts';
import { jupyterhubChart } from './jupyterhub/chart.ts';
import { mlflowChart } from './mlflow/chart.ts';
import { factsWithoutEffect } from './pods/noEffect.ts';
import { objectFacts } from './pods/objects.ts';
import { podFacts } from './pods/pods.ts';
import { programFacts } from './pods/programs.ts';
import { refusedOfPods } from './pods/refused.ts';
import { serverWarnings } from './pods/serverWarnings.ts';
import { prestoAndHive } from './presto/clusters.ts';
import { stackableClusters } from './stackable/clusters.ts';
import { supersetChart } from './superset/chart.ts';
import { tarantoolClusters } from './tarantool/clusters.ts';
import { flinkDeployments } from './flink/deployments.ts';
import { minioTenants } from './minio/tenants.ts';
import { postgresClusters } from './postgres/clusters.ts';
import { rabbitmqTopology } from './rabbitmq/topology.ts';
import { storageFacts } from './storage/storage.ts';
import { kafkaConnectors } from './strimzi/connectors.ts';
import { strimziKafka } from './strimzi/kafka.ts';
import { trinoChart } from './trino/chart.ts';

export const factsBySubject = {
  argo: [...argoWorkflows, ...argoDelivery],
  flux: [...fluxObjects],
  istio: [...istioMesh],
  keda: [...kedaScaling],
  kueue: [...kueueQueues],
  kustomize: [...kustomizations],
  kyverno: [...kyvernoPolicies],
  platform: [...platformServices],
  prometheus: [...prometheusRules, ...relabelings, ...alertmanagerConfigs],
  kubeflow: [...kubeflowJobs, ...katibAndServing],
  ray: [...rayClusters],
  spark: [...sparkApplications, ...sparkPods, ...sparkProperties, ...sparkSchedules],
  airflow: [...airflowCharts],
  flink: [...flinkDeployments],
  jupyterhub: [...jupyterhubChart],
  minio: [...minioTenants],
  mlflow: [...mlflowChart],
  objects: [...objectFacts],
  pods: [...podFacts, ...programFacts, ...factsWithoutEffect, ...refusedOfPods, ...serverWarnings],
  postgres: [...postgresClusters],
  presto: [...prestoAndHive],
  rabbitmq: [...rabbitmqTopology, ...rabbitmqQueues],
  stackable: [...stackableClusters],
  storage: [...storageFacts],
  strimzi: [...strimziKafka, ...kafkaConnectors],
  superset: [...supersetChart],
  tarantool: [...tarantoolClusters],
  trino: [...trinoChart],
} satisfies Record<string, readonly Rule[]>;
