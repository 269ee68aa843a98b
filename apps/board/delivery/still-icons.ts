/**
 * Lucide puts an icon together from a list of shapes each time it is shown, and a board shows a hundred. Here each becomes
 * the markup that it comes to, which a browser copies in one go. Fails the build when an upgrade tells its icons otherwise.
 */
import type { Plugin } from 'vite';

export const stillIcons = (): Plugin => ({
  name: 'chartroom:still-icons',
  enforce: 'pre',
  transform: {
    filter: { id: /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/ },
    handler(code, id) {
      const still = stillIcon(code);
      if (still === null) this.error(`${id} tells its icon in another way than before.`);
      return { code: still, map: null };
    },
  },
});

interface IconData {
  readonly name: string;
  readonly size: number;
  readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
}

/** The component with its shapes written out; null when it is not told as expected. */
export function stillIcon(code: string): string | null {
  const told = /const iconData = (\{.*\});/.exec(code)?.[1];
  if (told === undefined) return null;
  const { name, size, node } = JSON.parse(told) as IconData;
  if (!node.every((shape) => shape.length === 2)) return null;
  const shapes = node.map(
    ([tag, attributes]) =>
      `<${tag}${Object.entries(attributes)
        .map(([key, value]) => ` ${key}="${value}"`)
        .join('')} />`,
  );
  return `<script>
  let { size = ${size}, strokeWidth = 2, 'aria-label': label, 'aria-hidden': hidden } = $props();
</script>

<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" class="lucide lucide-${name} lucide-icon" aria-label={label} aria-hidden={hidden}>${shapes.join('')}</svg>
`;
}
