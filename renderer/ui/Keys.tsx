/** One hint: the keys, and what they do. */
export interface KeyHint {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Keys, and what they do. */
export const Keys = ({ hint }: { readonly hint: KeyHint }) => (
  <span>
    {hint.keys.map((key) => (
      <kbd key={key}>{key}</kbd>
    ))}{' '}
    {hint.does}
  </span>
);
