/** Environment variables that stand for keys of a program's configuration. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { get, text, type Node } from '../yaml/node.ts';

/** A program that reads its configuration from variables. */
interface VariableForm {
  readonly of: string;
  readonly prefix: string;
  /** The image that has to run for such a name to mean that; absent: the name alone says it. */
  readonly image?: RegExp;
  readonly scope?: string[];
  readonly toKey: (rest: string) => string | undefined;
  readonly toName: (key: string) => string | undefined;
}

const forms: readonly VariableForm[] = [
  {
    of: 'airflow',
    prefix: 'AIRFLOW__',
    toKey(rest) {
      const [section, key, ...more] = rest.toLowerCase().split('__');
      return section && key && more.length === 0 ? `${section}.${key}` : undefined;
    },
    toName(key) {
      const dot = key.indexOf('.');
      return dot === -1 ? undefined : `${key.slice(0, dot)}__${key.slice(dot + 1)}`.toUpperCase();
    },
  },
  {
    of: 'mlflow',
    prefix: 'MLFLOW_',
    toKey: (rest) => `MLFLOW_${rest}`,
    toName: (key) => (key.startsWith('MLFLOW_') ? key.slice('MLFLOW_'.length) : undefined),
  },
  {
    of: 'minio',
    prefix: 'MINIO_',
    // A client of MinIO has variables of such names, too.
    image: /(?:^|\/)minio(?:[:@]|$)/,
    toKey: (rest) => `MINIO_${rest}`,
    toName: (key) => (key.startsWith('MINIO_') ? key.slice('MINIO_'.length) : undefined),
  },
  {
    of: 'kafka',
    prefix: 'KAFKA_',
    image: /(?:^|\/)(?:apache\/kafka|cp-kafka|cp-server)(?:-native)?(?:[:@]|$)/,
    scope: ['broker'],
    toKey: (rest) =>
      /^[A-Z0-9_]+$/.test(rest)
        ? rest
            .toLowerCase()
            .replaceAll('___', '-')
            .replaceAll(/(?<!_)__(?!_)/g, '\0')
            .replaceAll('_', '.')
            .replaceAll('\0', '_')
        : undefined,
    toName: (key) =>
      key.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase(),
  },
];

/** The key that a variable stands for. `AIRFLOW__CORE__FERNET_KEY` is `core.fernet_key` of Airflow. */
export function keyOfVariable(
  name: string,
): { readonly of: string; readonly key: string } | undefined {
  const form = forms.find(({ prefix }) => name.startsWith(prefix));
  const key = form?.toKey(name.slice(form.prefix.length));
  return form && key !== undefined && key !== '' ? { of: form.of, key } : undefined;
}

/** The variable that stands for a key; undefined where none does. */
export function variableOfKey(program: string, key: string): string | undefined {
  const form = forms.find(({ of }) => of === program);
  const rest = form?.toName(key);
  return form && rest !== undefined ? form.prefix + rest : undefined;
}

/**
 * What a variable of a container configures: by its name, and for names that clients use as well by the image. A name that is
 * not finished counts by its beginning.
 */
export function variableAnnotation(
  variable: Node | undefined,
  container: Node | undefined,
): ConfigAnnotation | undefined {
  const name = text(get(variable, 'name')) ?? '';
  const image = text(get(container, 'image')) ?? '';
  const form = forms.find(
    (each) => name.startsWith(each.prefix) && (each.image?.test(image) ?? true),
  );
  if (!form) return undefined;
  const isItsImage = form.image?.test(image) ?? /(?:^|\/)apache\/airflow[:@]/.test(image);
  return {
    of: form.of,
    form: 'env',
    ...(form.scope && { scope: form.scope, isShared: true }),
    ...(isItsImage && { version: ['image'] }),
  };
}
