import type { Holdings } from './change.ts'

/** `3 containers, 1 image, 0 volumes, 1.2 GB`; volumes may not be known. */
export function holdingsText(held: Partial<Holdings> & Omit<Holdings, 'volumes'>): string {
  const { containers, images, volumes, bytes } = held
  return [
    counted(containers, 'container'),
    counted(images, 'image'),
    volumes === undefined ? 'and volumes' : counted(volumes, 'volume'),
    ...(bytes === undefined ? [] : [gigabytes(bytes)]),
  ].join(', ')
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
