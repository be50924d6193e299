/** The Electron program, or undefined where its download has not been done. */
export function electronBinary(): string | undefined;
