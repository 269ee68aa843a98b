/** What the library refuses, in sentences for people: cause and remedy. Codes are the library's and go along for screens. */
import type { ProblemKind } from '../http/problem.ts';

const SAID: Readonly<Record<string, string>> = {
  INVALID_EMAIL: 'This is no e-mail address. Check it.',
  INVALID_EMAIL_OR_PASSWORD: 'Address and password do not belong together, or there is no such account. Check both.',
  INVALID_PASSWORD: 'The password is not right. Check it.',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'This account has no password. Sign in the way that you did before.',
  PASSWORD_TOO_SHORT: 'The password is too short. Choose one of at least 10 characters.',
  PASSWORD_TOO_LONG: 'The password is too long. Choose one of at most 128 characters.',
  INVALID_TOKEN: 'The link was used before, or its hour is over. Ask for a new one.',
  INVALID_CODE: 'The code is not right, was used before, or its time is over. Take the next one.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used before. Take another one.',
  INVALID_TWO_FACTOR_COOKIE: 'The sign-in took too long. Start it again with your password.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Start again with your password.',
  ACCOUNT_TEMPORARILY_LOCKED: 'Too many wrong codes. Wait a quarter of an hour and start again.',
  TOTP_ALREADY_ENABLED: 'A second factor is set up already. Take it away first.',
  TOTP_NOT_ENABLED: 'No second factor is set up. Set one up first.',
  TWO_FACTOR_NOT_ENABLED: 'No second factor is set up. Set one up first.',
  BACKUP_CODES_NOT_ENABLED: 'This account has no backup codes. Use the code of your device.',
  ACCOUNT_DISABLED: 'This account is disabled. Ask an administrator.',
  FAILED_TO_CREATE_SESSION: 'The sign-in did not work. Try again, or ask an administrator.',
  UNAUTHORIZED: 'Nobody is signed in here. Sign in first.',
  CHALLENGE_NOT_FOUND: 'The sign-in with the passkey took too long. Start it again.',
  PASSKEY_NOT_FOUND: 'This passkey is not known here. Sign in another way and add it.',
  AUTHENTICATION_FAILED: 'The passkey could not be verified. Try again, or sign in another way.',
  FAILED_TO_VERIFY_REGISTRATION: 'The passkey could not be added. Try again, or use another device.',
  USER_NOT_VERIFIED:
    'The device has to ask for a fingerprint, a face or a code. Set that up on the device and try again.',
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: 'The passkey was asked for by somebody else. Start again.',
  PROVIDER_NOT_FOUND: 'Single sign-on is not available just now. Sign in with e-mail and password, or try again later.',
  FAILED_TO_UNLINK_LAST_ACCOUNT: 'This is the only way into the account. Set a password first.',
  OTHER_ACCOUNT: 'This passkey is of another account. Use one of the account that you are signed in with.',
  ACCOUNT_NOT_FOUND: 'The account is not joined with this. Look at the list again.',
};

/** The sentence for a refusal of the library. */
export const saidOf = (code: string | undefined, message: string | undefined): string => {
  const known = code === undefined ? undefined : SAID[code];
  if (known !== undefined) return known;
  const text = (message ?? '').trim();
  return text === '' ? 'The request was refused. Check it and try again.' : /[.!?]$/.test(text) ? text : `${text}.`;
};

/** `isKnown`: whether somebody is signed in who is refused. */
export const kindOf = (status: number, code: string | undefined, isKnown: boolean): ProblemKind => {
  if (code === 'UNAUTHORIZED') return 'visitor-needed';
  // Whatever is wrong with what a device sends is told as a failure of the server.
  if (code === 'FAILED_TO_VERIFY_REGISTRATION') return 'invalid-body';
  switch (status) {
    case 401:
      return isKnown && (code === undefined || code === 'YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY')
        ? 'forbidden'
        : 'sign-in-failed';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 415:
      return 'unsupported-media-type';
    case 429:
      return 'too-many-requests';
    default:
      return status >= 500 ? 'internal' : 'invalid-body';
  }
};
