/** The day of whoever looks, in their time zone, as ISO writes it: "2026-11-26". Pure. */
export const localDay = (at: Date): string =>
  [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-');
