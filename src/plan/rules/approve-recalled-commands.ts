import type { SafetyRule } from '../safety-rule';

/** Destructive commands whose form no readable document shows are run only with a person's approval. */
export const approveRecalledCommands: SafetyRule = {
  id: 'approve-recalled-commands',
  title: 'Approve by hand every destructive command whose form is only recalled',
  why: 'What a few commands that remove something (a vswitch, a guest NIC, a port VLAN, a saved group) are called or do exactly could not be checked against an HP document; a wrong one could fail in the middle of a change.',
  citations: [{ document: 'This project, docs/decisions/0007-recalled-command-forms.md' }],
  severity: 'error',
  basis: 'recalled',
  examples: { unsafe: [], safe: [] },
};
