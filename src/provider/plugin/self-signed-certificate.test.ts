import { X509Certificate, createPrivateKey } from 'node:crypto';
import { selfSignedCertificate } from './self-signed-certificate';

const NOW = new Date('2026-11-22T10:00:00Z');

test('a certificate is for localhost, signed by its own key, and valid around now', () => {
  const { der, keyPem, certificatePem } = selfSignedCertificate(NOW);
  const read = new X509Certificate(der);
  expect(read.subjectAltName).toBe('DNS:localhost');
  expect(read.checkHost('localhost')).toBe('localhost');
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
  expect([read.validFrom, read.validTo]).toEqual(['Nov 21 10:00:00 2026 GMT', 'Nov 22 10:00:00 2027 GMT']);
  expect(new X509Certificate(certificatePem).raw.equals(der)).toBe(true);
});

test('no two certificates share a key or a serial number', () => {
  const [one, other] = [selfSignedCertificate(NOW), selfSignedCertificate(NOW)].map(
    ({ der }) => new X509Certificate(der),
  );
  expect(one?.serialNumber).not.toBe(other?.serialNumber);
  expect(one?.publicKey.equals(other?.publicKey ?? one.publicKey)).toBe(false);
});
