/**
 * The form in which Go's encoding/json compares an object's key with a field's name: Unicode simple
 * folding, which for the letters of Docker's names is ASCII case, ſ (U+017F) for s and K (U+212A) for k.
 */
export function fold(key: string): string {
  return key.toLowerCase().replaceAll('\u017f', 's').replaceAll('\u212a', 'k')
}
