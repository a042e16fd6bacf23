import { LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { SwitchPortsBack } from '../plan/plan-document';
import { planMarkdown } from './plan-markdown';
import { planText } from './plan-text';
import { switchBackTexts } from './way-back-texts';

const PLAN = provenPlanFor(LACP_AGGREGATE);

function texts(changes: Partial<SwitchPortsBack>): readonly string[] {
  const { revert } = PLAN;
  if (revert === null) throw new Error('no way back');
  const switchPorts = (revert.switchPorts ?? []).map((each) => ({ ...each, ...changes }));
  return switchBackTexts({ ...PLAN, revert: { ...revert, switchPorts } });
}

test('a plan says beside its way back what only a person takes back', () => {
  const sentence =
    'Only a person can take the switch back: the switch ports of lan1, lan2 must leave the LACP_AUTO trunk of lan900. Until that is done, links may not carry traffic, though the host is as before. lan900 is made again by force (-f), because the ports may not reach one another through the switch by then.';
  expect(switchBackTexts(PLAN)).toEqual([sentence]);
  const plain = (text: string): string => text.replaceAll(/[\s\\]+/g, ' ');
  expect(plain(planText(PLAN, { widthColumns: 100, colour: false }, () => 'source'))).toContain(sentence);
  expect(plain(planMarkdown(PLAN, () => 'source'))).toContain('Only a person can take the switch back');
});

test('ports that were in a trunk before are set for it again', () => {
  const before = { group: 'lan900', mode: 'MANUAL' };
  expect(texts({ before, planned: null })[0]).toContain(
    'the switch ports of lan1, lan2 must be set to MANUAL for lan900 again.',
  );
  expect(texts({ before })[0]).toContain(
    'must leave the LACP_AUTO trunk of lan900 and be set to MANUAL for lan900 again.',
  );
});
