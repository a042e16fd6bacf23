import type { ProbeFrame } from '../../src/discovery/parsers/parse-frames';
import { OBJECT, type Probe, type ProbeSubject } from '../../src/discovery/probes/probe';
import { probeEntries } from '../../src/discovery/probes/probes';
import type { SimulatedHost } from '../../src/simulator/simulated-host';

/** What every probe brings back from a simulated host, without a shell in between. */
export async function probeSimulated(
  host: SimulatedHost,
  owned: readonly string[] = [],
): Promise<readonly ProbeFrame[]> {
  const frames: ProbeFrame[] = [];
  for (const [id, probe] of probeEntries()) {
    for (const object of objectsOf(probe.subject, host)) {
      const previous = frames.at(-1);
      if ('onlyWhenPreviousFails' in probe && previous?.status === 0) continue;
      frames.push({ probe: id, object, ...(await answer(probe, object, host, owned)) });
    }
  }
  return frames;
}

function objectsOf(subject: ProbeSubject, host: SimulatedHost): readonly (string | null)[] {
  const state = host.state();
  switch (subject) {
    case 'host':
      return [null];
    case 'interface':
      return [...objectsOf('nic', host), ...objectsOf('aggregate', host), ...objectsOf('hostVlan', host)];
    case 'nic':
      return state.nics.map((nic) => nic.name);
    case 'aggregate':
      return state.running.aggregates.filter((group) => group.ports.length > 0).map((group) => group.name);
    case 'hostVlan':
      return state.running.vlans.map((vlan) => vlan.name);
    case 'plumbedInterface':
      return [...new Set(state.addresses.map((address) => address.interface))];
    case 'vswitch':
      return state.vswitches.map((vswitch) => vswitch.name);
    case 'guest':
      return state.guests.map((guest) => guest.name);
  }
}

async function answer(
  probe: Probe,
  object: string | null,
  host: SimulatedHost,
  owned: readonly string[],
): Promise<Pick<ProbeFrame, 'stdout' | 'stderr' | 'status'>> {
  switch (probe.kind) {
    case 'command': {
      const argv = probe.words.map((word) => word.replaceAll(OBJECT, object ?? ''));
      const { stdout, stderr, exitStatus } = await host.run(argv, { environment: probe.environment ?? {} });
      return { stdout, stderr, status: exitStatus };
    }
    case 'file': {
      if (probe.path.endsWith('/ownership'))
        return { stdout: owned.map((line) => `claim ${line}\n`).join(''), stderr: '', status: 0 };
      const text = host.state().files[probe.path];
      return { stdout: text ?? '', stderr: '', status: text === undefined ? 'missing' : 0 };
    }
    case 'processId': {
      const text = host.state().files[probe.path];
      return { stdout: text ?? '', stderr: '', status: text === undefined ? 'missing' : 0 };
    }
    case 'existence': {
      const guest = host.state().guests.find((candidate) => candidate.name === object);
      return { stdout: (guest?.nextNics ?? null) === null ? 'absent\n' : 'present\n', stderr: '', status: 0 };
    }
    case 'environment':
      return { stdout: `192.0.2.1 40000 ${host.state().managementAddress} 22\n`, stderr: '', status: 0 };
  }
}
