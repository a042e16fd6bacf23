import { indexObservedHost } from '../diff/observed-index';
import type { ObservedIndex } from '../diff/resource-difference';
import { displayCommand } from '../model/shell-word';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress } from '../model/resource';
import type { Plan, PlanStep } from '../plan/plan-document';

/** A setting of an rc file, as `ch_rc` is given it. */
const SETTING = /^(INTERFACE_NAME|IP_ADDRESS|SUBNET_MASK)\[(\d+)\]=(.*)$/;

/** Field of an entry of netconf that a variable is read as. */
const FIELD_OF = { INTERFACE_NAME: 'interface', IP_ADDRESS: 'address', SUBNET_MASK: 'netmask' } as const;

/**
 * What the saving steps of a plan were to save, and the host, read when all was done, does not show saved: one
 * diagnostic `not-saved` for each. A command that saves may end with 0 without doing so, and what no document names (offload that goes off
 * behind a VLAN) is compared nowhere else. What is not known of the saved configuration is left out.
 */
export function notSaved(plan: Plan, observed: ObservedHost): readonly Diagnostic[] {
  const index = indexObservedHost(observed);
  return plan.steps
    .filter(({ phase }) => phase === 'persist')
    .flatMap((step) => {
      const what = differenceOf(step, plan, index);
      if (what === undefined) return [];
      return [
        errorDiagnostic(
          'not-saved',
          `${plan.host} has not saved what ${step.id} (${step.title}) was to save`,
          `${what} Command: ${displayCommand(step.command)}. The next boot would bring back what was before.`,
          step.address,
        ),
      ];
    });
}

function differenceOf(step: PlanStep, plan: Plan, index: ObservedIndex): string | undefined {
  const setting = settingOf(step);
  if (setting !== undefined) {
    const { field, number, value } = setting;
    const entry = index.host.netconf.find((each) => each.index === number);
    const now = entry === undefined ? null : entry[field];
    return now === value ? undefined : `netconf says ${String(now)} where ${value} was written.`;
  }
  const { kind, identity = '' } = parseResourceAddress(step.address) ?? {};
  if (kind === 'lanInterface') return nicDifference(identity, index);
  if (kind === 'hostVlan') return vlanDifference(identity, step, index);
  if (kind !== 'apaGroup') return undefined;
  // Saving one group saves them all; of the others nothing is said here.
  const names = plan.changes.flatMap(({ address }) =>
    address.startsWith('apaGroup.') ? [address.slice('apaGroup.'.length)] : [],
  );
  return names.map((name) => groupDifference(name, index)).find((text) => text !== undefined);
}

function settingOf({
  command,
}: PlanStep): { field: 'interface' | 'address' | 'netmask'; number: number; value: string } | undefined {
  if (command[0] !== '/usr/sbin/ch_rc' || command.at(-1) !== '/etc/rc.config.d/netconf') return undefined;
  const [, name, number, value = ''] = SETTING.exec(command.at(-2) ?? '') ?? [];
  if (name === undefined) return undefined;
  return {
    field: FIELD_OF[name as keyof typeof FIELD_OF],
    number: Number(number),
    value: value.replace(/^"(.*)"$/, '$1'),
  };
}

function nicDifference(name: string, { lanInterface, saved }: ObservedIndex): string | undefined {
  const [runs, kept] = [lanInterface.get(name), saved.lanInterface.get(name)];
  if (runs === undefined || kept === undefined) return undefined;
  const fields = ['receiveChecksumOffload', 'transmitChecksumOffload', 'virtualMtuBytes'] as const;
  const other = fields.find((field) => runs[field] !== null && kept[field] !== null && runs[field] !== kept[field]);
  return other === undefined
    ? undefined
    : `${name} runs with ${other} ${String(runs[other])}, saved is ${String(kept[other])}.`;
}

function vlanDifference(name: string, { command }: PlanStep, { hostVlan, saved }: ObservedIndex): string | undefined {
  if (saved.hostVlan === undefined) return undefined;
  const kept = saved.hostVlan.get(name);
  if (command[1] === '-d') return kept === undefined ? undefined : `${name} is still saved.`;
  const runs = hostVlan.get(name);
  if (runs === undefined) return undefined;
  if (kept === undefined) return `${name} runs, and is not saved.`;
  const isSame = kept.uplink === runs.uplink && kept.vlanId === runs.vlanId;
  return isSame
    ? undefined
    : `${name} runs with VLAN ${String(runs.vlanId)} on ${runs.uplink}, saved is ${String(kept.vlanId)} on ${kept.uplink}.`;
}

function groupDifference(name: string, { apaGroup, saved }: ObservedIndex): string | undefined {
  const runs = apaGroup.get(name);
  if (runs === undefined || saved.apaGroup === undefined) return undefined;
  const kept = saved.apaGroup.get(name);
  const mode = kept === undefined ? 'Not_Enabled' : kept.mode;
  if (mode !== null && mode !== runs.mode) return `${name} runs as ${runs.mode}, saved is ${mode}.`;
  const ports = kept?.ports;
  if (ports === undefined || ports === null) return undefined;
  const isSame = ports.length === runs.ports.length && ports.every((port) => runs.ports.includes(port));
  return isSame ? undefined : `${name} runs with ports ${runs.ports.join(', ')}, saved are ${ports.join(', ')}.`;
}
