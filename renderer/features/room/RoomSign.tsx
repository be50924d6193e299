/** A sign beside words: colour never says it alone. */
export const RoomSign = ({ is }: { readonly is: 'tick' | 'cross' | 'triangle' | 'octagon' }) => (
  <svg className={`room-sign ${is}`} viewBox="0 0 14 14" aria-hidden="true">
    {{
      tick: <path d="M2 7.5l3.5 3.5L12 3" />,
      cross: <path d="M2.5 2.5l9 9M11.5 2.5l-9 9" />,
      triangle: <path d="M7 1.5l6 11H1z" />,
      octagon: <path className="full" d="M4.4 1h5.2L13 4.4v5.2L9.6 13H4.4L1 9.6V4.4z" />,
    }[is]}
  </svg>
);
