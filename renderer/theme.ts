import { Button, createTheme, NumberInput, Progress, SegmentedControl, TextInput } from '@mantine/core';

/** Mantine in Fullmoon's measures. Its colours are the tokens: see ui/tokens.css and ui/mantine.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({
      defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'error'] },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 0 } }),
    Progress: Progress.extend({ defaultProps: { size: 4, radius: 0, transitionDuration: 0 } }),
  },
});
