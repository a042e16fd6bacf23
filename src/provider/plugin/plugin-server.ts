import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { HTTP2_OPTIONS, serveGrpc, type UnaryCall } from './grpc-server';
import { selfSignedCertificate } from './self-signed-certificate';

export interface PluginServerOptions {
  readonly calls: ReadonlyMap<string, UnaryCall>;
  /** Certificate (PEM) of the only client that is answered; absent: no TLS, for hosts that were told where to connect. */
  readonly clientCertificate?: string;
  readonly now: Date;
  /** The host wants us to end. */
  readonly onShutdown: () => void;
}

/** A server that listens. */
export interface PluginServer {
  readonly network: 'unix' | 'tcp';
  /** Path of the socket, or `127.0.0.1:port`. */
  readonly address: string;
  /** Certificate to expect (DER); undefined without TLS. */
  readonly certificate: Buffer | undefined;
  close(): void;
}

const SHUTDOWN = '/plugin.GRPCController/Shutdown';

/** Paths of sockets are at most 104 bytes long on some systems. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Listens on a socket of its own and answers the services of go-plugin beside those of the plugin.
 *
 * @throws a node error when there is nowhere to listen
 */
export async function startPluginServer(options: PluginServerOptions): Promise<PluginServer> {
  const certificate = options.clientCertificate === undefined ? undefined : selfSignedCertificate(options.now);
  const server =
    certificate === undefined
      ? http2.createServer(HTTP2_OPTIONS)
      : http2.createSecureServer({
          ...HTTP2_OPTIONS,
          cert: certificate.certificatePem,
          key: certificate.keyPem,
          minVersion: 'TLSv1.2',
          requestCert: true,
          // Naming an authority makes Node 20 read all that it knows; the one client we answer is compared below instead.
          ca: [],
          rejectUnauthorized: false,
        });
  if (options.clientCertificate !== undefined) answerOnly(server, new X509Certificate(options.clientCertificate));
  const nothing: UnaryCall = () => Promise.resolve(new Uint8Array());
  const serving: UnaryCall = () => Promise.resolve(Uint8Array.of(0x08, 0x01));
  serveGrpc(server, {
    unary: new Map([...options.calls, [SHUTDOWN, nothing], ['/grpc.health.v1.Health/Check', serving]]),
    open: new Set(['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream']),
    // The answer is with the stream, and may not be with the socket yet.
    onAnswered: (path) => {
      if (path === SHUTDOWN) setTimeout(options.onShutdown, 5);
    },
  });
  const folder = process.platform === 'win32' ? undefined : mkdtempSync(path.join(tmpdir(), 'hpvm-'));
  const socket = folder === undefined ? '' : path.join(folder, 'plugin');
  const isUnix = folder !== undefined && Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (isUnix) server.listen(socket, resolve);
    else server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  return {
    network: isUnix ? 'unix' : 'tcp',
    address: typeof bound === 'object' && bound !== null ? `${bound.address}:${String(bound.port)}` : socket,
    certificate: certificate?.der,
    close: () => {
      server.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends every connection whose client shows another certificate than this; that it has the key, the handshake has shown. */
function answerOnly(server: http2.Http2Server, expected: X509Certificate): void {
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    const shown = socket.getPeerX509Certificate();
    if (shown === undefined || !shown.raw.equals(expected.raw)) socket.destroy();
  });
}
