import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate for one process, and its key. */
export interface Certificate {
  /** The certificate alone, DER. */
  readonly der: Buffer;
  readonly certificatePem: string;
  readonly keyPem: string;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const DNS_NAME = 0x82;

/**
 * Makes a certificate for `localhost` with a P-256 key of its own, signed by itself: what the other end of a plugin
 * connection is shown. Node makes keys and signatures, but no certificates, hence the DER (RFC 5280, sections 4.1 and 4.2).
 *
 * @param now - it is valid from a day before, for clocks that differ, until a year behind
 */
export function selfSignedCertificate(now: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 86_400_000;
  const algorithm = der(SEQUENCE, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from('localhost')))));
  const body = der(
    SEQUENCE,
    der(VERSION, der(0x02, Buffer.of(2))),
    // A serial number is positive: its first bit is not set, its first byte not zero.
    der(0x02, Buffer.concat([Buffer.of(0x40), randomBytes(15)])),
    algorithm,
    name,
    der(SEQUENCE, time(new Date(now.getTime() - day)), time(new Date(now.getTime() + 365 * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      EXTENSIONS,
      der(
        SEQUENCE,
        // Subject alternative name: localhost. Key usage is not restricted; basic constraints: a CA, for it is its own issuer.
        extension(Buffer.of(0x55, 0x1d, 0x11), der(SEQUENCE, der(DNS_NAME, Buffer.from('localhost')))),
        extension(Buffer.of(0x55, 0x1d, 0x13), der(SEQUENCE, der(0x01, Buffer.of(0xff)))),
      ),
    ),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = der(SEQUENCE, body, algorithm, der(0x03, Buffer.of(0), signature));
  const lines = certificate
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd();
  return {
    der: certificate,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const head = length < 0x100 ? Buffer.of(tag, 0x81, length) : Buffer.of(tag, 0x82, length >> 8, length & 0xff);
  return Buffer.concat([head, content]);
}

function oid(...bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

function extension(id: Buffer, value: Buffer): Buffer {
  return der(SEQUENCE, der(0x06, id), der(0x04, value));
}

/** UTCTime, which reaches to the year 2049. */
function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}
