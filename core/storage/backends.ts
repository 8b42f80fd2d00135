/**
 * What is known of those who make volumes: by the name in `provisioner` of a class, or `driver` of a volume. Source: the
 * documentation of each driver.
 */

export interface Backend {
  /** For messages. */
  readonly title: string;
  /** Access modes of volumes with files. */
  readonly modes: readonly string[];
  /** Access modes of volumes without files; absent: it has none of them. */
  readonly blockModes?: readonly string[];
  /** Its volumes are in one zone, which is chosen when they are made. */
  readonly isZonal?: true;
  /** Names of parameters; absent: not known. Their letters may be small or capital. */
  readonly parameters?: readonly string[];
  /** It refuses a parameter that it does not know. */
  readonly refusesOthers?: true;
  /** It reads the file system from `csi.storage.k8s.io/fstype`, and `fsType` is the older name. */
  readonly hasOlderFsType?: true;
  /** Least sizes in bytes, by the value of a parameter (`type`); `` holds for all others. */
  readonly least?: { readonly parameter: string; readonly sizes: Readonly<Record<string, number>> };
  /** It makes volumes of files on a server that many nodes share. */
  readonly isShared?: true;
}

const once = ['ReadWriteOnce', 'ReadWriteOncePod'];
const everywhere = [...once, 'ReadOnlyMany', 'ReadWriteMany'];
const GiB = 2 ** 30;

/** Of a provisioner or a driver. Operators put their namespace before some: `rook-ceph.rbd.csi.ceph.com`. */
export function backendOf(name: string): Backend | undefined {
  const known = backends.get(name);
  if (known) return known;
  return backends.get(name.slice(name.indexOf('.') + 1));
}

