/** Training jobs, notebooks and profiles of Kubeflow. */
import { get, items, type Node } from '../../../yaml/node.ts';
import { nodeAt } from '../path.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atMost,
  below,
  blank,
  both,
  count,
  either,
  empty,
  filled,
  type Here,
  noItem,
  noneOf,
  not,
  set,
  someItem,
  someKey,
  textOf,
  textWith,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage(
  'the training operator',
  'https://www.kubeflow.org/docs/components/trainer/legacy-v1/',
);
const notebooks = onPage('Kubeflow', 'https://www.kubeflow.org/docs/components/notebooks/');
const on = (kind: string): { readonly kinds: readonly string[] } => ({
  kinds: [`kubeflow.org/${kind}`],
});

/** The container of which the operator reads the ports and into which it puts the variables. */
const containerNames: readonly (readonly [kind: string, replicas: string, name: string])[] = [
  ['PyTorchJob', 'pytorchReplicaSpecs', 'pytorch'],
  ['TFJob', 'tfReplicaSpecs', 'tensorflow'],
  ['XGBoostJob', 'xgbReplicaSpecs', 'xgboost'],
  ['PaddleJob', 'paddleReplicaSpecs', 'paddle'],
  ['JAXJob', 'jaxReplicaSpecs', 'jax'],
];

const ofEach = containerNames.flatMap(([kind, replicas, name]) => [
  ...factsOf({ on: on(kind), by: 'webhook', source }, [
    {
      code: `kubeflow-${name}-container`,
      each: `spec.${replicas}.*`,
      when: { 'template.spec.containers': both(count(1), noItem({ name })) },
      says: `one of the containers has to be called "${name}": rename the one that trains`,
    },
    {
      code: `kubeflow-${name}-image`,
      each: `spec.${replicas}.*.template.spec.containers[]`,
      when: { name: set, image: empty },
      at: 'image',
      says: 'a container needs an image',
    },
  ]),
  ...factsOf({ on: on(kind), by: 'operator', source }, [
    {
      code: `kubeflow-${name}-replicas`,
      each: `spec.${replicas}.*`,
      when: { replicas: below(0) },
      says: 'a number of replicas is not below zero',
    },
  ]),
  ...factsOf({ on: on(kind), severity: 'warning', source }, [
    {
      code: `kubeflow-${name}-restart`,
      each: `spec.${replicas}.*`,
      when: { 'template.spec.restartPolicy': set, restartPolicy: set },
      says: '"restartPolicy" beside the template wins over this one: remove it here',
    },
  ]),
]);

