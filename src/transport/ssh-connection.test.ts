import { Duplex } from 'node:stream';
import { connectSsh } from './ssh-connection';
import type { SshHop } from './ssh-target';

const HOP: SshHop = {
  name: 'vmhost1',
  address: '127.0.0.1',
  port: 22,
  user: 'root',
  hostKeyAlias: null,
  knownHostsFiles: [],
  identityFiles: [],
  usesOnlyNamedIdentities: true,
  agentSocket: null,
  connectTimeoutMs: 5_000,
  keepaliveIntervalMs: 0,
  keepaliveCountMax: 3,
  legacyAlgorithms: false,
};

test('a host that was given up before the connection stood is not spoken to', async () => {
  const sent: string[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      sent.push(chunk.toString('latin1'));
      done();
    },
  });
  const credentials = { knownHosts: { entries: [], unreadable: [] }, logins: { logins: [], notes: [] } };
  await expect(connectSsh(HOP, stream, credentials, AbortSignal.abort())).rejects.toThrow('on request');
  expect(sent).toEqual([]);
  expect(stream.destroyed).toBe(true);
});
