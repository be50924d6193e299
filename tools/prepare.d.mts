/** Do the installed packages stand as the lockfile says? */
export function isInstalled(folder?: string): boolean;
