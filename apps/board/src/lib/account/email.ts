/** An e-mail address as far as a form can judge it; whether it exists is for a mail to find out. Pure. */

/** Something before one `@`, and a name with a dot, or one of this network, behind it. */
const SHAPE = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)*$/u;

export const isEmail = (text: string): boolean => SHAPE.test(text.trim());
