/** Words of asking for a reason: of one's own accord after a change, or before something regulated is deleted. */
export const why = {
  /** The reason of what is changed while a charter is drafted. */
  drafting: 'Drafting',
  say: 'Say why',
  title: 'Why was this changed?',
  text: 'It stands in the history beside the change, under your name.',
  label: 'Reason',
  hint: 'For example: agreed with quality on Tuesday',
  needed: 'Give a reason; it stands in the history.',
  save: 'Save reason',
  later: 'The reason is sent once the server is back.',
  refused: (detail: string) => `The reason was not stored: ${detail}`,
  delete: (record: string) => `Delete ${record}?`,
  deleteText: 'It is regulated, so the history keeps why. It can be restored with everything that was said of it.',
  deleteAction: 'Delete',
  told: {
    record: 'A system of record was changed.',
    accountable: 'Who is accountable was changed.',
    output: 'What is regulated about an output was changed.',
  },
};
