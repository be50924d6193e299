import { Button } from '@mantine/core';
import { memo } from 'react';
import type { Slab } from '../../../core/volume/reslice.ts';
import { useView } from '../../state/viewStore.ts';
import { steppedDepth } from '../../viewer/planesState.ts';
import { CT_WINDOWS } from '../../viewer/windows.ts';
import { stationOf } from '../frame/stations.ts';
import { Segments } from '../images/ToolBar.tsx';
import { WayBack } from '../annotations/AnnotationTools.tsx';
import { lookAt, useVesselView } from './vesselView.ts';

/** Tools, windows, depth and way back of the station. */
export const VesselBar = memo(function VesselBar({ slab, onSlab, hasPath }: {
  readonly slab: Slab; readonly onSlab: (slab: Slab) => void; readonly hasPath: boolean;
}) {
  const { tool, window, isAlong, areMarksShown } = useVesselView();
  const { closed } = stationOf('calcium', true);
  const preset = CT_WINDOWS.find((each) => each.window.width === window.width && each.window.level === window.level);
  return (
    <div className="tool-bar" role="toolbar" aria-label="Vessel tools">
      <Segments
        label="Mouse" chosen={tool} onChoose={(next) => lookAt({ tool: next })}
        options={[
          { value: 'trace', name: 'Trace: clicks set points of the path, drags move them (T)', words: 'Trace' },
          { value: 'cross', name: 'Crosshair: clicks and arrows on the planes move the cursor, circles turn the planes (C)', words: 'Crosshair' },
        ]}
      />
      <WayBack />
      <Segments
        label="Windows" chosen={preset?.key ?? null}
        onChoose={(key) => {
          const chosen = CT_WINDOWS.find((each) => each.key === key);
          if (chosen !== undefined) lookAt({ window: chosen.window });
        }}
        options={CT_WINDOWS.map(({ name, key, window: { width, level } }, index) => ({
          value: key, name: `${name}, width ${width}, level ${level} (${key})`, words: name, isRare: index > 3 && key !== preset?.key,
        }))}
      />
      <div className="segments stepper" role="group" aria-label="Slab of the pictures along and across the vessel">
        <button type="button" title="Thinner (Shift B)" aria-label="Thinner slab" disabled={slab.thickness === 0} onClick={() => onSlab({ ...slab, thickness: steppedDepth(slab.thickness, -1) })}>−</button>
        <output aria-live="off">{slab.thickness > 0 ? `${slab.thickness.toFixed(1)} mm` : 'no slab'}</output>
        <button type="button" title="Thicker (B)" aria-label="Thicker slab" onClick={() => onSlab({ ...slab, thickness: steppedDepth(slab.thickness, 1) })}>+</button>
      </div>
      <div className="segments">
        <button type="button" aria-pressed={isAlong} disabled={!hasPath} title="Planes along the vessel: A across it, B and C along it (A)" onClick={() => lookAt({ isAlong: !isAlong })}>Along</button>
        <button type="button" aria-pressed={!areMarksShown} title="Hide path and outlines: look at what lies under them (H)" onClick={() => lookAt({ areMarksShown: !areMarksShown })}>Bare</button>
      </div>
      <span className="gap" />
      <Button variant={hasPath ? 'filled' : 'default'} disabled={!hasPath || closed !== null} title={closed ?? 'Correct the calcium, section by section (4)'} onClick={() => useView.getState().go('calcium')}>Calcium <kbd>4</kbd></Button>
    </div>
  );
});
