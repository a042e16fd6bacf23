import { TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

import { ApplyStrategy } from './apply-strategy';
import { applyCommand } from './private/apply-command';
import { createApplyResource } from './private/apply-resource';
import type { OnDestroy } from './on-destroy';
import { checkValue, EVALUATED_BY_TERRAFORM, refuseToken } from './private/check-value';
import { constructError } from './private/construct-error';
import { writeDesiredDocuments } from './private/desired-document-writer';
import {
  attachHostSettings,
  hostConnection,
  hostDeclarations,
  hostDigest,
  hostErrors,
  hostNetwork,
  type HostSettings,
} from './private/host-document';
import { documentFileName } from './private/document-file-name';
import { parseReleaseNumber } from './private/release-number';
import { hasTypeTag, tagType } from './private/type-tag';

/** Which host it is, how it is reached and what `terraform apply` does. */
export interface IntegrityVmHostProps {
  /**
   * Name of the host, and of its document: `<hostName>.desired.json` (shortened where it has more than 200 characters). Unique in the app.
   *
   * @default - the construct id
   */
  readonly hostName?: string;
  /**
   * DNS name, IP address or ssh configuration alias to connect to.
   *
   * @default - the host name
   */
  readonly address?: string;
  /**
   * TCP port of the ssh server, 1 to 65535.
   *
   * @default - from the ssh configuration, else 22
   */
  readonly port?: number;
  /**
   * Login name.
   *
   * @default - from the ssh configuration, else root
   */
  readonly user?: string;
  /**
   * Absolute path of sudo on the host, such as `/usr/local/bin/sudo`, for a login that is not root. Commands that need root
   * are run with `sudo -n`; `hpvmctl sudoers` prints the rules that the login needs.
   *
   * @default - none: the login may run everything itself
   */
  readonly sudo?: string;
  /**
   * Login name for looking at the host (plan, drift, discover), where that is another one than for changing it.
   *
   * @default - the same as `user`
   */
  readonly discoveryUser?: string;
  /**
   * Absolute path of sudo on the host for `discoveryUser`.
   *
   * @default - the same as `sudo`
   */
  readonly discoverySudo?: string;
  /**
   * DNS name, IP address or ssh configuration alias to reach the host with when the plan has changed the address or the
   * path that it is managed through. Without it such a plan is refused.
   *
   * @default - none
   */
  readonly addressAfter?: string;
  /**
   * TCP port of the ssh server at `addressAfter`, 1 to 65535.
   *
   * @default - the same as `port`
   */
  readonly portAfter?: number;
  /**
   * Set to true for a host with HP-UX Secure Shell A.04 to A.06, whose algorithms are not safe any more. They are offered to
   * this host only, and every plan for it says so.
   *
   * @default false
   */
  readonly legacyAlgorithms?: boolean;
  /**
   * What reaches the host: `openssh` for the `ssh` program of the machine that hpvmctl runs on, which knows certificates of hosts
   * and of users. The built-in client does not.
   *
   * @default - the built-in client
   */
  readonly client?: string;
  /**
   * Integrity VM release of the host, such as `4.2.5` or `B.04.20.05`. Only used for checks at synthesis: AVIO on a vswitch
   * without uplink needs 4.3 (Integrity VM 4.2 Installation, Configuration, and Administration, p. 20).
   *
   * @default - unknown; what an older release cannot do is refused
   */
  readonly integrityVmVersion?: string;
  /**
   * What `terraform apply` does with the desired state.
   *
   * @default ApplyStrategy.NULL_RESOURCE
   */
  readonly applyStrategy?: ApplyStrategy;
  /**
   * What `terraform destroy` does, with ApplyStrategy.NATIVE; the other strategies leave the host as it is.
   *
   * @default OnDestroy.REMOVE
   */
  readonly onDestroy?: OnDestroy;
  /**
   * Words of the command that Terraform runs with ApplyStrategy.NULL_RESOURCE and TERRAFORM_DATA, each one argument: `['npx', 'hpvmctl']`. A relative path starts from the
   * folder of the stack, where Terraform runs.
   *
   * @default ['hpvmctl']
   */
  readonly hpvmctlCommand?: string[];
  /**
   * Names of further environment variables that the command needs, for example of a ProxyCommand. All others of
   * Terraform's environment are kept from it, except HOME, PATH, USER, LOGNAME and SSH_AUTH_SOCK.
   *
   * @default - none
   */
  readonly passEnvironment?: string[];
  /**
   * Set to true to approve, in `terraform apply`, destructive steps whose command form no document of HP that could be read
   * shows, such as the deletion of a vswitch (decision 0007). Without it a plan with such a step is refused. Approve them
   * after you have read the manual pages on the host; for a single plan there is `hpvmctl apply --accept-recalled`.
   *
   * @default false
   */
  readonly acceptRecalledCommands?: boolean;
  /**
   * Set to false to let `terraform apply` carry plans out without a guard (`hpvmctl apply --no-revert`): a step that fails then stops the
   * run where it is. A plan that begins with a step that nothing takes back, such as adding a NIC with a MAC address of the host's choice, needs
   * it. With a guard the host takes back what was done unless it was confirmed.
   *
   * @default true
   */
  readonly guarded?: boolean;
}

/**
 * A VM host. Constructs below it, at any depth, are its desired state; synthesis writes them to `<hostName>.desired.json`
 * beside `cdk.tf.json`. A kind of resource of which nothing is declared is still managed: what this tool made is removed.
 */
export class IntegrityVmHost extends Construct {
  /** True for an IntegrityVmHost, also one of another copy of this library. */
  public static isIntegrityVmHost(candidate: unknown): candidate is IntegrityVmHost {
    return hasTypeTag(candidate, 'IntegrityVmHost');
  }

  /**
   * The host that a construct belongs to.
   *
   * @throws Error when the construct is not below an IntegrityVmHost
   */
  public static of(construct: IConstruct): IntegrityVmHost {
    const host = construct.node.scopes.reverse().find((scope) => IntegrityVmHost.isIntegrityVmHost(scope));
    if (host !== undefined) return host;
    throw constructError(
      construct,
      'stands below no IntegrityVmHost; give it one, or a construct below one, as its scope',
    );
  }

  /** Name of the host. */
  public readonly hostName: string;
  /** Name of the document, in the folder of the stack. */
  public readonly desiredFileName: string;

  constructor(scope: Construct, id: string, props: IntegrityVmHostProps = {}) {
    super(scope, id);
    const outer = this.node.scopes.slice(0, -1).find((candidate) => IntegrityVmHost.isIntegrityVmHost(candidate));
    if (outer !== undefined) throw constructError(this, `stands below another IntegrityVmHost, ${outer.node.path}`);
    tagType(this, 'IntegrityVmHost');

    const strategy = props.applyStrategy ?? ApplyStrategy.NULL_RESOURCE;
    if (strategy === ApplyStrategy.NATIVE) tagType(this, EVALUATED_BY_TERRAFORM);
    else if (props.onDestroy !== undefined) {
      throw constructError(this, `onDestroy needs applyStrategy NATIVE; with ${strategy} nothing is run on destroy`);
    }
    const hostName = props.hostName ?? id;
    checkValue(this, 'hostName', 'hostName', hostName);
    checkValue(this, 'address', 'connectionAddress', props.address);
    checkValue(this, 'port', 'connectionPort', props.port);
    checkValue(this, 'user', 'connectionUser', props.user);
    checkValue(this, 'sudo', 'connectionSudo', props.sudo);
    checkValue(this, 'discoveryUser', 'connectionUser', props.discoveryUser);
    checkValue(this, 'discoverySudo', 'connectionSudo', props.discoverySudo);
    checkValue(this, 'addressAfter', 'connectionAddress', props.addressAfter);
    checkValue(this, 'portAfter', 'connectionPort', props.portAfter);
    checkValue(this, 'client', 'connectionClient', props.client);
    if (props.portAfter !== undefined && props.addressAfter === undefined) {
      throw constructError(this, 'portAfter says where addressAfter is reached; give addressAfter too');
    }
    refuseToken(this, 'legacyAlgorithms', props.legacyAlgorithms);
    refuseToken(this, 'integrityVmVersion', props.integrityVmVersion);
    refuseToken(this, 'acceptRecalledCommands', props.acceptRecalledCommands);
    refuseToken(this, 'guarded', props.guarded);
    this.hostName = hostName;
    this.desiredFileName = documentFileName(hostName);

    attachHostSettings(this, {
      hostName,
      connection: connectionOf(hostName, props),
      release: props.integrityVmVersion === undefined ? undefined : parseReleaseNumber(this, props.integrityVmVersion),
    });
    this.node.addValidation({ validate: () => [...hostErrors(this)] });
    writeDesiredDocuments(TerraformStack.of(this));
    createApplyResource(this, strategy, {
      command: (digest) =>
        applyCommand(this, digest, {
          hpvmctl: props.hpvmctlCommand ?? ['hpvmctl'],
          passEnvironment: props.passEnvironment ?? [],
          acceptRecalled: props.acceptRecalledCommands ?? false,
          isGuarded: props.guarded ?? true,
        }),
      digest: () => hostDigest(this),
      native: {
        hostName,
        ssh: hostConnection(this),
        attributes: () => hostNetwork(this),
        declaredAt: () => hostDeclarations(this),
        acceptRecalled: props.acceptRecalledCommands,
        isGuarded: props.guarded ?? true,
        onDestroy: props.onDestroy,
      },
    });
  }
}

function connectionOf(hostName: string, props: IntegrityVmHostProps): HostSettings['connection'] {
  const { addressAfter, portAfter, discoveryUser, discoverySudo } = props;
  const hasDiscovery = discoveryUser !== undefined || discoverySudo !== undefined;
  return {
    address: props.address ?? hostName,
    port: props.port,
    user: props.user,
    after: addressAfter === undefined ? undefined : { address: addressAfter, port: portAfter },
    sudo: props.sudo,
    legacyAlgorithms: props.legacyAlgorithms === true ? true : undefined,
    client: props.client === undefined ? undefined : 'openssh',
    discovery: hasDiscovery ? { user: discoveryUser, sudo: discoverySudo } : undefined,
  };
}
