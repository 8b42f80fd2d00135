/**
 * Values that parameters of classes take, by the provisioner: what it checks before it makes a volume. Source: the code of each
 * driver. A parameter that is handed on unread, so that new values come without the driver, is `open`: only a slip is told.
 */
import type { Backend } from './backends.ts';

export interface ParameterValues {
  /** The values; letters may be small or capital. Absent: see `like`. */
  readonly oneOf?: readonly string[];
  /** Others may be taken too. */
  readonly isOpen?: true;
  /** Several of them, parted by commas. */
  readonly isList?: true;
  readonly like?: RegExp;
  /** What to write, where it is no choice. */
  readonly write?: string;
}

type Values = Readonly<Record<string, ParameterValues>>;

const oneOf = (...values: readonly string[]): ParameterValues => ({ oneOf: values });
const open = (...values: readonly string[]): ParameterValues => ({ oneOf: values, isOpen: true });
const isTrueOrFalse = oneOf('true', 'false');
const wholeNumber: ParameterValues = { like: /^\d+$/, write: 'a whole number' };
const octal: ParameterValues = { like: /^0?[0-7]{3,4}$/, write: 'octal permissions, e.g. "0770"' };

/** By the title of the backend and the parameter in small letters. */
const byBackend: Readonly<Record<string, Values>> = {
  'AWS EBS': {
    type: oneOf('gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard', 'sbg1', 'sbp1'),
    encrypted: isTrueOrFalse,
    iops: wholeNumber,
    iopspergb: wholeNumber,
    throughput: wholeNumber,
    'csi.storage.k8s.io/fstype': oneOf('ext2', 'ext3', 'ext4', 'xfs', 'ntfs'),
  },
  'AWS EFS': {
    provisioningmode: oneOf('efs-ap'),
    filesystemid: {
      like: /^fs-[0-9a-f]+$/,
      write: 'the id of a file system, e.g. fs-0123456789abcdef0',
    },
    directoryperms: octal,
    uid: wholeNumber,
    gid: wholeNumber,
    gidrangestart: wholeNumber,
    gidrangeend: wholeNumber,
  },
  'GCE Persistent Disk': {
    type: open(
      ...['pd-standard', 'pd-balanced', 'pd-ssd', 'pd-extreme', 'hyperdisk-balanced'],
      ...['hyperdisk-extreme', 'hyperdisk-throughput', 'hyperdisk-ml'],
      'hyperdisk-balanced-high-availability',
    ),
    'replication-type': oneOf('none', 'regional-pd'),
  },
  'GCE Filestore': {
    tier: open(
      ...['standard', 'premium', 'basic_hdd', 'basic_ssd', 'high_scale_ssd', 'enterprise'],
      ...['zonal', 'regional'],
    ),
  },
  'Azure Disk': {
    skuname: open(
      ...['Standard_LRS', 'StandardSSD_LRS', 'StandardSSD_ZRS', 'Premium_LRS', 'Premium_ZRS'],
      ...['PremiumV2_LRS', 'UltraSSD_LRS'],
    ),
    kind: oneOf('managed'),
    cachingmode: oneOf('None', 'ReadOnly', 'ReadWrite'),
    networkaccesspolicy: oneOf('AllowAll', 'DenyAll', 'AllowPrivate'),
  },
  'Azure Files': {
    skuname: open(
      ...['Standard_LRS', 'Standard_GRS', 'Standard_ZRS', 'Standard_RAGRS', 'Standard_GZRS'],
      ...['Standard_RAGZRS', 'Premium_LRS', 'Premium_ZRS'],
    ),
    protocol: oneOf('smb', 'nfs'),
  },
  'Ceph RBD': {
    imagefeatures: {
      oneOf: [
        ...['layering', 'striping', 'exclusive-lock', 'object-map', 'fast-diff', 'deep-flatten'],
        'journaling',
      ],
      isList: true,
    },
    mounter: oneOf('rbd', 'rbd-nbd'),
    encryptiontype: oneOf('block', 'file'),
    encrypted: isTrueOrFalse,
  },
  CephFS: { mounter: oneOf('kernel', 'fuse') },
  NFS: { ondelete: oneOf('delete', 'retain', 'archive'), mountpermissions: octal },
  Longhorn: {
    numberofreplicas: { like: /^(?:[1-9]|1\d|20)$/, write: 'a whole number from 1 to 20' },
    stalereplicatimeout: wholeNumber,
    datalocality: oneOf('disabled', 'best-effort', 'strict-local'),
    replicaautobalance: oneOf('ignored', 'disabled', 'least-effort', 'best-effort'),
    dataengine: oneOf('v1', 'v2'),
    migratable: isTrueOrFalse,
    encrypted: isTrueOrFalse,
  },
};

/** Undefined for a parameter of which nothing is known. */
export function valuesOf({ title }: Backend, parameter: string): ParameterValues | undefined {
  const values = byBackend[title];
  const name = parameter.toLowerCase();
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}
