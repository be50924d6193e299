const paths = {
  cross: 'M12 3v7M12 14v7M3 12h7M14 12h7M12 11.2v1.6',
  window: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  pan: 'M12 3v18M3 12h18M12 3l-3 3M12 3l3 3M12 21l-3-3M12 21l3-3M3 12l3-3M3 12l3 3M21 12l-3-3M21 12l-3 3',
  zoom: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20',
  fourTiles: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  largeTile: 'M4 4h10v16H4zM16 4h4v7h-4zM16 13h4v7h-4z',
  rowTiles: 'M4 5h4.6v14H4zM9.7 5h4.6v14H9.7zM15.4 5H20v14h-4.6z',
  oneTile: 'M4 5h16v14H4z',
  freePlanes: 'M4 12h16M7 20L17 4M12 12m-7 0a7 7 0 0 1 3-5.7M8 6.3H4.6M8 6.3v3.4',
  flip: 'M4 8h12l-3-3M20 16H8l3 3',
  play: 'M7 4l13 8-13 8z',
  pause: 'M7 4h4v16H7zM14 4h4v16h-4z',
  first: 'M6 4v16M20 4L9 12l11 8z',
  last: 'M18 4v16M4 4l11 8-11 8z',
  back: 'M16 4L6 12l10 8z',
  on: 'M8 4l10 8-10 8z',
  beatBack: 'M21 12h-4l-2-6-3 12-2-6h-2M7 8l-4 4 4 4',
  beatOn: 'M3 12h4l2-6 3 12 2-6h2M17 8l4 4-4 4',
  beside: 'M3 5h8v14H3zM13 5h8v14h-8z',
  run: 'M4 5h16v14H4zM4 9h16M4 15h16M8 5v4M8 15v4M16 5v4M16 15v4',
  volume: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
} as const;
export type ToolIconName = keyof typeof paths;

/** Drawings of the viewer's own tools; the button that holds one has a name. */
export const ToolIcon = ({ name }: { readonly name: ToolIconName }) => (
  <svg
    viewBox="0 0 24 24" width="17" height="17" fill={name === 'window' ? 'currentColor' : 'none'} fillRule="evenodd" stroke="currentColor"
    strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"
  ><path d={paths[name]} />{name === 'window' ? <path d="M12 4a8 8 0 0 1 0 16z" fill="#000" stroke="none" /> : null}</svg>
);
