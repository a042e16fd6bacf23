import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedPlatform } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import type { Evidence, Question } from './evidence';
import { parseHpvminfo, type HpvmRole } from './parsers/parse-hpvminfo';
import { integrityVmRevision, parseSwlist } from './parsers/parse-swlist';
import type { ProbeId } from './probes/probe';

const SUPPORTED_RELEASE = 'B.11.31';

const RELEASE_NAMES: Readonly<Record<string, string>> = {
  'B.11.11': 'HP-UX 11i v1',
  'B.11.23': 'HP-UX 11i v2',
  'B.11.31': 'HP-UX 11i v3',
};

/**
 * Tells a VM host on HP-UX 11i v3 from everything else that may answer at an address. Anything else is named in an error: `not-hp-ux`,
 * `unsupported-release`, `is-a-guest` or `not-a-vm-host`.
 */
export function recognisePlatform(evidence: Evidence): Result<ObservedPlatform> {
  const osRelease = oneLine(evidence, 'os-release');
  if (osRelease === undefined || !/^[A-Z]\.\d\d\.\d\d$/.test(osRelease)) return failure(notHpUx(osRelease));
  const model = oneLine(evidence, 'model') ?? null;
  if (osRelease !== SUPPORTED_RELEASE) return failure(unsupportedRelease(osRelease));
  const role = roleOf(evidence, model);
  if (!role.ok) return role;
  if (role.value === 'guest') return failure(isGuest(model));
  if (role.value === 'neither') return failure(notVmHost(model));
  if (evidence.frame('interfaces', null)?.status === 'missing') return failure(noNwmgr());

  const nodeName = oneLine(evidence, 'node-name');
  if (nodeName === undefined) evidence.miss('platform', 'node-name', null, 'uname -n printed no single word.');
  const bundles = evidence.read('platform', {
    probe: 'swlist',
    object: null,
    parse: parseSwlist,
    whateverStatus: true,
  });
  const integrityVmVersion = bundles === undefined ? null : integrityVmRevision(bundles);
  if (bundles !== undefined && integrityVmVersion === null) {
    evidence.miss('platform', 'swlist', null, 'No bundle T2767xx or BB068AA with a readable revision is listed.');
  }
  return success({ nodeName: nodeName ?? '', osRelease, model, integrityVmVersion });
}

function roleOf(evidence: Evidence, model: string | null): Result<HpvmRole> {
  const question: Question<HpvmRole> = { probe: 'hpvminfo', object: null, parse: parseHpvminfo, whateverStatus: true };
  if (evidence.frame('hpvminfo', null)?.status !== 'missing') return evidence.attempt(question);
  return success(model?.includes('Virtual Machine') === true ? 'guest' : 'neither');
}

function oneLine(evidence: Evidence, probe: ProbeId): string | undefined {
  const result = evidence.attempt({ probe, object: null, parse: (text) => success(text.trim()) });
  return result.ok && /^[ -~]{1,200}$/.test(result.value) ? result.value : undefined;
}

function notHpUx(osRelease: string | undefined): Diagnostic {
  const said = osRelease === undefined ? 'could not be run' : `says "${osRelease}"`;
  return errorDiagnostic(
    'not-hp-ux',
    'what answered is not an HP-UX system',
    `/usr/bin/uname -r ${said}; HP-UX 11i v3 says "${SUPPORTED_RELEASE}".\n` +
      'Check the address in the desired-state file, --connect and ssh_config: they should lead to the VM host itself, not to a jump host.',
  );
}

function unsupportedRelease(osRelease: string): Diagnostic {
  const name = RELEASE_NAMES[osRelease] ?? 'a release';
  return errorDiagnostic(
    'unsupported-release',
    `the host runs ${name} (${osRelease}), which is not supported`,
    `The host must run HP-UX 11i v3 (${SUPPORTED_RELEASE}), whose nwmgr can be read and set reliably; earlier releases have lanadmin instead.\n` +
      'Manage this host by hand, or update it to HP-UX 11i v3 with Integrity VM 4.x.',
  );
}

function noNwmgr(): Diagnostic {
  return errorDiagnostic(
    'unsupported-release',
    'the host has no /usr/sbin/nwmgr',
    'HP-UX 11i v3 brings /usr/sbin/nwmgr with its Networking product; without it interfaces cannot be read or set.\n' +
      'Check the installation with: swverify Networking',
  );
}

function isGuest(model: string | null): Diagnostic {
  return errorDiagnostic(
    'is-a-guest',
    'what answered is a virtual machine, not a VM host',
    `hpvminfo or the model ("${model ?? 'unknown'}") says that this system runs inside Integrity VM.\n` +
      'Connect to the VM host that runs it: vswitches exist only there, and link aggregation is not supported in a guest ' +
      '(rule no-apa-in-a-guest: Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75).',
  );
}

function notVmHost(model: string | null): Diagnostic {
  return errorDiagnostic(
    'not-a-vm-host',
    'the system is not an Integrity VM host',
    `It is an HP-UX system (${model ?? 'model unknown'}), but /opt/hpvm/bin/hpvminfo is missing or says that it is no VM host.\n` +
      'Install Integrity VM (bundle T2767AC or its successor) and start it with /sbin/init.d/hpvm start, or connect to another host.',
  );
}
