/**
 * Reasons of events and of containers in our words: what has happened and what helps. Which there are: Kubernetes,
 * `pkg/kubelet/events/event.go`, `pkg/controller/volume/events/event.go` and the controllers; those that explain
 * themselves are left out.
 */
import { own } from '../../shared/own.ts';

const words: Readonly<Record<string, string>> = {
  BackOff:
    'The container ended or its image could not be had several times in a row; the node waits longer before each next try. The log of the previous run says why it ended',
  BackoffLimitExceeded: 'The job failed more often than backoffLimit allows and is not tried again',
  CrashLoopBackOff:
    'The container ends soon after each start; the node waits longer before each next try. The log of the previous run says why',
  CreateContainerConfigError:
    'The container cannot be made: a ConfigMap, Secret or key that it reads is missing',
  CreateContainerError: 'The node could not make the container; the message says why',
  DeadlineExceeded: 'It took longer than activeDeadlineSeconds allows and was ended',
  ErrImagePull:
    'The image could not be had: check its name and version, whether the registry answers and whether the pod has an imagePullSecret for it',
  ErrImageNeverPull:
    'The image is not on the node, and imagePullPolicy Never keeps it from being fetched',
  Evicted:
    'The node ran short of memory, disk or processes and ended the pod; requests near to the real use protect against it',
  ExternalProvisioning:
    'A provisioner outside of Kubernetes is asked for the volume; if nothing follows, it does not run or does not know the class',
  Failed: 'A step of the node failed; the message says which',
  FailedAttachVolume:
    'The volume cannot be attached to the node; often it still is attached to another one, from which a pod has to go first',
  FailedBinding: 'No volume fits the claim, and its class makes none',
  FailedCreate:
    'Pods could not be made: most often a quota, a missing ServiceAccount or an admission webhook refused them',
  FailedCreatePodSandBox:
    'The node could not set up the network of the pod; the network plug-in of the cluster is to be looked at',
  FailedGetResourceMetric:
    'The autoscaler has no figures: metrics-server does not run, or the containers have no requests',
  FailedKillPod: 'The node could not end the pod',
  FailedMapVolume: 'The block volume could not be handed to the pod',
  FailedMount:
    'A volume could not be mounted: a ConfigMap, Secret or claim is missing, or the storage does not answer',
  FailedPostStartHook:
    'The command after the start of the container failed, so the container was ended',
  FailedPreStopHook:
    'The command before the end of the container failed; it was ended all the same',
  FailedScheduling:
    'No node takes the pod; the message counts the nodes by the reason: too little free, taints, affinity, volumes of another zone',
  FailedUpdate: 'The object could not be changed; the message says why',
  ImageInspectError: 'The image on the node cannot be read',
  ImagePullBackOff:
    'The image could not be had several times in a row: check its name and version, whether the registry answers and whether the pod has an imagePullSecret for it',
  InspectFailed: 'The image on the node cannot be read',
  InvalidImageName: 'The name of the image is none: correct it',
  NetworkNotReady: 'The network of the node is not ready yet',
  NodeLost: 'The node of the pod does not answer any more',
  NodeNotReady: 'The node of the pod does not answer or says that it is not well',
  OOMKilled:
    'The container used more memory than its limit and was ended: raise the limit, or make the program use less',
  Preempting: 'The pod had to make room for one of a higher priority',
  Preempted: 'The pod had to make room for one of a higher priority',
  ProvisioningFailed: 'The volume could not be made; the message is the word of the provisioner',
  SchedulingGated: 'The pod waits until its scheduling gates are taken away',
  TaintManagerEviction:
    'The pod had to leave its node, which has a taint that it does not tolerate',
  Unhealthy:
    'A probe failed: after failureThreshold of them in a row the container is started anew (liveness, startup) or gets no traffic (readiness)',
  VolumeFailedDelete: 'The volume could not be deleted in the storage',
  VolumeFailedRecycle: 'The volume could not be cleared for others',
  VolumeResizeFailed: 'The volume could not be made larger',
  WaitForFirstConsumer:
    'The class makes the volume once a pod uses the claim: nothing is wrong until then',
  WaitForPodScheduled: 'The volume is made once the pod that uses the claim has a node',
};

/** Undefined for a reason that explains itself, or that is not known. */
export function reasonInWords(reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : own(words, reason);
}
