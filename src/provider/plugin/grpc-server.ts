import type http2 from 'node:http2';

/** Answers one call: the bytes of the request message in, those of the response out. */
export type UnaryCall = (request: Uint8Array) => Promise<Uint8Array>;

/** What a server answers; paths are `/service/Method`. */
export interface GrpcCalls {
  readonly unary: ReadonlyMap<string, UnaryCall>;
  /** Streams that are only kept open. */
  readonly open: ReadonlySet<string>;
  /** A unary call is over: its answer was sent, or nobody waits for it any more. */
  readonly onAnswered: (path: string) => void;
}

/** Status codes of gRPC. */
const OK = 0;
const INVALID_ARGUMENT = 3;
const UNIMPLEMENTED = 12;
const INTERNAL = 13;

/** Terraform itself sends and takes messages of up to 256 MiB. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const PREFIX_BYTES = 5;

/** Settings that let large messages through without a round trip for every 64 KiB, and without an end at 10 MB. */
export const HTTP2_OPTIONS = {
  settings: { initialWindowSize: 16 * 1024 * 1024 },
  maxSessionMemory: 1024,
} as const satisfies http2.ServerOptions;

/**
 * Answers gRPC over a HTTP/2 server of Node: unary calls, uncompressed, as plugin hosts make them (over a local socket).
 * A call that nobody answers is `UNIMPLEMENTED`, which hosts take for "this plugin cannot do that".
 *
 * @see gRPC over HTTP2, protocol definition
 */
export function serveGrpc(server: http2.Http2Server, calls: GrpcCalls): void {
  server.on('session', (session) => session.setLocalWindowSize(HTTP2_OPTIONS.settings.initialWindowSize));
  server.on('stream', (stream, headers) => {
    // The host may leave at any time; what it asked for is not missed then.
    stream.on('error', () => undefined);
    const path = headers[':path'] ?? '';
    if (calls.open.has(path)) {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.resume();
      return;
    }
    const call = calls.unary.get(path);
    if (call === undefined) refuse(stream, UNIMPLEMENTED, `${path} is not implemented`);
    else {
      stream.once('close', () => calls.onAnswered(path));
      void answer(stream, call);
    }
  });
}

async function answer(stream: http2.ServerHttp2Stream, call: UnaryCall): Promise<void> {
  let response: Uint8Array;
  try {
    const request = await readRequest(stream);
    if (typeof request === 'string') {
      refuse(stream, INVALID_ARGUMENT, request);
      return;
    }
    response = await call(request);
  } catch (error) {
    refuse(stream, INTERNAL, error instanceof Error ? error.message : String(error));
    return;
  }
  if (stream.destroyed) return;
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(response.length, 1);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(OK) }));
  stream.write(prefix);
  stream.end(response);
}

/** The message of a request, or why it is none. */
async function readRequest(stream: http2.ServerHttp2Stream): Promise<Uint8Array | string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_MESSAGE_BYTES + PREFIX_BYTES) return 'the message is larger than 256 MiB';
  }
  const body = Buffer.concat(chunks);
  if (body.length < PREFIX_BYTES || body.readUInt32BE(1) !== body.length - PREFIX_BYTES)
    return 'the message is incomplete';
  if (body[0] !== 0) return 'compressed messages are not understood';
  return body.subarray(PREFIX_BYTES);
}

function refuse(stream: http2.ServerHttp2Stream, status: number, message: string): void {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(status),
      'grpc-message': encodeURIComponent(message),
    },
    { endStream: true },
  );
}