const training = [
  ...factsOf({ on: on('PyTorchJob'), by: 'webhook', source }, [
    {
      code: 'kubeflow-pytorch-roles',
      when: { 'spec.pytorchReplicaSpecs': someKey((key) => key !== 'Master' && key !== 'Worker') },
      says: 'a role is Master or Worker',
    },
    {
      code: 'kubeflow-pytorch-master',
      when: { 'spec.pytorchReplicaSpecs.Master.replicas': unlike(/^1$/) },
      says: 'there is exactly one master: write 1',
    },
    {
      code: 'kubeflow-pytorch-workers',
      when: { 'spec.pytorchReplicaSpecs.Worker.replicas': atMost(0) },
      says: 'there is at least one worker: write 1 or more, or leave the role out',
    },
    {
      code: 'kubeflow-pytorch-elastic',
      when: {
        'spec.elasticPolicy': set,
        'spec.pytorchReplicaSpecs': set,
        'spec.pytorchReplicaSpecs.Worker': unset,
      },
      says: 'an elastic job has workers: add the role "Worker"',
    },
    {
      code: 'kubeflow-pytorch-processes',
      when: { 'spec.elasticPolicy.nProcPerNode': set, 'spec.nprocPerNode': set },
      says: '"spec.nprocPerNode" says it already: remove it here',
    },
  ]),
  ...factsOf({ on: on('PyTorchJob'), by: 'operator', source }, [
    {
      code: 'kubeflow-elastic-order',
      when: { 'spec.elasticPolicy.minReplicas': above('spec.elasticPolicy.maxReplicas') },
      says: 'the least replicas are more than "maxReplicas"',
    },
    {
      code: 'kubeflow-elastic-workers',
      when: {
        'spec.pytorchReplicaSpecs.Worker.replicas': either(
          above('spec.elasticPolicy.maxReplicas'),
          below('spec.elasticPolicy.minReplicas'),
        ),
      },
      says: 'the workers are not between "minReplicas" and "maxReplicas" of the elastic policy',
    },
  ]),
  ...factsOf({ on: on('PyTorchJob'), by: 'program', source }, [
    {
      code: 'kubeflow-pytorch-process-count',
      when: { 'spec.nprocPerNode': unlike(/^(?:auto|cpu|gpu|\d+)$/) },
      says: 'a number of processes is auto, cpu, gpu or a number in quotes',
    },
  ]),
  ...factsOf({ on: on('PyTorchJob'), severity: 'information', source }, [
    {
      code: 'kubeflow-pytorch-gpus',
      each: 'spec.pytorchReplicaSpecs.*.template.spec.containers[]',
      when: { 'resources.limits[nvidia.com/gpu]': otherThanProcesses },
      says: 'processes of a node ("nprocPerNode") and GPUs of its container differ, so that some share one or are idle',
    },
  ]),
  ...factsOf({ on: on('TFJob'), by: 'webhook', source }, [
    {
      code: 'kubeflow-tensorflow-chiefs',
      when: { 'spec.tfReplicaSpecs.Master': set, 'spec.tfReplicaSpecs.Chief': set },
      says: 'Chief and Master are the same role: keep one',
    },
  ]),
  ...factsOf({ on: on('TFJob'), by: 'operator', source }, [
    {
      code: 'kubeflow-tensorflow-roles',
      when: {
        'spec.tfReplicaSpecs': someKey(
          (key) => !['PS', 'Worker', 'Chief', 'Master', 'Evaluator'].includes(key),
        ),
      },
      says: 'a role is PS, Worker, Chief, Master or Evaluator',
    },
  ]),
  ...factsOf({ on: on('TFJob'), severity: 'warning', source }, [
    {
      code: 'kubeflow-tensorflow-chief',
      when: { 'spec.tfReplicaSpecs.Chief.replicas': above(1) },
      says: 'there is one chief: write 1',
    },
  ]),
  ...factsOf({ on: on('XGBoostJob'), by: 'webhook', source }, [
    {
      code: 'kubeflow-xgboost-roles',
      when: { 'spec.xgbReplicaSpecs': someKey((key) => key !== 'Master' && key !== 'Worker') },
      says: 'a role is Master or Worker',
    },
    {
      code: 'kubeflow-xgboost-master-required',
      when: { 'spec.xgbReplicaSpecs': filled, 'spec.xgbReplicaSpecs.Master': unset },
      says: 'a job needs the role "Master"',
    },
    {
      code: 'kubeflow-xgboost-master',
      when: { 'spec.xgbReplicaSpecs.Master.replicas': unlike(/^1$/) },
      says: 'there is exactly one master: write 1',
    },
  ]),
  ...factsOf({ on: on('JAXJob'), by: 'webhook', source }, [
    {
      code: 'kubeflow-jax-roles',
      when: { 'spec.jaxReplicaSpecs': someKey((key) => key !== 'Worker') },
      says: 'the only role is Worker',
    },
  ]),
  ...['PyTorchJob', 'TFJob', 'XGBoostJob', 'PaddleJob', 'JAXJob'].flatMap((kind) => {
    const name = kind.replace('Job', '').toLowerCase();
    return [
      ...factsOf({ on: on(kind), by: 'webhook', source }, [
        {
          code: `kubeflow-${name}-name`,
          when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/) },
          says: 'services are made of the name: it begins with a letter, has small letters, digits and "-", and at most 63 characters',
        },
        {
          code: `kubeflow-${name}-manager`,
          when: {
            'spec.runPolicy.managedBy': noneOf(
              'kubeflow.org/training-operator',
              'kueue.x-k8s.io/multikueue',
            ),
          },
          says: 'a job is managed by kubeflow.org/training-operator or kueue.x-k8s.io/multikueue',
        },
      ]),
      ...factsOf({ on: on(kind), severity: 'warning', source }, [
        {
          code: `kubeflow-${name}-cleaning`,
          when: { 'spec.runPolicy.cleanPodPolicy': noneOf('All', 'Running', 'None') },
          says: 'a policy is All, Running or None: any other is not recognised',
        },
      ]),
    ];
  }),
  ...factsOf(
    {
      on: on('MPIJob'),
      by: 'operator',
      source: onPage('the MPI operator', 'https://github.com/kubeflow/mpi-operator'),
    },
    [
      {
        code: 'kubeflow-mpi-launcher',
        when: { 'spec.mpiReplicaSpecs.Launcher.replicas': unlike(/^1$/) },
        says: 'there is exactly one launcher: write 1',
      },
      {
        code: 'kubeflow-mpi-launcher-required',
        when: { 'spec.mpiReplicaSpecs': filled, 'spec.mpiReplicaSpecs.Launcher': unset },
        says: 'a job needs the role "Launcher"',
      },
      {
        code: 'kubeflow-mpi-workers',
        when: { 'spec.mpiReplicaSpecs.Worker.replicas': atMost(0) },
        says: 'there is at least one worker: write 1 or more',
      },
      {
        code: 'kubeflow-mpi-restart',
        supersedes: ['invalid-value'],
        each: 'spec.mpiReplicaSpecs.*',
        when: { restartPolicy: noneOf('Never', 'OnFailure') },
        says: 'a policy is Never or OnFailure',
      },
      {
        code: 'kubeflow-mpi-containers',
        supersedes: ['required-value'],
        each: 'spec.mpiReplicaSpecs.*',
        when: { 'template.spec.containers': blank },
        says: 'a pod needs a container',
      },
      {
        code: 'kubeflow-mpi-slots',
        when: { 'spec.slotsPerWorker': below(0) },
        says: 'a number of slots is not below zero',
      },
      {
        code: 'kubeflow-mpi-cleaning',
        supersedes: ['invalid-value'],
        when: { 'spec.runPolicy.cleanPodPolicy': noneOf('None', 'Running', 'All') },
        says: 'a policy is None, Running or All',
      },
      {
        code: 'kubeflow-mpi-ssh-path',
        when: { 'spec.sshAuthMountPath': blank },
        says: 'a path for the SSH keys is needed: write e.g. /home/mpi/.ssh, or leave the field out',
      },
      {
        code: 'kubeflow-mpi-name',
        when: { 'metadata.name': /^.{54}/ },
        says: 'pods are called after the job with -worker- and a number, in 63 characters: shorten the name',
      },
    ],
  ),
];

