// A CRD that says everything a CRD can say, and values for it. What each value is worth, the API server says.

export const crdOfEverything = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: everythings.test.example.com }
spec:
  group: test.example.com
  scope: Namespaced
  names: { kind: Everything, plural: everythings }
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [filled]
            properties:
              filled: { type: string, default: here }
              count: { type: integer }
              small: { type: integer, format: int32 }
              large: { type: integer, format: int64 }
              ratio: { type: number, minimum: 0, maximum: 1, exclusiveMaximum: true }
              level: { type: integer, minimum: 1, maximum: 5, exclusiveMaximum: true }
              enabled: { type: boolean }
              name: { type: string, pattern: '^[a-z][a-z0-9\\-]*$' }
              anyCase: { type: string, pattern: '(?i)^[a-z]+$' }
              letters: { type: string, pattern: '^[[:alpha:]]+$' }
              code: { type: string, minLength: 2, maxLength: 4 }
              colour: { type: string, enum: [red, green] }
              size: { type: integer, enum: [1, 2] }
              port: { x-kubernetes-int-or-string: true }
              maybePort: { x-kubernetes-int-or-string: true, nullable: true }
              percent:
                x-kubernetes-int-or-string: true
                anyOf: [{ type: integer }, { type: string }]
                pattern: '^[0-9]+%$'
              amount:
                x-kubernetes-int-or-string: true
                anyOf: [{ type: integer }, { type: string }]
                pattern: ^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$
              maybe: { type: string, nullable: true }
              notNull: { type: string }
              needsMaybe:
                type: object
                required: [maybe, sure]
                properties:
                  maybe: { type: string, nullable: true }
                  sure: { type: string }
              open: { type: object, x-kubernetes-preserve-unknown-fields: true }
              halfOpen:
                type: object
                x-kubernetes-preserve-unknown-fields: true
                properties: { known: { type: integer } }
              anything: { x-kubernetes-preserve-unknown-fields: true }
              bare: { type: object }
              labels: { type: object, additionalProperties: { type: string } }
              embedded: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }
              set: { type: array, x-kubernetes-list-type: set, items: { type: string } }
              map:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [name, protocol]
                items:
                  type: object
                  required: [name]
                  properties:
                    name: { type: string }
                    protocol: { type: string, default: TCP }
              env:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [name]
                items:
                  type: object
                  required: [name]
                  properties: { name: { type: string } }
              few: { type: array, minItems: 2, maxItems: 3, items: { type: integer } }
              date: { type: string, format: date }
              time: { type: string, format: date-time }
              wait: { type: string, format: duration }
              bytes: { type: string, format: byte }
              uuid: { type: string, format: uuid }
              ip: { type: string, format: ipv4 }
              ip6: { type: string, format: ipv6 }
              range: { type: string, format: cidr }
              mac: { type: string, format: mac }
              email: { type: string, format: email }
              uri: { type: string, format: uri }
              host: { type: string, format: hostname }
              password: { type: string, format: password }
              either:
                type: object
                properties: { a: { type: string }, b: { type: string } }
                oneOf: [{ required: [a] }, { required: [b] }]
              some:
                type: object
                properties: { a: { type: string }, b: { type: string } }
                anyOf: [{ required: [a] }, { required: [b] }]
              never:
                type: object
                properties: { a: { type: string }, b: { type: string } }
                not: { required: [a, b] }
              both:
                type: string
                allOf: [{ minLength: 2 }, { pattern: '^a' }]
