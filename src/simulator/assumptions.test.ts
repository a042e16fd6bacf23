import { CAUTIOUS_ASSUMPTIONS, type Assumptions } from './assumptions';
import { SCENARIOS } from './scenario';
import { createSimulatedHost } from './simulated-host';

interface Case {
  readonly other: Partial<Assumptions>;
  /** Command lines; every question is answered no when `isDeclined`, else yes. */
  readonly lines: readonly string[];
  readonly isDeclined?: true;
  /** The host boots behind them. */
  readonly boots?: true;
}

/** For each assumption a story that goes another way when it is the other way. */
const STORIES: { readonly [Name in keyof Assumptions]: Case } = {
  vlanOnDownVswitch: {
    other: { vlanOnDownVswitch: 'refused' },
    lines: ['hpvmnet -h -S vmlan900', 'hpvmnet -S vmlan900 -u portid:1:vlanid:5'],
  },
  vlanOnUnusedPort: { other: { vlanOnUnusedPort: 'accepted' }, lines: ['hpvmnet -S vmlan900 -u portid:9:vlanid:5'] },
  vlanOnLocalnet: { other: { vlanOnLocalnet: 'accepted' }, lines: ['hpvmnet -S localnet -u portid:1:vlanid:5'] },
  declinedExitStatus: { other: { declinedExitStatus: 1 }, lines: ['hpvmnet -h -S vmlan0'], isDeclined: true },
  acceptsNoQuestionsOption: { other: { acceptsNoQuestionsOption: true }, lines: ['hpvmnet -h -Q -S vmlan0'] },
  downListingAddresses: { other: { downListingAddresses: 'captured' }, lines: ['hpvmnet -h -S vmlan0', 'hpvmnet'] },
  vswitchNumbering: { other: { vswitchNumbering: 'smallest-free' }, lines: ['hpvmnet -c -S web'] },
  haltedVswitchAfterBoot: {
    other: { haltedVswitchAfterBoot: 'down' },
    lines: ['hpvmnet -h -S vmlan0'],
    boots: true,
  },
  resetRefreshesUplink: {
    other: { resetRefreshesUplink: true },
    lines: ['ifconfig lan4 unplumb', 'hpvmnet -r -S vmlan4'],
  },
  createOnEmptyAggregate: { other: { createOnEmptyAggregate: 'accepted' }, lines: ['hpvmnet -c -S web -n 901'] },
  bootOnEmptyAggregate: {
    other: { bootOnEmptyAggregate: 'accepted' },
    lines: [
      'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
      'hpvmnet -c -S web -n 901',
      'nwmgr -d -S apa -c lan901 -A links=all',
      'hpvmnet -b -S web',
    ],
  },
  vswitchOnAggregatePort: { other: { vswitchOnAggregatePort: 'accepted' }, lines: ['hpvmnet -c -S web -n 1'] },
  liveModifyOfAvioNic: {
    other: { liveModifyOfAvioNic: 'live' },
    lines: ['hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:7'],
  },
  secondGuestOnActivePort: {
    other: { secondGuestOnActivePort: 'accepted' },
    lines: ['hpvmmodify -P app01 -a network:avio_lan:0,5:vswitch:vmlan4:portid:1'],
  },
  liveNicOnUnsharedVswitch: {
    other: { liveNicOnUnsharedVswitch: 'accepted' },
    lines: [
      'hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=NO',
      'hpvmmodify -P app01 -a network:avio_lan:0,5:vswitch:vmlan4:portid:5',
    ],
  },
  addressOnJoiningPort: {
    other: { addressOnJoiningPort: 'accepted' },
    lines: ['nwmgr -a -A links=3,4 -A mode=MANUAL -c lan901 -S apa'],
  },
  joiningUnderVswitch: {
    other: { joiningUnderVswitch: 'accepted' },
    lines: ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web', 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'],
  },
  startWithoutVswitch: {
    other: { startWithoutVswitch: 'accepted' },
    lines: ['hpvmnet -h -S vmlan0', 'hpvmnet -d -S vmlan0', 'hpvmstart -P test01'],
  },
  segmentationOffloadNeedsRestart: {
    other: { segmentationOffloadNeedsRestart: false },
    lines: ['nwmgr -s -f -A vmtu=0 -c lan4'],
  },
  removePortsInUse: { other: { removePortsInUse: 'accepted' }, lines: ['nwmgr -d -S apa -c lan900 -A links=all'] },
  nicSetCra: { other: { nicSetCra: 'allowed' }, lines: ['nwmgr -s -A rx_cko=off -c lan4'] },
  vmtuOfFailoverPort: {
    other: { vmtuOfFailoverPort: 'refused' },
    lines: ['nwmgr -s -f -A tx_cko=on,vmtu=32160 -c lan1'],
  },
  addressOnEmptiedAggregate: {
    other: { addressOnEmptiedAggregate: 'stays' },
    lines: [
      'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
      'ifconfig lan901 inet 10.0.0.7 netmask 255.0.0.0 up',
      'nwmgr -d -S apa -c lan901 -A links=all --force',
    ],
  },
  portsReachOneAnother: {
    other: { portsReachOneAnother: 'never' },
    lines: ['nwmgr -a -A links=3,4 -A mode=LAN_MONITOR -c lan901 -S apa'],
  },
  modeOfFreedPort: {
    other: { modeOfFreedPort: 'kept' },
    lines: [
      'nwmgr -s -A key=901 -c lan901 -S apa',
      'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa',
      'nwmgr -d -S apa -c lan901 -A links=all',
      'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
    ],
  },
  aggregateUpAfterCommands: {
    other: { aggregateUpAfterCommands: 2 },
    lines: [
      'nwmgr -s -A key=901 -c lan901 -S apa',
      'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa',
      'nwmgr -c lan901 --sc',
    ],
  },
  savedVlanNumber: {
    other: { savedVlanNumber: 'absent' },
    lines: ['nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000', 'nwmgr -s -A all --sa --fr cu -c lan5000'],
  },
  freedPortVlan: {
    other: { freedPortVlan: 'kept' },
    lines: [
      'hpvmnet -S vmlan900 -u portid:2:vlanid:5',
      'hpvmmodify -P app01 -d network:avio_lan:0,1,0x0A41C7D20B15:vswitch:vmlan900:portid:2',
    ],
  },
};

async function tell({ lines, isDeclined, boots }: Case, assumptions: Partial<Assumptions>): Promise<unknown> {
  const host = createSimulatedHost({ ...SCENARIOS.vmhost1, assumptions });
  const outcomes = [];
  for (const line of lines)
    outcomes.push(await host.run(line.split(' '), { stdin: isDeclined === true ? 'n\n' : 'y\n' }));
  if (boots === true) host.reboot();
  return { outcomes, state: { ...host.state(), assumptions: null } };
}

test.each(Object.entries(STORIES))('%s makes a difference', async (_name, story) => {
  const cautious = await tell(story, CAUTIOUS_ASSUMPTIONS);
  expect(await tell(story, story.other)).not.toEqual(cautious);
  expect(await tell(story, {})).toEqual(cautious);
});
