/**
 * The charter: composed from a board, presented in words, rendered to files. Pure; runs in the browser and on the server.
 */
export { compose, type ComposeInput } from './compose.ts';
export type { MemberEntry } from './compose/member-entries.ts';
export { charterNumber } from './compose/framing.ts';
export { present } from './present.ts';
export { renderMarkdown } from './render/markdown.ts';
export { HTML_CONTENT_SECURITY_POLICY, HTML_STYLE_HASH, renderHtml } from './render/html.ts';
export { renderJson, type JsonForm } from './render/json.ts';
export { canonicalJson, payloadBytes, payloadHash } from './canonical.ts';
export { verifyCharter, type Verification } from './verify.ts';
export { en } from './words/en.ts';
export type { Words } from './words/words.ts';
export { PAYLOAD_FORMAT } from './model.ts';
export type * from './model.ts';
export type * from './present/blocks.ts';
