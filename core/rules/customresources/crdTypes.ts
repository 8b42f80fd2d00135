/** CustomResourceDefinitions: their name, and what makes a schema structural. */

export const SCHEMA = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1/JSONSchemaProps';
