import type { Outage, Plan } from '../../plan/plan-document';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { halt, samplePlan } from '../../../test/review/sample-plan';
import { cutOffGuests } from './cut-off-guests';
import { shapeOf } from './host-shape';

const shape = shapeOf(quickStartHost());
const steps = ['s01', 's02', 's03', 's04'].map((id) => ({ ...halt, id }));

function cutOff(...outages: readonly Outage[]): readonly string[] {
  const plan: Plan = { ...samplePlan, steps, outages };
  return [...cutOffGuests(plan, shape)];
}

function down(nic: string, fromStep: string, toStep: string, isPermanent?: true): Outage {
  const seconds = { min: 1, expected: 1, max: 1 };
  const guests = [nic.split(':')[0] ?? ''];
  const lasting = isPermanent === undefined ? {} : { isPermanent };
  return { address: `guestNic.${nic}`, guests, fromStep, toStep, seconds, basis: 'assumed', ...lasting };
}

test('a guest with one NIC is cut off when that is down', () => {
  expect(cutOff(down('app01:0,1', 's01', 's02'))).toEqual(['app01']);
});

test('a guest with two NICs is cut off only when both are down at once', () => {
  expect(cutOff(down('db01:0,1', 's01', 's02'))).toEqual([]);
  expect(cutOff(down('db01:0,1', 's01', 's02'), down('db01:0,2', 's03', 's04'))).toEqual([]);
  expect(cutOff(down('db01:0,1', 's01', 's03'), down('db01:0,2', 's02', 's04'))).toEqual(['db01']);
});

test('a NIC that goes for good is down to the end', () => {
  expect(cutOff(down('db01:0,1', 's01', 's01', true), down('db01:0,2', 's04', 's04'))).toEqual(['db01']);
});

test('a guest that does not run is not cut off', () => {
  expect(cutOff({ ...down('test01:0,1', 's01', 's02'), guests: [] })).toEqual([]);
});
