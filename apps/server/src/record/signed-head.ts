/**
 * A head of a record with the server's word that it stood there: Ed25519 over RFC 8785 JSON. A record that was rewritten
 * or cut off is sound in itself; it is not what was signed.
 */
import { canonicalJson, type RecordHead } from '@chartroom/record';
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export interface SignedHead extends RecordHead {
  readonly board: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly signedAt: string;
  /** Of the public key. */
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

export interface HeadVerifier {
  /** The first 128 bits of SHA-256 over the public key (SPKI, DER), lower-case hex. */
  readonly keyId: string;
  holds(head: SignedHead): boolean;
}

export interface HeadKey extends HeadVerifier {
  /** SPKI, PEM: for whoever wants to verify without this server. */
  readonly publicPem: string;
  sign(head: Omit<SignedHead, 'keyId' | 'signature'>): SignedHead;
}

/** What is signed. The first field keeps it from being taken for anything else that the key may sign. */
const statement = ({ board, seq, hash, signedAt, keyId }: Omit<SignedHead, 'signature'>): Buffer =>
  Buffer.from(canonicalJson({ format: 'chartroom.record-head', board, seq, hash, signedAt, keyId }));

const assertEd25519 = (key: KeyObject): void => {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`The key is ${key.asymmetricKeyType ?? 'of no known kind'} and not Ed25519`);
};

const verifierOf = (publicKey: KeyObject): HeadVerifier => {
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
  return {
    keyId,
    holds: (head) => {
      const signature = Buffer.from(head.signature, 'base64');
      return (
        head.keyId === keyId &&
        signature.toString('base64') === head.signature &&
        verify(null, statement(head), publicKey, signature)
      );
    },
  };
};

/** Throws when the text is no public key. */
export const readVerifier = (pem: string): HeadVerifier => {
  const key = createPublicKey(pem);
  assertEd25519(key);
  return verifierOf(key);
};

/** Throws when the text is no private key. */
export const readHeadKey = (pem: string): HeadKey => {
  const key = createPrivateKey(pem);
  assertEd25519(key);
  const publicKey = createPublicKey(key);
  const verifier = verifierOf(publicKey);
  return {
    ...verifier,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    sign: (head) => {
      const said = {
        board: head.board,
        seq: head.seq,
        hash: head.hash,
        signedAt: head.signedAt,
        keyId: verifier.keyId,
      };
      return { ...said, signature: sign(null, statement(said), key).toString('base64') };
    },
  };
};
