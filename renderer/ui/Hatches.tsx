/** Where hatches are defined: automatic values, what has changed since it was confirmed, calcium, full moon. An SVG that is filled with one holds them itself. */
export const Hatches = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={`${id}-auto`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="6" stroke="var(--auto)" strokeWidth="1.6" />
    </pattern>
    <pattern id={`${id}-changed`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <line x1="0" y1="0" x2="0" y2="6" stroke="var(--stale)" strokeWidth="2.6" />
    </pattern>
    <pattern id={`${id}-calcium`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="5" stroke="var(--calcium)" strokeWidth="2.2" />
    </pattern>
    <pattern id={`${id}-moon`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="7" height="7" fill="var(--fullmoon)" opacity="0.24" />
      <line x1="0" y1="0" x2="0" y2="7" stroke="var(--fullmoon)" strokeWidth="3" />
    </pattern>
    <pattern id={`${id}-hidden`} width="4" height="4" patternUnits="userSpaceOnUse">
      <circle cx="1" cy="1" r="0.9" fill="var(--uncertainty)" />
    </pattern>
  </defs>
);