`;

/** Values of \`spec\`. */
export const specs: readonly string[] = [
  '{}',
  '{ filled: null }',
  '{ unknown: 1 }',
  '{ count: 1 }',
  '{ count: "1" }',
  '{ count: 1.5 }',
  '{ count: null }',
  '{ small: 2147483647 }',
  '{ small: 2147483648 }',
  '{ small: -2147483649 }',
  '{ large: 2147483648 }',
  '{ ratio: 0.5 }',
  '{ ratio: 2 }',
  '{ ratio: -0.1 }',
  '{ level: 4 }',
  '{ level: 5 }',
  '{ level: 0 }',
  '{ enabled: true }',
  '{ enabled: "yes" }',
  '{ name: a-b }',
  '{ name: A }',
  '{ name: "" }',
  '{ anyCase: AbC }',
  '{ anyCase: a1 }',
  '{ letters: abc }',
  '{ code: ab }',
  '{ code: a }',
  '{ code: abcde }',
  '{ code: "" }',
  '{ code: ääää }',
  '{ colour: red }',
  '{ colour: blue }',
  '{ size: 1 }',
  '{ size: 3 }',
  '{ port: 80 }',
  '{ port: http }',
  '{ port: true }',
  '{ port: 1.5 }',
  '{ maybePort: 1.5 }',
  '{ maybePort: true }',
  '{ maybePort: null }',
  '{ percent: 10% }',
  '{ percent: 10 }',
  '{ percent: ten }',
  '{ amount: 1Gi }',
  '{ amount: 2 }',
  '{ amount: 1GB }',
  '{ maybe: null }',
  '{ notNull: null }',
  '{ needsMaybe: { maybe: null, sure: a } }',
  '{ needsMaybe: { maybe: a, sure: null } }',
  '{ needsMaybe: { sure: a } }',
  '{ open: { a: { b: 1 } } }',
  '{ open: text }',
  '{ halfOpen: { known: 1, other: 2 } }',
  '{ halfOpen: { known: text } }',
  '{ anything: text }',
  '{ anything: { a: [1] } }',
  '{ bare: {} }',
  '{ bare: { a: 1 } }',
  '{ labels: { a: b } }',
  '{ labels: { a: 1 } }',
  '{ labels: { a: null } }',
  '{ set: [a, null] }',
  '{ map: [{ name: a }, null] }',
  '{ bare: null }',
  '{ embedded: null }',
  '{ embedded: { apiVersion: v1, kind: Pod } }',
  '{ embedded: { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: b } } }',
  '{ embedded: { kind: Pod } }',
  '{ embedded: { apiVersion: v1, kind: Pod, metadata: { nmae: a } } }',
  '{ set: [a, b] }',
  '{ set: [a, a] }',
  '{ map: [{ name: a }, { name: a, protocol: UDP }] }',
  '{ map: [{ name: a }, { name: a, protocol: TCP }] }',
  '{ map: [{ protocol: TCP }] }',
  '{ env: [{ name: a }, { name: a }] }',
  '{ few: [1, 2] }',
  '{ few: [1] }',
  '{ few: [] }',
  '{ few: [1, 2, 3, 4] }',
  '{ few: [1, a] }',
  '{ few: [1, null] }',
  '{ date: "2024-02-29" }',
  '{ date: "2024-02-30" }',
  '{ date: yesterday }',
  '{ time: "2024-05-01T12:00:00Z" }',
  '{ time: "2024-05-01T12:00:00.5+02:00" }',
  '{ time: "2024-05-01 12:00:00" }',
  '{ time: "2024-05-01" }',
  '{ wait: 90s }',
  '{ wait: 1h30m }',
  '{ wait: 2 days }',
  '{ wait: soon }',
  '{ wait: "10" }',
  '{ bytes: YQ== }',
  '{ bytes: "not base64" }',
  '{ uuid: 123e4567-e89b-12d3-a456-426614174000 }',
  '{ uuid: 123e4567 }',
  '{ ip: 10.0.0.1 }',
  '{ ip: 10.0.0.256 }',
  '{ ip: "fd00::1" }',
  '{ ip6: "fd00::1" }',
  '{ ip6: 10.0.0.1 }',
  '{ range: 10.0.0.0/16 }',
  '{ range: 10.0.0.0 }',
  '{ range: 10.0.0.0/40 }',
  '{ mac: "00:00:5e:00:53:01" }',
  '{ mac: "00:00" }',
  '{ email: a@example.com }',
  '{ email: a }',
  '{ uri: "https://example.com/a" }',
  '{ uri: "s3a://bucket/a" }',
  '{ uri: /a }',
  '{ uri: example.com }',
  '{ host: db.example.com }',
  '{ host: db }',
  '{ host: "a b" }',
  '{ host: a_b }',
  '{ host: "http://a" }',
  '{ password: anything }',
  '{ either: { a: x } }',
  '{ either: {} }',
  '{ either: { a: x, b: y } }',
  '{ some: { a: x, b: y } }',
  '{ some: {} }',
  '{ never: { a: x } }',
  '{ never: { a: x, b: y } }',
  '{ both: ab }',
  '{ both: a }',
  '{ both: bb }',
];
