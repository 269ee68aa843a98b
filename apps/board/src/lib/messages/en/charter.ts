/** Words of the charter page. */
export const charter = {
  summary: 'as it stands now, from what the server has stored',
  openPage: 'Open as a page',
  sections: 'Sections',
  export: 'Download',
  markdown: 'Markdown',
  html: 'HTML',
  json: 'JSON',
  hash: 'Payload hash',
  refresh: 'Refresh',
  refreshing: 'Composing',
  changed: 'The board has changed. This page follows when the change is saved.',
  failedTitle: 'The charter could not be composed now',
  unreachable: 'The server does not answer. Nothing is lost; try again when you are back.',
  notYet: 'Draft. Agreement and signatures come with review; nothing here is signed.',
  from: (where: string) => `Where this stands: ${where}`,
  margin: 'Evidence',
};
