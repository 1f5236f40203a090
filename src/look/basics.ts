/**
 * Of the colours in tokens.ts those that the button on a customer's page needs before the tap: every
 * such page carries these bytes.
 */
export const basics = {
  light: {
    accent: '#0b6470',
    'on-accent': '#ffffff',
    surface: '#ffffff',
    ink: '#17212b',
  },
  dark: {
    accent: '#63c6d0',
    'on-accent': '#06262a',
    surface: '#1b2229',
    ink: '#e8edf2',
  },
} as const;
