import { renamedScenario } from '../../src/simulator/renamed-scenario';
import { SCENARIOS, type Scenario } from '../../src/simulator/scenario';
import { NETCONF } from '../../src/simulator/simulated-host-state';

// What the programs in examples/ speak of: hosts with these NICs and guests, on which nothing of the examples is there yet.

const { vmhost1 } = SCENARIOS;
const [lan0, , , , lan4] = vmhost1.nics;
const [firstGuest] = vmhost1.guests;
const TEN_GIGABIT = vmhost1.network.nicAttributes['lan4'];
if (lan0 === undefined || lan4 === undefined || firstGuest === undefined || TEN_GIGABIT === undefined)
  throw new Error('the quick-start host is another one');
const aGuest = firstGuest;

/** Without groups, vswitches of its own, and addresses but the one it is managed through; and with a second 10 GbE card. */
const bareHost: Scenario = {
  ...vmhost1,
  nics: [...vmhost1.nics, { ...lan4, name: 'lan5', mac: '0x00127942fce4', hardwarePath: '0/6/1/0' }],
  network: {
    ...vmhost1.network,
    nicAttributes: { ...vmhost1.network.nicAttributes, lan5: TEN_GIGABIT },
    aggregates: [],
  },
  addresses: vmhost1.addresses.filter((each) => each.interface === 'lan0'),
  files: { ...vmhost1.files, [NETCONF]: (vmhost1.files[NETCONF] ?? []).filter((line) => !/\[[12]\]=/.test(line)) },
  vswitches: vmhost1.vswitches.filter(({ name }) => name === 'localnet'),
  guests: [],
};

/** A guest that runs, with its first NIC where it is said to be. */
function guest(name: string, number: number, vswitch?: string, port = 0): Scenario['guests'][number] {
  const mac = `0x56e9e309${String(7000 + number)}`;
  const nics = vswitch === undefined ? [] : [{ slot: '0,1', adapter: 'avio_lan' as const, mac, vswitch, port }];
  return { ...aGuest, name, number, nics };
}

/** Its guests are off: only AVIO NICs can be added to one that runs. */
function ofFleet(name: string, ...guests: readonly string[]): Scenario {
  const scenario = { ...bareHost, guests: guests.map((each, index) => ({ ...guest(each, index + 1), isOn: false })) };
  return renamedScenario(scenario, name);
}

/** Where the guests of examples/spread-guests are; three of its list are new. */
const SPREAD = {
  vmlan1: ['file01', 'print01'],
  vmlan2: ['mail01'],
  vmlan4: ['crm01', 'crm02', 'db01', 'db02', 'sap01', 'sap02'],
};

const spreadHost: Scenario = {
  ...bareHost,
  vswitches: [
    ...bareHost.vswitches,
    ...Object.keys(SPREAD).map((name, index) => ({
      ...{ name, number: 22 + index, isUp: true },
      uplink: name.replace('vm', ''),
    })),
  ],
  guests: [
    ...Object.entries(SPREAD).flatMap(([vswitch, names]) =>
      names.map((name, index) => ({ name, vswitch, port: index + 1 })),
    ),
    ...['web01', 'web02', 'web03'].map((name) => ({ name, vswitch: undefined, port: 0 })),
  ].map(({ name, vswitch, port }, index) => guest(name, index + 1, vswitch, port)),
};

export const hostsOfExamples: readonly Scenario[] = [
  vmhost1,
  ofFleet('vmhost2', 'sap01', 'sap02'),
  ofFleet('vmhost3', 'sap03', 'crm01'),
  ofFleet('vmhost4'),
  renamedScenario(spreadHost, 'vmhost6'),
];
