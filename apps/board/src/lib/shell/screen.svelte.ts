/** The two shapes of the screen: a phone shows one thing at a time, everything else shows view and record side by side. */
import { MediaQuery } from 'svelte/reactivity';

export const PHONE_MAX_PX = 700;
const phone = new MediaQuery(`(max-width: ${PHONE_MAX_PX}px)`);

export const screen = {
  get phone(): boolean {
    return phone.current;
  },
};
