import { NumberInput } from '@mantine/core';
import type { Settings } from '../../../core/contract/schemas.ts';
import { PARAMETER_NAMES, PARAMETERS, type ParameterName } from '../../../core/strategy/parameters.ts';
import { Setting } from './Setting.tsx';
import { SettingsGroup } from './SettingsGroup.tsx';

/** A press of an arrow moves a threshold by a step that suits its range. */
const stepOf = (range: number): number => (range > 10 ? 1 : range > 1 ? 0.25 : 0.05);
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The thresholds that the review leaves open, each with its default and where that comes from. */
export const Thresholds = ({
  settings,
  change,
}: {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>, words: string) => void;
}) => (
  <SettingsGroup title="Clinical thresholds">
    {PARAMETER_NAMES.map((name) => (
      <Threshold key={name} name={name} value={settings[name]} change={change} />
    ))}
  </SettingsGroup>
);

function Threshold({
  name,
  value,
  change,
}: {
  readonly name: ParameterName;
  readonly value: number;
  readonly change: (part: Partial<Settings>, words: string) => void;
}) {
  const { label, unit, standard, least, most, origin } = PARAMETERS[name];
  const suffix = unit === null ? '' : unit === '°' ? '°' : ` ${unit}`;
  const isChanged = value !== standard;
  return (
    <Setting
      label={capital(label)}
      why={`${capital(origin)}.${isChanged ? ` Default ${standard}${suffix}.` : ''}`}
    >
      <NumberInput
        aria-label={capital(label)}
        w={130}
        min={least}
        max={most}
        step={stepOf(most - least)}
        suffix={suffix}
        value={value}
        onChange={(next) => {
          // While a number is being typed it may lie outside for a moment: then it is not kept yet.
          if (typeof next === 'number' && next >= least && next <= most && next !== value) {
            change({ [name]: next }, `${label} ${next}${suffix}`);
          }
        }}
      />
    </Setting>
  );
}
