import type { Figure, Primitive, Tone } from '../../core/report/figure.ts';

/** A figure on the dark ground of the screen; its words can be read by whoever does not see it. */
export const FigureSvg = ({ figure: { width, height, primitives }, label }: { readonly figure: Figure; readonly label: string }) => (
  <svg className="figure" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
    {primitives.map((primitive, n) => <Part key={partKey(primitive, n)} part={primitive} />)}
  </svg>
);

/** Parts have no name of their own: they are drawn anew together. */
const partKey = ({ is }: Primitive, n: number): string => `${is} ${n}`;

const COLOURS: Readonly<Record<Tone, string>> = {
  ground: 'var(--bg-2)', open: '#20465c', calcium: 'var(--calcium)', moon: 'var(--fullmoon)', window: 'var(--confirmed)', cap: 'var(--text-1)',
  ink: 'var(--text-1)', faint: 'var(--text-2)', hatch: 'var(--bg-1)', here: '#7fb4ff',
};

function Part({ part }: { readonly part: Primitive }) {
  switch (part.is) {
    case 'bar': return (
      <rect
        x={part.x} y={part.y} width={part.width} height={part.height} fill={part.fill === null ? 'none' : COLOURS[part.fill]}
        stroke={part.outline === null ? 'none' : COLOURS[part.outline]} strokeWidth="3" strokeDasharray={part.isDashed ? '12 7' : undefined}
      />
    );
    case 'strokes': return (
      <path
        d={part.strokes.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join('')} fill="none" stroke={COLOURS[part.tone]}
        strokeWidth={part.width} strokeDasharray={part.isDashed ? '8 8' : undefined}
      />
    );
    case 'text': return (
      <text x={part.x} y={part.y} fontSize={part.letter} textAnchor={part.anchor} fill={COLOURS[part.tone]} fontWeight={part.isStrong ? 700 : 400}>
        {part.words}
      </text>
    );
  }
}
