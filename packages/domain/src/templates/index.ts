/** Starter templates: apart from the main entry, so that a board in the browser need not carry their texts. */
export * from './board.ts';
export {
  isTemplateId,
  TEMPLATE_IDS,
  TEMPLATES,
  templateSource,
  type TemplateId,
  type TemplateSource,
  type TemplateSummary,
} from './catalog.ts';
export type { TemplateFrame } from './frames.ts';
export { templateInput, textNames } from './input.ts';
export { parseTemplate } from './parse.ts';
export { PEOPLE, SIGNERS } from './people.ts';
export { seedBoard, seedTemplate, type SeedOptions } from './seed.ts';
