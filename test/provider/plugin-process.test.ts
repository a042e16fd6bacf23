import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { selfSignedCertificate, type Certificate } from '../../src/provider/plugin/self-signed-certificate';

const PROVIDER = path.join(__dirname, '..', '..', 'build', 'terraform-provider-hpvm');
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

interface Started {
  readonly fields: readonly string[];
  readonly stderr: () => string;
  readonly status: Promise<number | null>;
  end(): void;
}

/** Starts the provider as Terraform does; the fields of its handshake line, or none when it ended without one. */
async function start(environment: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(PROVIDER, [], { env: { PATH: process.env['PATH'] ?? '', ...environment } });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
    void status.then(() => resolve(''));
  });
  return { fields: line.trim().split('|'), stderr: () => stderr, status, end: () => child.kill('SIGTERM') };
}

/** The gRPC status of an empty call, or the error that came instead. */
function call(address: string, server: Buffer, client: Certificate | undefined, method: string): Promise<string> {
  return new Promise((resolve) => {
    const session = http2.connect('https://localhost', {
      createConnection: () =>
        tls.connect({
          ...placeOf(address),
          ALPNProtocols: ['h2'],
          servername: 'localhost',
          ca: `-----BEGIN CERTIFICATE-----\n${server.toString('base64')}\n-----END CERTIFICATE-----\n`,
          ...(client === undefined ? {} : { cert: client.certificatePem, key: client.keyPem }),
        }),
    });
    const finish = (text: string): void => {
      resolve(text);
      session.destroy();
    };
    session.on('error', () => finish('no answer'));
    session.on('close', () => finish('no answer'));
    const stream = session.request({ ':method': 'POST', ':path': method, 'content-type': 'application/grpc' });
    stream.on('error', () => finish('no answer'));
    const hear = (headers: http2.IncomingHttpHeaders): void => {
      if (typeof headers['grpc-status'] === 'string') finish(headers['grpc-status']);
    };
    stream.on('response', hear);
    stream.on('trailers', hear);
    stream.resume();
    stream.end(Buffer.alloc(5));
  });
}

function placeOf(address: string): { readonly path: string } | { readonly host: string; readonly port: number } {
  const [, host, port] = /^([0-9.]+):([0-9]+)$/.exec(address) ?? [];
  return host === undefined ? { path: address } : { host, port: Number(port) };
}

const SCHEMA = '/tfplugin6.Provider/GetProviderSchema';
const pem = selfSignedCertificate(new Date());

test('a person who starts the provider is told what it is', async () => {
  const { status, stderr } = await start({});
  expect(await status).toBe(1);
  expect(stderr()).toContain('hpvmctl provider install');
});

test('a host that speaks another protocol is told which one this is', async () => {
  const { status, stderr } = await start({ TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: '4,5' });
  expect(await status).toBe(1);
  expect(stderr()).toContain('plugin protocol 6');
});

test('only the host that started the provider is answered, and what the provider cannot do is said to be unimplemented', async () => {
  const started = await start({
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '5,6',
    PLUGIN_CLIENT_CERT: pem.certificatePem,
  });
  const [core, protocol, network, address = '', kind, certificate = ''] = started.fields;
  expect([core, protocol, network, kind]).toEqual(['1', '6', 'unix', 'grpc']);
  const server = Buffer.from(certificate, 'base64');
  expect(new X509Certificate(server).checkHost('localhost')).toBe('localhost');
  expect(await call(address, server, pem, SCHEMA)).toBe('0');
  expect(await call(address, server, pem, '/tfplugin6.Provider/OpenEphemeralResource')).toBe('12');
  expect(await call(address, server, undefined, SCHEMA)).toBe('no answer');
  expect(await call(address, server, selfSignedCertificate(new Date()), SCHEMA)).toBe('no answer');
  expect(await call(address, server, pem, '/plugin.GRPCController/Shutdown')).toBe('0');
  expect(await started.status).toBe(0);
});

test('where no socket can have so long a path, the provider listens on a port of this machine, as it does on Windows', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), `${'long'.repeat(25)}-`));
  try {
    const { fields, status } = await start({
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: '6',
      PLUGIN_CLIENT_CERT: pem.certificatePem,
      TMPDIR: folder,
    });
    const [, , network, address = '', , certificate = ''] = fields;
    expect([network, address]).toEqual(['tcp', expect.stringMatching(/^127\.0\.0\.1:[0-9]+$/)]);
    const server = Buffer.from(certificate, 'base64');
    expect(await call(address, server, pem, SCHEMA)).toBe('0');
    expect(await call(address, server, undefined, SCHEMA)).toBe('no answer');
    expect(await call(address, server, pem, '/plugin.GRPCController/Shutdown')).toBe('0');
    expect(await status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
