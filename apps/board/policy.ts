/** What the page may load and run. The server's own policy adds `frame-ancestors`, which a page cannot set for itself. */
export const policy = {
  'default-src': ['none'],
  'script-src': ['self'],
  'style-src': ['self'],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'worker-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'object-src': ['none'],
} satisfies Record<string, ('self' | 'none' | 'data:')[]>;