const backends: ReadonlyMap<string, Backend> = new Map<string, Backend>([
  [
    'ebs.csi.aws.com',
    {
      title: 'AWS EBS',
      modes: once,
      blockModes: [...once, 'ReadWriteMany'],
      isZonal: true,
      hasOlderFsType: true,
      refusesOthers: true,
      parameters: [
        ...['type', 'iopsPerGB', 'iops', 'throughput', 'encrypted', 'kmsKeyId', 'fsType'],
        ...['allowAutoIOPSPerGBIncrease', 'allowAutoIOPSIncreaseOnModify', 'blockExpress'],
        ...[
          'blockSize',
          'inodeSize',
          'bytesPerInode',
          'numberOfInodes',
          'blockAttachUntilInitialized',
        ],
        ...['ext4BigAlloc', 'ext4ClusterSize', 'ext4EncryptionSupport', 'volumeInitializationRate'],
      ],
      least: {
        parameter: 'type',
        sizes: { io1: 4 * GiB, io2: 4 * GiB, st1: 125 * GiB, sc1: 125 * GiB },
      },
    },
  ],
  [
    'efs.csi.aws.com',
    {
      title: 'AWS EFS',
      modes: everywhere,
      isShared: true,
      parameters: [
        ...['provisioningMode', 'fileSystemId', 'directoryPerms', 'uid', 'gid', 'gidRangeStart'],
        ...['gidRangeEnd', 'basePath', 'subPathPattern', 'ensureUniqueDirectory', 'az'],
        ...['reuseAccessPoint', 'crossaccount'],
      ],
    },
  ],
  [
    'pd.csi.storage.gke.io',
    {
      title: 'GCE Persistent Disk',
      modes: [...once, 'ReadOnlyMany'],
      blockModes: everywhere,
      isZonal: true,
      hasOlderFsType: true,
      parameters: [
        ...['type', 'replication-type', 'disk-encryption-kms-key', 'labels', 'resource-tags'],
        ...['provisioned-iops-on-create', 'provisioned-throughput-on-create', 'storage-pools'],
        ...['enable-confidential-storage', 'enable-multi-zone-provisioning', 'availability-class'],
      ],
      least: { parameter: 'type', sizes: { 'pd-standard': 10 * GiB, 'pd-extreme': 500 * GiB } },
    },
  ],
  [
    'filestore.csi.storage.gke.io',
    {
      title: 'GCE Filestore',
      modes: everywhere,
      isShared: true,
      parameters: [
        ...['tier', 'network', 'reserved-ipv4-cidr', 'reserved-ip-range', 'connect-mode'],
        ...[
          'instance-encryption-kms-key',
          'labels',
          'multishare',
          'max-volume-size',
          'file-protocol',
        ],
      ],
      least: {
        parameter: 'tier',
        sizes: {
          '': 1024 * GiB,
          standard: 1024 * GiB,
          enterprise: 1024 * GiB,
          premium: 2560 * GiB,
        },
      },
    },
  ],
  [
    'disk.csi.azure.com',
    {
      title: 'Azure Disk',
      modes: once,
      blockModes: everywhere,
      isZonal: true,
      parameters: [
        ...['skuName', 'storageAccountType', 'kind', 'cachingMode', 'location', 'resourceGroup'],
        ...[
          'DiskIOPSReadWrite',
          'DiskMBpsReadWrite',
          'LogicalSectorSize',
          'tags',
          'fsType',
          'zoned',
        ],
        ...['diskEncryptionSetID', 'diskEncryptionType', 'writeAcceleratorEnabled', 'maxShares'],
        ...['networkAccessPolicy', 'publicNetworkAccess', 'diskAccessID', 'enableBursting'],
        ...['enablePerformancePlus', 'perfProfile', 'userAgent', 'subscriptionID'],
      ],
    },
  ],
  [
    'file.csi.azure.com',
    {
      title: 'Azure Files',
      modes: everywhere,
      isShared: true,
      parameters: [
        ...[
          'skuName',
          'storageAccount',
          'location',
          'resourceGroup',
          'shareName',
          'protocol',
          'tags',
        ],
        ...['shareAccessTier', 'accountAccessTier', 'server', 'secretName', 'secretNamespace'],
        ...['storeAccountKey', 'networkEndpointType', 'folderName', 'requireInfraEncryption'],
      ],
      least: { parameter: 'skuName', sizes: { Premium_LRS: 100 * GiB, Premium_ZRS: 100 * GiB } },
    },
  ],
  [
    'cinder.csi.openstack.org',
    {
      title: 'OpenStack Cinder',
      modes: once,
      blockModes: [...once, 'ReadWriteMany'],
      isZonal: true,
      hasOlderFsType: true,
      parameters: ['type', 'availability', 'fsType'],
    },
  ],
  [
    'csi.vsphere.vmware.com',
    { title: 'vSphere', modes: everywhere, blockModes: once, hasOlderFsType: true },
  ],
  [
    'rbd.csi.ceph.com',
    {
      title: 'Ceph RBD',
      modes: [...once, 'ReadOnlyMany'],
      blockModes: everywhere,
      hasOlderFsType: true,
      parameters: [
        ...['clusterID', 'pool', 'dataPool', 'volumeNamePrefix', 'imageFeatures', 'imageFormat'],
        ...['mapOptions', 'unmapOptions', 'mounter', 'cephLogDir', 'cephLogStrategy', 'fsType'],
        ...['tryOtherMounters', 'thickProvision', 'encrypted', 'encryptionKMSID', 'encryptionType'],
        ...['topologyConstrainedPools', 'stripeUnit', 'stripeCount', 'objectSize', 'mkfsOptions'],
      ],
    },
  ],
  [
    'cephfs.csi.ceph.com',
    {
      title: 'CephFS',
      modes: everywhere,
      isShared: true,
      parameters: [
        ...['clusterID', 'fsName', 'pool', 'fuseMountOptions', 'kernelMountOptions', 'mounter'],
        ...['volumeNamePrefix', 'backingSnapshot', 'provisionVolume', 'rootPath', 'encrypted'],
        ...['encryptionKMSID'],
      ],
    },
  ],
  [
    'nfs.csi.k8s.io',
    {
      title: 'NFS',
      modes: everywhere,
      isShared: true,
      refusesOthers: true,
      parameters: ['server', 'share', 'subDir', 'mountPermissions', 'onDelete', 'mountOptions'],
    },
  ],
  [
    'driver.longhorn.io',
    {
      title: 'Longhorn',
      modes: everywhere,
      blockModes: everywhere,
      parameters: [
        ...['numberOfReplicas', 'staleReplicaTimeout', 'fromBackup', 'fsType', 'mkfsParams'],
        ...['migratable', 'encrypted', 'dataLocality', 'replicaAutoBalance', 'diskSelector'],
        ...['nodeSelector', 'recurringJobSelector', 'backingImage', 'dataEngine', 'nfsOptions'],
      ],
    },
  ],
  [
    'rancher.io/local-path',
    {
      title: 'local-path',
      modes: once,
      parameters: ['nodePath', 'pathPattern', 'allowUnsafePathPattern'],
    },
  ],
  ['local.csi.openebs.io', { title: 'OpenEBS LVM', modes: once, blockModes: once }],
  ['openebs.io/local', { title: 'OpenEBS local', modes: once, blockModes: once }],
]);
