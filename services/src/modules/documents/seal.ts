import { verify, webcrypto, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { Signer } from '@signpdf/utils';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { z } from 'zod';
import { agreedFile } from './agreed-file.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASH = 'SHA-256';
const OID = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  country: '2.5.4.6',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
} as const;

/** The portal's demonstration seal: a certificate of its own small authority. Not a qualified signature. */
export interface Seal {
  /** Signs the bytes of a PDF's byte range: a detached CAdES signature, DER. */
  signer: Signer;
  /** The seal's certificate and the authority that issued it, PEM. */
  certificate: string;
  authority: string;
}

const storedSchema = z.strictObject({ authorityKey: z.string(), authority: z.string(), key: z.string(), certificate: z.string() });

/** Opens `keys/document-seal.json` in the data folder, or makes it on the first start. Two instances agree on one seal. */
export async function openSeal(dataDir: string, now: Date): Promise<Seal> {
  const path = join(dataDir, 'keys', 'document-seal.json');
  const stored = storedSchema.parse(JSON.parse(await agreedFile(path, () => makeSeal(now))));
  const authority = pkijs.Certificate.fromBER(der(stored.authority));
  const certificate = pkijs.Certificate.fromBER(der(stored.certificate));
  const key = await webcrypto.subtle.importKey('pkcs8', der(stored.key), EC, false, ['sign']);
  return { signer: new CadesSigner(key, certificate, authority), certificate: stored.certificate, authority: stored.authority };
}

async function makeSeal(now: Date): Promise<string> {
  const root = await keyPair();
  const leaf = await keyPair();
  const authority = await certificateOf({
    name: 'HUKUMAT.TJ demonstration authority',
    years: 20,
    now,
    subject: root,
    issuer: root,
    ca: true,
  });
  const certificate = await certificateOf({
    name: 'HUKUMAT.TJ demonstration seal',
    years: 5,
    now,
    subject: leaf,
    issuer: root,
    signedBy: authority,
    ca: false,
  });
  return JSON.stringify({
    authorityKey: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', root.privateKey)),
    authority: pem('CERTIFICATE', authority.toSchema().toBER(false)),
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey)),
    certificate: pem('CERTIFICATE', certificate.toSchema().toBER(false)),
  });
}

const keyPair = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);

