import type { Colour } from './sgr.ts'

/** Colours of a screen, as #rrggbb. */
export type Palette = Record<Colour | 'background' | 'border' | 'text' | 'dim', string>

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    background: '#ffffff',
    border: '#d1d9e0',
    text: '#1f2328',
    dim: '#59636e',
    red: '#b3151f',
    green: '#116329',
    yellow: '#7d4e00',
    blue: '#0550ae',
    magenta: '#8a2478',
    cyan: '#125d66',
  },
  dark: {
    background: '#0d1117',
    border: '#3d444d',
    text: '#f0f6fc',
    dim: '#9198a1',
    red: '#ff7b72',
    green: '#7ee787',
    yellow: '#e3b341',
    blue: '#79c0ff',
    magenta: '#f0a3e4',
    cyan: '#76e3ea',
  },
}
