/**
 * A kubeconfig as kubectl reads it (go-yaml v2 under sigs.k8s.io/yaml): `0o440`, `0X1f` and `1_000` are integers,
 * dates and `12:30:45` are text, `!!binary` is the text that it encodes, and a whole number keeps all of its digits.
 * Kubeconfigs are edited in place too, for which `yaml` is read and written; manifests have a reader of our own (`core/yaml`).
 */
import { parseDocument, Scalar } from 'yaml';
import type { Document, LineCounter, ScalarTag } from 'yaml';
import { serverNumber } from '../../core/yaml/serverNumber.ts';
import { isMergeTag, mergeTag } from './yamlExpansion.ts';

/** Doubled keys are no error here: they would hide what else is wrong. */
export function parseKubeconfigYaml(text: string, lineCounter?: LineCounter): Document.Parsed {
  return parseDocument(text, {
    ...(lineCounter && { lineCounter }),
    version: '1.1',
    customTags: (tags) => [
      ...tags.filter(
        (tag) => typeof tag === 'string' || !(replaced.has(tag.tag) || isMergeTag(tag)),
      ),
      mergeTag,
      numberTag,
      floatTag,
      binaryTag,
    ],
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

/** Tags of the library whose reading is not the server's. */
const replaced = new Set(
  ['int', 'float', 'binary', 'timestamp', 'omap', 'pairs', 'set'].map(
    (name) => `tag:yaml.org,2002:${name}`,
  ),
);

const numberTag: ScalarTag = {
  identify: (value) => typeof value === 'number' || typeof value === 'bigint',
  default: true,
  tag: 'tag:yaml.org,2002:int',
  // Begins as a number does; what turns out to be none stays text.
  test: /^[-+.0-9]/,
  resolve: (source) => serverNumber(source) ?? source,
};

const floatTag: ScalarTag = { ...numberTag, default: false, tag: 'tag:yaml.org,2002:float' };

const binaryTag: ScalarTag = {
  identify: () => false,
  default: false,
  tag: 'tag:yaml.org,2002:binary',
  resolve(source, onError) {
    const encoded = source.replace(/[\r\n]/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
      onError('The value of !!binary is not base64');
      return source;
    }
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    return new Scalar(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  },
};
