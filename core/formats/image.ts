/**
 * Image references. The API server only asks for some text; a reference that breaks the registry's grammar fails later
 * with InvalidImageName, and a name with the tag glued on by the wrong sign fails to pull: warnings, not errors.
 */
import { quote, stringFormat, type FormatProblem } from './format.ts';

export const image = stringFormat({
  name: 'image',
  description:
    'An image: optional registry, lower-case name, then `:` and a tag or `@` and a digest.',
  examples: ['nginx:1.27', 'registry.example.com:5000/team/app:2.0', 'ghcr.io/org/app@sha256:...'],
  severity: 'warning',
  check(value) {
    if (value === '' || /[${}<>]/.test(value)) return undefined; // a place to fill in
    if (value !== value.trim()) {
      return {
        message: `${quote(value)} has blanks at an end: remove them`,
        suggest: value.trim(),
        isSame: true,
        severity: 'error',
        refusedOnlyIn: 'Pod', // not in templates of pods
      };
    }
    return checkGrammar(value) ?? gluedTag(value);
  },
});

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

function checkGrammar(value: string): FormatProblem | undefined {
  const bad = (why: string, suggest?: string): FormatProblem => ({
    message: `${quote(value)} is not an image reference: ${why}`,
    ...(suggest && { suggest }),
  });
  if (/\s/.test(value)) return bad('remove the blanks', value.replace(/\s+/g, ''));
  if (/^[a-z]+:\/\//i.test(value)) {
    return bad('leave out the scheme', value.replace(/^[a-z]+:\/\//i, ''));
  }
  const [beforeDigest = '', digest, ...rest] = value.split('@');
  if (rest.length) return bad('only one "@" is allowed');
  if (digest !== undefined && !DIGEST.test(digest)) {
    return bad('after "@" stands a digest, e.g. @sha256: and 64 hexadecimal digits');
  }
  const lastSlash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', lastSlash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    return bad(
      tag === ''
        ? 'write a tag after ":"'
        : 'a tag has letters, digits, "_", "." and "-", at most 128',
    );
  }
  const parts = name.split('/');
  const first = parts[0] ?? '';
  const hasDomain =
    parts.length > 1 &&
    (/[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  if (hasDomain && !DOMAIN.test(first))
    return bad(`"${first}" is not a registry (host or host:port)`);
  const path = hasDomain ? parts.slice(1) : parts;
  const wrong = path.find((part) => !COMPONENT.test(part));
  if (wrong === undefined) return undefined;
  if (wrong === '') return bad('a part between "/" is empty');
  const lower = wrong.toLowerCase();
  return COMPONENT.test(lower)
    ? bad('names are lower-case', value.replace(wrong, lower))
    : bad(`"${wrong}" may have lower-case letters, digits and single ".", "_" or "-" inside`);
}

/** Names of the registry's official images that a data platform meets. */
const OFFICIAL = new Set(
  'adminer almalinux alpine amazoncorretto amazonlinux archlinux bash busybox caddy cassandra centos clickhouse consul couchbase couchdb debian docker eclipse-mosquitto eclipse-temurin elasticsearch fedora flink gcc golang gradle groovy haproxy hello-world httpd ibmjava influxdb jetty jruby julia kibana logstash mariadb maven memcached mongo mongo-express mysql nats neo4j nextcloud nginx node odoo openjdk oraclelinux percona perl php postgres python r-base rabbitmq redis registry rockylinux ruby rust solr sonarqube spark storm telegraf tomcat traefik ubuntu vault wordpress zookeeper'.split(
    ' ',
  ),
);
const TAG_WORD =
  /^(latest|stable|mainline|edge|nightly|lts|alpine|slim|bullseye|bookworm|buster|trixie|jammy|focal|noble|bionic|perl|otel|fpm|apache|management|jdk|jre|rc|beta|v?\d\w*)$/;

/** `nginx-stable-alpine` and `alpine.latest`: an official name, then tag words after the wrong sign. */
function gluedTag(value: string): FormatProblem | undefined {
  if (/[/:@]/.test(value)) return undefined;
  for (const match of value.matchAll(/[.-]/g)) {
    const name = value.slice(0, match.index);
    const tag = value.slice(match.index + 1);
    if (!OFFICIAL.has(name) || OFFICIAL.has(value)) continue;
    if (!tag.split(/[.-]/).every((word) => TAG_WORD.test(word))) continue;
    const suggest = `${name}:${tag}`;
    return {
      message: `${quote(value)} has no ":" before the tag: write ${suggest}`,
      suggest,
    };
  }
  return undefined;
}
