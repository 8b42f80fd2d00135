/** Workflows of Argo: what its controller refuses before anything runs. */
import { get, items, type Node } from '../../../yaml/node.ts';
import { artifactLocations } from '../../../model/argoInputs.ts';
import type { Visit } from '../../../walk/visit.ts';
import { isFilled } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  atMost,
  both,
  empty,
  filled,
  keyOf,
  keysSet,
  isTrue,
  noItem,
  noneOf,
  not,
  oneOf,
  repeatedIn,
  set,
  someItem,
  textOf,
  unlike,
  unset,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/fields/');
const by = 'operator';
const type = (name: string): { readonly types: readonly string[] } => ({
  types: [`argo-workflows/${name}`],
});
const kinds = {
  kinds: ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'].map(
    (kind) => `argoproj.io/${kind}`,
  ),
};
const bodies = [
  'container',
  'containerSet',
  'steps',
  'script',
  'resource',
  'dag',
  'suspend',
  'http',
  'plugin',
  'data',
];

/** What all templates have in common may be said of several bodies. */
function isNoDefault(_found: Node | undefined, { visit }: Here): boolean {
  return visit.step !== 'templateDefaults';
}

function lacksDefaultImage(found: Node | undefined, { visit }: Here): boolean {
  if (isFilled(found)) return false;
  for (let holder: Visit | undefined = visit; holder; holder = holder.parent)
    if (isFilled(get(get(get(holder.node, 'templateDefaults'), 'container'), 'image')))
      return false;
  return true;
}

