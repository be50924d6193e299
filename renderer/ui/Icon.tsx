/** Line drawings on a 24 × 24 grid. They stand beside words, or the button that holds them has a name. */
const paths = {
  worklist: 'M4 6h16M4 12h16M4 18h10',
  images: 'M4 4h16v16H4zM12 4v16M4 12h16',
  vessel: 'M6 3c0 5 3 5 6 8s6 4 6 10M6 3h.01M18 21h.01',
  calcium: 'M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4',
  angiogram: 'M4 18a8.5 8.5 0 1 1 16 0M12 18l4-7',
  lesion: 'M4 4h16v16H4zM4 9h16M10 9v11',
  plan: 'M3 20h5v-5h5v-5h5V5h3',
  outcomes: 'M4 4v16h16M8 16v-4M8 9v-1M13 13V9M18 10V5M6.5 10.5h3M11.5 7h3M16.5 13h3',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  help: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.2v.6',
  close: 'M5 5l14 14M19 5L5 19',
  up: 'M12 19V6M6 11l6-6 6 6',
  folder: 'M3 6h6l2 2h10v11H3z',
  zip: 'M5 3h14v18H5zM12 3v2M12 7v2M12 11v2M10.5 15h3v3h-3z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  drop: 'M12 4v10M8 10l4 4 4-4M4 16v4h16v-4',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20',
} as const;
export type IconName = keyof typeof paths;

/** A drawing in the colour of the text around it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    viewBox="0 0 24 24"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);

/** Fullmoon's mark. */
export const Mark = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 26 26" role="img" aria-label="Fullmoon">
    <circle cx="13" cy="13" r="10.5" fill="none" stroke="var(--calcium)" strokeWidth="1.5" />
    <circle cx="13" cy="13" r="7.5" fill="var(--fullmoon)" />
  </svg>
);
