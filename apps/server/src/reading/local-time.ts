/** Days and times of day where the server stands: due dates and mornings are those of the plant. */

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO day, local. */
export const localDay = (ms: number): string => {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The next time it is `hour` o'clock there, later than `ms`; also where the clock was put forward or back meanwhile. */
export const nextHour = (hour: number, ms: number): number => {
  const date = new Date(ms);
  date.setHours(hour, 0, 0, 0);
  if (date.getTime() <= ms) date.setDate(date.getDate() + 1);
  date.setHours(hour, 0, 0, 0);
  return date.getTime();
};

/** The same day, `days` later. */
export const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

/** Whether an ISO day is the first of a working week. */
export const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
