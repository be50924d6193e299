import { safeStorage } from 'electron';
import type { Keyring } from '../host/archive/passwords.ts';

/** The keyring of the system; undefined where there is none that deserves the name. To be asked once the app is ready. */
export function systemKeyring(): Keyring | undefined {
  // Linux without a keyring locks with a key that everybody knows.
  const isOpen = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (isOpen || !safeStorage.isEncryptionAvailable()) return undefined;
  return {
    seal: (words) => safeStorage.encryptString(words).toString('base64'),
    open: (sealed) => {
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
      } catch {
        return null;
      }
    },
  };
}
