import { get } from '../../yaml/node.ts';
import { own } from '../../../shared/own.ts';
import { quote } from '../../formats/format.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { schemaProps } from './crdSchemas.ts';

export const rule: Rule = {
  code: 'crd-format-unknown',
  severity: 'warning',
  claims: 'advice',
  summary: 'A field of a custom resource has a format that the API server does not check.',
  source: inApiServer(
    'apiextensions-apiserver/pkg/apiserver/validation/formats.go',
    'GetUnrecognizedFormats',
  ),
  since: '1.36',
  on: { types: [schemaProps] },
  check({ node }, report) {
    const format = get(node, 'format');
    const text = string(format);
    if (!format || text === undefined) return;
    const type = get(node, 'type');
    if (type?.type === 'scalar' && type.filledIn) return;
    const typeName = string(type) ?? 'string';
    const known = own(formatsOf, typeName) ?? [];
    // For texts the server reads a name without its dashes.
    const name = typeName === 'string' ? text.replaceAll('-', '') : text;
    if (!known.includes(name))
      report(
        format,
        `the API server knows no format ${quote(text)} of the type ${typeName}, and takes every value: write ${known.length > 0 ? 'one that it knows' : 'a type that has formats'}, or a pattern`,
      );
  },
};

/** What the server checks, by type; texts without dashes. */
const formatsOf: Readonly<Record<string, readonly string[]>> = {
  integer: ['int32', 'int64'],
  number: ['float', 'double'],
  string:
    'bsonobjectid uri email hostname ipv4 ipv6 cidr mac uuid uuid3 uuid4 uuid5 isbn isbn10 isbn13 creditcard ssn hexcolor rgbcolor byte password date duration datetime k8sshortname k8slongname'.split(
      ' ',
    ),
};
