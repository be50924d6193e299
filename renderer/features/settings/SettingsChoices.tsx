import { NumberInput, SegmentedControl } from '@mantine/core';
import type { Settings } from '../../../core/contract/schemas.ts';
import { Setting } from './Setting.tsx';
import { SettingsGroup } from './SettingsGroup.tsx';

/** The named choices of a site, each kept at once. */
export function SettingsChoices({
  settings,
  change,
}: {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>, words: string) => void;
}) {
  return (
    <>
      <SettingsGroup title="Images">
        <Setting
          label="Preferred cardiac phase"
          why="Preselected when a case holds several; per cent of the R-R interval."
        >
          <NumberInput
            aria-label="Preferred cardiac phase, per cent"
            w={110}
            min={0}
            max={100}
            step={5}
            suffix=" %"
            value={settings.preferredPhasePercent}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number' && value !== settings.preferredPhasePercent) {
                change({ preferredPhasePercent: value }, `preferred phase ${value} %`);
              }
            }}
          />
        </Setting>
        <Setting
          label="Kernel to measure in"
          why="Smooth keeps noise low in the lumen; sharp shows the edge of calcium."
        >
          <SegmentedControl
            aria-label="Kernel to measure in"
            value={settings.measureKernel}
            data={[
              { value: 'smooth', label: 'Smooth' },
              { value: 'sharp', label: 'Sharp' },
            ]}
            onChange={(value) =>
              change({ measureKernel: value === 'sharp' ? 'sharp' : 'smooth' }, `kernel ${value}`)
            }
          />
        </Setting>
        <Setting label="A CT opens as" why="Three linked planes, or the axial slices alone.">
          <SegmentedControl
            aria-label="A CT opens as"
            value={settings.startLayout}
            data={[
              { value: 'planes', label: 'Three planes' },
              { value: 'axial', label: 'Axial' },
            ]}
            onChange={(value) =>
              change({ startLayout: value === 'axial' ? 'axial' : 'planes' }, 'start layout')
            }
          />
        </Setting>
      </SettingsGroup>
      <SettingsGroup title="Units">
        <Setting
          label="CT dose"
          why="Dose length product as reported, or the effective dose estimated from it."
        >
          <SegmentedControl
            aria-label="CT dose"
            value={settings.doseUnit}
            data={[
              { value: 'mGy cm', label: 'mGy cm' },
              { value: 'mSv', label: 'mSv' },
            ]}
            onChange={(value) => change({ doseUnit: value === 'mSv' ? 'mSv' : 'mGy cm' }, `dose in ${value}`)}
          />
        </Setting>
      </SettingsGroup>
    </>
  );
}