const users = [
  ...factsOf({ on: on('Notebook'), by: 'operator', source: notebooks }, [
    {
      code: 'kubeflow-notebook-containers',
      supersedes: ['required-value'],
      when: { 'spec.template.spec.containers': blank },
      says: 'a notebook needs a container',
    },
    {
      code: 'kubeflow-notebook-name',
      when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$/) },
      says: 'a Service and labels are made of the name: it begins with a letter, has small letters, digits and "-", and at most 52 characters',
    },
  ]),
  ...factsOf({ on: on('Notebook'), severity: 'information', source: notebooks }, [
    {
      code: 'kubeflow-notebook-folder',
      each: 'spec.template.spec.containers[]',
      when: {
        workingDir: empty,
        image: unlike(/jupyter|notebook|codeserver|code-server|rstudio|kubeflow|[{$]/i),
      },
      at: 'image',
      says: 'the server starts in /home/jovyan, which an image of its own may not have: set "workingDir"',
    },
  ]),
  ...factsOf({ on: on('Notebook'), severity: 'warning', source: notebooks }, [
    ...['args', 'command'].map((field) => ({
      code: `kubeflow-notebook-prefix-${field}`,
      each: `spec.template.spec.containers[].${field}[]`,
      when: { '': textWith(/base_url[= ]['"]?\/(?:['"\s]|$)/) },
      says: 'the notebook is reached below a path of its own: write $(NB_PREFIX) in place of "/"',
    })),
    {
      code: 'kubeflow-notebook-container-name',
      when: { 'spec.template.spec.containers': hasNoneOfThisName },
      says: 'none of the containers is called like the notebook, so that its state stays empty: name the first one so',
    },
    {
      code: 'kubeflow-notebook-port',
      when: { 'spec.template.spec.containers[0].ports[0].containerPort': unlike(/^8888$/) },
      says: 'the Service leads to the first port, and a notebook listens on 8888: put that port first',
    },
    {
      code: 'kubeflow-notebook-group',
      when: {
        'spec.template.spec.securityContext': filled,
        'spec.template.spec.securityContext.fsGroup': unset,
      },
      says: 'the group 100, which may write the home, is only added where no securityContext is: add "fsGroup: 100"',
    },
    {
      code: 'kubeflow-notebook-headers',
      when: {
        'metadata.annotations[notebooks.kubeflow.org/http-headers-request-set]':
          unlike(/^\s*\{[^]*\}\s*$/),
      },
      says: 'headers are a JSON object, as {"X-Name":"value"}: anything else is ignored',
    },
    {
      code: 'kubeflow-notebook-home',
      each: 'spec.template.spec.volumes[]',
      when: { emptyDir: set, name: isMountedAtHome },
      at: 'emptyDir',
      says: 'the home of the notebook is lost when it is stopped: use a claim',
    },
  ]),
  ...factsOf({ on: on('Notebook'), severity: 'information', source: notebooks }, [
    {
      code: 'kubeflow-notebook-stopped',
      when: { 'metadata.annotations[kubeflow-resource-stopped]': set },
      says: 'the notebook is stopped as long as this annotation is there, whatever its value: remove it to start',
    },
    {
      code: 'kubeflow-notebook-memory',
      when: {
        'spec.template.spec.containers[0].image': /pytorch/,
        'spec.template.spec.volumes': not(someItem({ 'emptyDir.medium': 'Memory' })),
      },
      says: 'data loaders of PyTorch need shared memory: mount an emptyDir with "medium: Memory" at /dev/shm',
    },
  ]),
  ...factsOf({ on: on('PodDefault'), severity: 'warning', source: notebooks }, [
    {
      code: 'kubeflow-pod-default-everything',
      when: { 'spec.selector': blank },
      says: 'an empty selector takes every pod of the namespace: choose by a label',
    },
    {
      code: 'kubeflow-pod-default-volume',
      each: 'spec.volumeMounts[]',
      when: { name: isNoVolume },
      says: 'no volume of this PodDefault has this name, and pods that have none of it either are refused: add it under "volumes"',
    },
  ]),
  ...factsOf({ on: on('Profile'), by: 'operator', source: notebooks }, [
    {
      code: 'kubeflow-profile-name',
      when: { 'metadata.name': unlike(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/) },
      says: 'a namespace is made of the name: it has small letters, digits and "-", and at most 63 characters',
    },
  ]),
  ...factsOf({ on: on('Profile'), severity: 'warning', source: notebooks }, []),
];

function otherThanProcesses(found: Node | undefined, { root }: Here): boolean {
  const processes = textOf(nodeAt(root, ['spec', 'nprocPerNode']));
  const gpus = textOf(found);
  return (
    processes !== undefined && gpus !== undefined && /^\d+$/.test(processes) && processes !== gpus
  );
}

function hasNoneOfThisName(found: Node | undefined, { root }: Here): boolean {
  const name = textOf(nodeAt(root, ['metadata', 'name']));
  const names = items(found).map((container) => textOf(get(container, 'name')));
  return name !== undefined && names.length > 0 && !names.includes(name);
}

function isMountedAtHome(found: Node | undefined, { root }: Here): boolean {
  const containers = items(nodeAt(root, ['spec', 'template', 'spec', 'containers']));
  const name = textOf(found);
  return containers.some((container) =>
    items(get(container, 'volumeMounts')).some(
      (mount) =>
        textOf(get(mount, 'name')) === name && textOf(get(mount, 'mountPath')) === '/home/jovyan',
    ),
  );
}

function isNoVolume(found: Node | undefined, { root }: Here): boolean {
  const names = items(nodeAt(root, ['spec', 'volumes'])).map((volume) =>
    textOf(get(volume, 'name')),
  );
  const name = textOf(found);
  return name !== undefined && !names.includes(name);
}

export const kubeflowJobs: readonly Rule[] = [...ofEach, ...training, ...users];
