/** Where it is written that a manifest is refused or misread: what a rule is checked against. */

export interface RuleSource {
  /** Who refuses or misreads it, for a reader. */
  readonly by: string;
  readonly page: string;
  /** What of it: a function in the file that the page is, or the file. */
  readonly name?: string;
}

/** Release of Kubernetes that the rules were read from. */
const kubernetesTag = 'v1.36.3';

/** A function of the API server; `file` is an API group (its validation), or a path below staging/src/k8s.io. */
export function inApiServer(file: string, name: string): RuleSource {
  const path = file.endsWith('.go')
    ? `staging/src/k8s.io/${file}`
    : file === 'apiextensions'
      ? 'staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go'
      : `pkg/apis/${file}/validation/validation.go`;
  return {
    by: 'the API server',
    page: `https://github.com/kubernetes/kubernetes/blob/${kubernetesTag}/${path}`,
    name,
  };
}

/** A function of any other file of Kubernetes, by its path. */
export function inKubernetes(path: string, name: string): RuleSource {
  const page = `https://github.com/kubernetes/kubernetes/blob/${kubernetesTag}/${path}`;
  return { by: 'the API server', page, name };
}

/** A file of the Spark operator. */
export function inSparkOperator(path: string): RuleSource {
  return {
    by: 'the Spark operator',
    page: `https://github.com/kubeflow/spark-operator/blob/master/${path}`,
    name: path,
  };
}

/** A page of the documentation of what reads the manifest. */
export function onPage(by: string, page: string): RuleSource {
  return { by, page };
}