/** In seconds, or with units of Go and days. */
const argoDuration = /^\d+$|^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d))+$|\{\{/;

const templates = factsOf({ on: type('Template'), by, source }, [
  {
    code: 'argo-git-repository',
    each: 'inputs.artifacts[]',
    when: { git: set, 'git.repo': empty },
    says: 'an artifact from Git needs "repo", the address of the repository',
  },
  {
    code: 'argo-input-path-mounted',
    each: 'inputs.artifacts[]',
    when: { path: isMountPath },
    says: 'a volume is mounted at this path, too: choose another path for the artifact',
  },
  ...['steps[][]', 'dag.tasks[]'].map((place, index) => ({
    code: ['argo-step-artifact', 'argo-task-artifact'][index] ?? '',
    each: `${place}.arguments.artifacts[]`,
    when: { '': keysSet(artifactLocations, 0, 0), optional: not(isTrue) },
    says: 'nothing says where the artifact comes from: add "from" or a location',
  })),
  {
    code: 'argo-metric-name',
    each: 'metrics.prometheus[]',
    when: { name: empty },
    says: 'a metric needs a name',
  },
  {
    code: 'argo-metric-help',
    each: 'metrics.prometheus[]',
    when: { help: empty },
    says: 'a metric needs "help", which says what it counts',
  },
  {
    code: 'argo-step-repeated',
    each: 'steps[][]',
    when: { name: isNameOfEarlierStep },
    says: 'another step of the template has this name: rename one of them',
  },
  {
    code: 'argo-dag-target',
    when: { 'dag.target': isNoTask },
    says: 'no task of the DAG has this name',
  },
  {
    code: 'argo-template-none',
    when: {
      '': both(keysSet([...bodies, 'inline'], 0, 0), keysSet(['name'], 1)),
      '/inline': unset,
    },
    says: 'a template has a body, such as "container", "script", "steps" or "dag": add one',
  },
  {
    code: 'argo-template-several',
    when: { '': both(keysSet(bodies, 2), isNoDefault) },
    says: 'a template has one body: keep one of "container", "script", "steps", "dag" and the others',
  },
  {
    code: 'argo-container-image',
    supersedes: ['missing-field'],
    when: { container: set, 'container.image': lacksDefaultImage },
    says: 'a container needs an image',
  },
  {
    code: 'argo-deadline',
    when: { activeDeadlineSeconds: atMost(0) },
    says: 'a deadline is above zero',
  },
  {
    code: 'argo-deadline-of-steps',
    when: { activeDeadlineSeconds: set, '': keysSet(['steps', 'dag'], 1) },
    says: 'only a template that runs a pod has a deadline: put it at the templates of the steps, or at the workflow',
  },
  {
    code: 'argo-timeout-unit',
    when: { timeout: /^\d+$/ },
    says: 'a timeout has a unit: write e.g. 60s',
  },
  {
    code: 'argo-timeout-of-steps',
    when: { timeout: set, '': keysSet(['steps', 'dag'], 1) },
    says: 'only a template that runs a pod has a timeout: put it at the templates of the steps',
  },
  {
    code: 'argo-parallelism',
    when: {
      parallelism: set,
      '': keysSet(['container', 'script', 'resource', 'suspend', 'http'], 1),
    },
    says: 'only "steps" and "dag" run things in parallel: remove it here',
  },
  {
    code: 'argo-resource-manifest',
    when: {
      'resource.action': oneOf('create', 'apply'),
      'resource.manifest': empty,
      'resource.manifestFrom': empty,
    },
    says: 'the action needs a manifest: add "manifest" or "manifestFrom"',
  },
  {
    code: 'argo-resource-manifest-twice',
    when: { 'resource.manifestFrom': set, 'resource.manifest': set },
    says: '"manifest" and "manifestFrom" exclude each other: keep one',
  },
  {
    code: 'argo-step-name-required',
    each: 'steps[][]',
    when: { name: empty },
    says: 'a step needs a name',
  },
  {
    code: 'argo-reserved-sidecar',
    each: 'sidecars[]',
    when: { name: oneOf('main', 'init', 'wait') },
    says: 'Argo gives this name to a container of its own: choose another one',
  },
  {
    code: 'argo-reserved-container',
    each: 'containerSet.containers[]',
    when: { name: oneOf('init', 'wait') },
    says: 'Argo gives this name to a container of its own: choose another one',
  },
  {
    code: 'argo-container-set-main',
    when: {
      containerSet: set,
      outputs: filled,
      'containerSet.containers': noItem({ name: 'main' }),
    },
    at: 'containerSet.containers',
    says: 'inputs and outputs belong to the container "main", which the set does not have: name one so',
  },
  {
    code: 'argo-input-path',
    each: 'inputs.artifacts[]',
    when: { name: set, path: empty, '/': keysSet(['container', 'script'], 1) },
    says: 'the artifact needs a path in the container',
  },
  {
    code: 'argo-input-path-unused',
    each: 'inputs.artifacts[]',
    when: { path: set, '/': keysSet(['steps', 'dag'], 1) },
    says: 'steps and DAGs have no file system: remove the path, the templates that they call have one',
  },
  {
    code: 'argo-input-repeated',
    supersedes: ['duplicate-item'],
    each: 'inputs.parameters[]',
    when: { name: repeatedIn('/inputs.parameters', 'name') },
    says: 'another parameter has this name',
  },
  {
    code: 'argo-artifact-repeated',
    supersedes: ['duplicate-item'],
    each: 'inputs.artifacts[]',
    when: { name: repeatedIn('/inputs.artifacts', 'name') },
    says: 'another artifact has this name',
  },
  {
    code: 'argo-output-repeated',
    supersedes: ['duplicate-item'],
    each: 'outputs.parameters[]',
    when: { name: repeatedIn('/outputs.parameters', 'name') },
    says: 'another parameter has this name',
  },
  {
    code: 'argo-output-source',
    each: 'outputs.parameters[]',
    when: { name: set, valueFrom: empty, value: unset },
    says: 'an output parameter needs "valueFrom", which says where its value comes from',
  },
  {
    code: 'argo-output-sources',
    each: 'outputs.parameters[]',
    when: {
      valueFrom: keysSet(
        ['path', 'jqFilter', 'jsonPath', 'parameter', 'event', 'expression', 'supplied'],
        2,
      ),
    },
    says: 'an output has one source: keep one of these',
  },
  {
    code: 'argo-output-value-twice',
    each: 'outputs.parameters[]',
    when: { value: set, valueFrom: set },
    says: '"value" and "valueFrom" exclude each other: keep one',
  },
  {
    code: 'argo-output-path',
    each: 'outputs.parameters[]',
    when: {
      valueFrom: keysSet(['jqFilter', 'jsonPath'], 1),
      '/': keysSet(['container', 'script'], 1),
    },
    says: 'the output of a container is read from a file: write "path"',
  },
  {
    code: 'argo-depends-mixed',
    each: 'dag.tasks[]',
    when: { dependencies: set, '/dag.tasks': someItem({ depends: set }) },
    says: '"depends" and "dependencies" do not go together in one DAG: use "depends" everywhere',
  },
  {
    code: 'argo-depends-digit',
    each: 'dag.tasks[]',
    when: { name: /^\d/, '/dag.tasks': someItem({ depends: set }) },
    says: 'a task whose name begins with a digit cannot stand in "depends": begin with a letter',
  },
  {
    code: 'argo-continue-with-depends',
    each: 'dag.tasks[]',
    when: { continueOn: set, depends: set },
    says: '"continueOn" does not go with "depends": say it there, as in "a.Succeeded || a.Failed"',
  },
  {
    code: 'argo-hook-expression',
    each: 'dag.tasks[].hooks.*',
    when: { template: set, expression: empty, '': keyOf((key) => key !== 'exit') },
    says: 'a hook that is not called "exit" needs an expression',
  },
]);

const calls = ['DAGTask', 'WorkflowStep'].flatMap((name) => {
  const of = name === 'DAGTask' ? 'task' : 'step';
  return factsOf({ on: type(name), by, source }, [
    {
      code: `argo-${of}-template`,
      when: { name: set, '': keysSet(['template', 'templateRef', 'inline'], 0, 0) },
      says: `a ${of} needs "template", "templateRef" or "inline"`,
    },
    {
      code: `argo-${of}-template-twice`,
      when: { '': keysSet(['template', 'templateRef', 'inline'], 2) },
      says: `a ${of} has one of "template", "templateRef" and "inline": keep one`,
    },
    {
      code: `argo-${of}-loops`,
      when: { '': keysSet(['withItems', 'withParam', 'withSequence'], 2) },
      says: `a ${of} has one of "withItems", "withParam" and "withSequence": keep one`,
    },
  ]);
});

const parts = [
  ...factsOf({ on: type('TemplateRef'), by, source }, [
    {
      code: 'argo-reference-name',
      when: { template: set, name: empty },
      says: 'a reference needs the name of the WorkflowTemplate',
    },
    {
      code: 'argo-reference-template',
      when: { name: set, template: empty },
      says: 'a reference needs the name of the template in it',
    },
  ]),
  ...factsOf({ on: type('Sequence'), by, source }, [
    {
      code: 'argo-sequence-end',
      when: { '': keysSet(['count', 'end'], 0, 0) },
      says: 'a sequence needs "count" or "end"',
    },
    {
      code: 'argo-sequence-ends',
      when: { '': keysSet(['count', 'end'], 2) },
      says: '"count" and "end" exclude each other: keep one',
    },
  ]),
  ...factsOf({ on: type('Parameter'), by, source }, [
    { code: 'argo-enum-value', when: { value: isNotInEnum }, says: 'the value is none of "enum"' },
  ]),
  ...factsOf({ on: type('Artifact'), by, source }, [
    {
      code: 'argo-artifact-from-twice',
      when: { from: set, fromExpression: set },
      says: '"from" and "fromExpression" exclude each other: keep one',
    },
  ]),
  ...factsOf({ on: type('RetryStrategy'), by, source }, [
    {
      code: 'argo-retry-limit',
      when: { limit: unlike(/^\d+$|\{\{/) },
      says: 'a limit is a whole number',
    },
  ]),
  ...factsOf({ on: type('Prometheus'), by, source }, [
    {
      code: 'argo-metric-kind',
      when: { name: set, '': keysSet(['counter', 'gauge', 'histogram'], 0, 0) },
      says: 'a metric is a "counter", a "gauge" or a "histogram": add one',
    },
  ]),
];

const specs = factsOf({ on: type('WorkflowSpec'), by, source }, [
  {
    code: 'argo-claim-cleaning',
    when: { 'volumeClaimGC.strategy': noneOf('OnWorkflowCompletion', 'OnWorkflowSuccess') },
    says: 'claims are removed OnWorkflowCompletion or OnWorkflowSuccess: write one of the two',
  },
  {
    code: 'argo-templates-twice',
    when: { templates: filled, workflowTemplateRef: set },
    says: 'the templates come from "workflowTemplateRef": remove them here',
  },
  {
    code: 'argo-parameter-value',
    each: 'arguments.parameters[]',
    when: {
      valueFrom: keysSet(['path', 'jqFilter', 'jsonPath', 'parameter', 'event', 'expression'], 1),
    },
    says: 'a parameter of a workflow takes its value from "configMapKeyRef", "supplied" or "default" only',
  },
  {
    code: 'argo-argument-repeated',
    supersedes: ['duplicate-item'],
    each: 'arguments.parameters[]',
    when: { name: repeatedIn('/arguments.parameters', 'name') },
    says: 'another parameter has this name',
  },
  {
    code: 'argo-template-repeated',
    supersedes: ['duplicate-item'],
    each: 'templates[]',
    when: { name: repeatedIn('/templates', 'name') },
    says: 'another template has this name',
  },
]);

const whole = [
  ...factsOf({ on: { kinds: ['argoproj.io/Workflow'] }, by, source }, [
    {
      code: 'argo-entrypoint',
      when: {
        'spec.templates': filled,
        'spec.entrypoint': empty,
        'spec.workflowTemplateRef': unset,
      },
      says: 'nothing says with which template the workflow begins: add "entrypoint"',
    },
  ]),
  ...factsOf({ on: kinds, by, source }, [
    {
      code: 'argo-name-length',
      when: { 'metadata.name': /^.{64}/ },
      says: 'the name becomes a label of pods, which has at most 63 characters: shorten it',
    },
  ]),
  ...factsOf({ on: { kinds: ['argoproj.io/CronWorkflow'] }, by, source }, [
    {
      code: 'argo-cron-name-length',
      when: { 'metadata.name': /^.{53}/ },
      says: 'a time is appended to the name, so it has at most 52 characters: shorten it',
    },
    {
      code: 'argo-cron-fields',
      supersedes: ['format-cron'],
      each: 'spec.schedules[]',
      when: { '': unlike(/^(?:(?:CRON_)?TZ=\S+ +)?(?:@|\S+( +\S+){4}$)/) },
      says: 'a schedule has five fields, as "0 * * * *"',
    },
  ]),
];

const durations = [
  ...factsOf(
    { on: type('Backoff'), by, source },
    ['duration', 'maxDuration'].map((field) => ({
      code: `argo-backoff-${field === 'duration' ? 'duration' : 'most'}`,
      when: { [field]: unlike(argoDuration) },
      says: 'a duration is a number of seconds, or has units as 1m30s',
    })),
  ),
  ...factsOf({ on: type('SuspendTemplate'), by, source }, [
    {
      code: 'argo-suspend-duration',
      when: { duration: unlike(argoDuration) },
      says: 'a duration is a number of seconds, or has units as 1m30s',
    },
  ]),
];

const artifacts = factsOf({ on: type('Artifact'), severity: 'warning', source }, [
  {
    code: 'argo-artifact-key',
    when: { 's3.bucket': filled, 's3.key': empty },
    says: 'nothing says which object of the bucket it is: add "key"',
  },
]);

const advice = [
  ...factsOf({ on: type('WorkflowSpec'), severity: 'information', source }, [
    {
      code: 'argo-service-account',
      when: {
        // A template without one is called by others, whose account its pods have.
        entrypoint: filled,
        templates: filled,
        serviceAccountName: empty,
        'templateDefaults.serviceAccountName': empty,
      },
      at: 'templates',
      says: 'pods run as the service account "default", which may usually not write results of tasks: set "serviceAccountName"',
    },
    {
      code: 'argo-passed-directory',
      each: 'volumes[]',
      when: { emptyDir: set, '/templates': someItem({ steps: set }) },
      says: 'each step is a pod with an empty directory of its own: pass files as artifacts, or use a claim',
    },
  ]),
  ...factsOf({ on: type('WorkflowSpec'), severity: 'warning', source }, [
    {
      code: 'argo-claim-of-one-node',
      each: 'volumeClaimTemplates[]',
      when: {
        'spec.accessModes': someItem({ '': 'ReadWriteOnce' }),
        '/templates': mountSideBySide,
      },
      at: 'spec.accessModes',
      says: 'tasks of a DAG run on several nodes, and only one node can mount the volume: use ReadWriteMany',
    },
  ]),
];

function isNotInEnum(found: Node | undefined, { node }: Here): boolean {
  const allowed = items(get(node, 'enum')).map(textOf);
  const text = textOf(found);
  return (
    text !== undefined && allowed.length > 0 && !text.includes('{{') && !allowed.includes(text)
  );
}

/** Tasks that mount something and wait for the same ones, or one that is run for each of a list. */
function mountSideBySide(templates: Node | undefined): boolean {
  const all = items(templates);
  const mounting = new Set(
    all
      .filter((template) => mountsOf(template).length > 0)
      .map((each) => textOf(get(each, 'name'))),
  );
  return all.some((template) => {
    const waits = items(get(get(template, 'dag'), 'tasks'))
      .filter((task) => mounting.has(textOf(get(task, 'template'))))
      .map(waitOf);
    return waits.includes(undefined) || new Set(waits).size < waits.length;
  });
}

/** What a task waits for; undefined for one that is run for each of a list. */
function waitOf(task: Node): string | undefined {
  const isLoop = ['withItems', 'withParam', 'withSequence'].some((key) => get(task, key));
  const names = items(get(task, 'dependencies')).map(textOf).sort();
  return isLoop ? undefined : (textOf(get(task, 'depends')) ?? names.join(' '));
}

/** Of the container or the script of a template. */
function mountsOf(template: Node): readonly Node[] {
  return ['container', 'script'].flatMap((body) => items(get(get(template, body), 'volumeMounts')));
}

function isMountPath(found: Node | undefined, { root }: Here): boolean {
  const path = textOf(found);
  return (
    path !== undefined && mountsOf(root).some((mount) => textOf(get(mount, 'mountPath')) === path)
  );
}

const repeatedSteps = new WeakMap<Node, ReadonlySet<Node>>();

function isNameOfEarlierStep(_found: Node | undefined, { node, root }: Here): boolean {
  const known = repeatedSteps.get(root) ?? stepsOfRepeatedNames(root);
  repeatedSteps.set(root, known);
  return known.has(node);
}

function stepsOfRepeatedNames(template: Node): ReadonlySet<Node> {
  const names = new Set<string>();
  const steps = items(get(template, 'steps')).flatMap((group) => items(group));
  return new Set(
    steps.filter((step) => {
      const name = textOf(get(step, 'name'));
      const isRepeated = name !== undefined && names.has(name);
      if (name !== undefined) names.add(name);
      return isRepeated;
    }),
  );
}

/** Several targets have blanks between them. */
function isNoTask(found: Node | undefined, { root }: Here): boolean {
  const names = (textOf(found) ?? '').split(' ').filter((name) => name !== '');
  const tasks = items(get(get(root, 'dag'), 'tasks')).map((task) => textOf(get(task, 'name')));
  return names.some((name) => !name.includes('{{') && !tasks.includes(name));
}

export const argoWorkflows: readonly Rule[] = [
  ...templates,
  ...calls,
  ...parts,
  ...specs,
  ...whole,
  ...durations,
  ...artifacts,
  ...advice,
];
