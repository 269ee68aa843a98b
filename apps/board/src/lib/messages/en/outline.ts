/** Words of the outline on small screens. */
export const outline = {
  title: 'Outline',
  open: (position: number, title: string) => `Step ${position}: ${title}`,
  addStep: 'Add a step',
  arrange: 'Arrange',
  arrangeDone: 'Done',
  up: (title: string) => `Move ${title} up`,
  down: (title: string) => `Move ${title} down`,
  rename: (title: string) => `Rename ${title}`,
  remove: (title: string) => `Remove ${title}`,
  noPath: (from: string, to: string) => `No path from ${from} to ${to}`,
  empty: 'Add what starts the process, then follow one lot to the point where someone may use it.',
};