async function certificateOf(of: {
  name: string;
  years: number;
  now: Date;
  subject: webcrypto.CryptoKeyPair;
  issuer: webcrypto.CryptoKeyPair;
  signedBy?: pkijs.Certificate;
  ca: boolean;
}): Promise<pkijs.Certificate> {
  const certificate = new pkijs.Certificate({ version: 2 });
  const serial = webcrypto.getRandomValues(new Uint8Array(16));
  // Positive and of full length: the first bit off, the second on.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  certificate.serialNumber = new asn1.Integer({ valueHex: serial.buffer });
  for (const [type, value] of [
    [OID.country, new asn1.PrintableString({ value: 'TJ' })],
    [OID.organization, new asn1.Utf8String({ value: 'HUKUMAT.TJ' })],
    [OID.commonName, new asn1.Utf8String({ value: of.name })],
  ] as const) {
    certificate.subject.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type, value }));
  }
  certificate.issuer.typesAndValues.push(...(of.signedBy ?? certificate).subject.typesAndValues);
  certificate.notBefore.value = new Date(of.now.getTime() - 60_000);
  certificate.notAfter.value = new Date(of.now.getTime() + of.years * 365 * 86_400_000);
  const constraints = new pkijs.BasicConstraints({ cA: of.ca, ...(of.ca ? { pathLenConstraint: 0 } : {}) });
  // keyCertSign and cRLSign for the authority; digitalSignature and nonRepudiation for the seal.
  const usage = new asn1.BitString({ valueHex: Uint8Array.of(of.ca ? 0x06 : 0xc0).buffer, unusedBits: of.ca ? 1 : 6 });
  certificate.extensions = [
    new pkijs.Extension({ extnID: OID.basicConstraints, critical: true, extnValue: constraints.toSchema().toBER(false) }),
    new pkijs.Extension({ extnID: OID.keyUsage, critical: true, extnValue: usage.toBER(false) }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(of.subject.publicKey as CryptoKey);
  await certificate.sign(of.issuer.privateKey as CryptoKey, HASH);
  return certificate;
}

/** PAdES B-B: content type, message digest and signing-certificate-v2 are signed; the time stands in the PDF. */
class CadesSigner extends Signer {
  readonly #key: webcrypto.CryptoKey;
  readonly #certificate: pkijs.Certificate;
  readonly #authority: pkijs.Certificate;
  constructor(key: webcrypto.CryptoKey, certificate: pkijs.Certificate, authority: pkijs.Certificate) {
    super();
    this.#key = key;
    this.#certificate = certificate;
    this.#authority = authority;
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    return encoded(await this.cms(pdf));
  }

  async cms(pdf: Buffer): Promise<pkijs.SignedData> {
    const certificate = this.#certificate;
    const digest = await webcrypto.subtle.digest(HASH, new Uint8Array(pdf));
    const ownDigest = await webcrypto.subtle.digest(HASH, certificate.toSchema().toBER(false));
    const sequence = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
    const attributes = [
      new pkijs.Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.data })] }),
      new pkijs.Attribute({ type: OID.messageDigest, values: [new asn1.OctetString({ valueHex: digest })] }),
      // ESSCertIDv2 with its default hash, SHA-256, which DER leaves out.
      new pkijs.Attribute({
        type: OID.signingCertificateV2,
        values: [sequence(sequence(sequence(new asn1.OctetString({ valueHex: ownDigest }))))],
      }),
    ];
    const cms = new pkijs.SignedData({
      version: 1,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
      certificates: [certificate, this.#authority],
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        }),
      ],
    });
    await cms.sign(this.#key as CryptoKey, 0, HASH, new Uint8Array(pdf).buffer);
    return cms;
  }
}

const encoded = (cms: pkijs.SignedData): Buffer =>
  Buffer.from(new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: cms.toSchema(true) }).toSchema().toBER(false));

/**
 * Whether a detached signature is our seal over `covered`, by a certificate of `authority`. It is written anew around its
 * signature and must be the same bytes: nothing in it can be changed unseen.
 */
export async function sealHolds(covered: Buffer, signature: Buffer, authority: string): Promise<boolean> {
  const content = pkijs.ContentInfo.fromBER(new Uint8Array(signature).buffer);
  const cms = new pkijs.SignedData({ schema: content.content });
  const [certificate, issuer] = cms.certificates ?? [];
  const value = cms.signerInfos[0]?.signature;
  if (!(certificate instanceof pkijs.Certificate) || !(issuer instanceof pkijs.Certificate) || !value) return false;
  const trusted = new X509Certificate(authority);
  const seal = new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)));
  if (!trusted.raw.equals(Buffer.from(issuer.toSchema().toBER(false))) || !seal.verify(trusted.publicKey)) return false;
  // A key of the moment fills in the algorithms; only its signature is then replaced.
  const { privateKey } = await keyPair();
  const anew = await new CadesSigner(privateKey, certificate, issuer).cms(covered);
  const [signer] = anew.signerInfos;
  if (!signer?.signedAttrs) return false;
  signer.signature = value;
  if (!encoded(anew).equals(signature)) return false;
  const attributes = Buffer.from(signer.signedAttrs.toSchema().toBER(false));
  // They are signed as a SET, not with the tag they carry inside the structure.
  attributes[0] = 0x31;
  return verify('sha256', attributes, seal.publicKey, Buffer.from(value.valueBlock.valueHexView));
}

const pem = (label: string, bytes: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`;
const der = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64')).buffer;
