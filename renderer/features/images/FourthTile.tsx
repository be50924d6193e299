import { useState, type ReactNode } from 'react';
import { Segments } from './ToolBar.tsx';

type Side = 'volume' | 'facts';

/** The tile beside three planes: the volume rendering, and behind it what the series is. Null where there is no rendering. */
export function FourthTile({ volume, facts }: { readonly volume: ReactNode | null; readonly facts: ReactNode }) {
  const [side, setSide] = useState<Side>('volume');
  return (
    <div className="fourth">
      {volume === null ? null : (
        <div className="fourth-tabs">
          <Segments
            label="Fourth tile" chosen={side} onChoose={setSide}
            options={[
              { value: 'volume', name: 'Volume rendering', words: '3D' }, { value: 'facts', name: 'What this series is', words: 'Series' },
            ]}
          />
        </div>
      )}
      {volume !== null && side === 'volume' ? volume : facts}
    </div>
  );
}
