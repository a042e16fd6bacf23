import { isLocallyAdministered, isMulticast, parseMacAddress } from '../model/mac-address';
import { SCENARIOS, hostFromScenario } from './scenario';
import { createSimulatedHost } from './simulated-host';

describe.each(Object.entries(SCENARIOS))('scenario %s', (_name, scenario) => {
  const host = hostFromScenario(scenario);

  test('names only interfaces and vswitches it has', () => {
    const interfaces = [...host.nics, ...host.running.aggregates, ...host.running.vlans].map(({ name }) => name);
    const uplinks = host.vswitches.flatMap(({ uplink }) => uplink ?? []);
    expect(interfaces).toEqual(
      expect.arrayContaining([...uplinks, ...host.addresses.map((address) => address.interface)]),
    );
    const used = host.guests.flatMap(({ nics }) => nics.map(({ vswitch }) => vswitch));
    expect(host.vswitches.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
    expect(Object.keys(host.running.nicAttributes).sort()).toEqual(host.nics.map(({ name }) => name).sort());
  });

  test('has MAC addresses that are spelled, unique and of the right kind', () => {
    const guestMacs = host.guests.flatMap(({ nics }) => nics.map(({ mac }) => mac));
    const all = [...host.nics.map(({ mac }) => mac), ...guestMacs];
    expect(all.map(parseMacAddress)).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
    for (const text of guestMacs) {
      const mac = parseMacAddress(text);
      expect(mac !== undefined && isLocallyAdministered(mac) && !isMulticast(mac)).toBe(true);
    }
  });

  test('stands after a boot as it stood before', () => {
    const booted = createSimulatedHost(scenario);
    booted.reboot();
    expect(booted.hazards()).toEqual([]);
    expect(booted.outstandingHazards()).toEqual([]);
    expect(booted.state().vswitches).toEqual(host.vswitches);
    expect(booted.state().guests).toEqual(host.guests);
  });
});
