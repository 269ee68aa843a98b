/**
 * `present`: a charter becomes a document of blocks in one language. The only place where values get words; renderers
 * take what is here and decide nothing. Every row and paragraph carries its evidence, so that a reader can be led to it.
 */
import type { Charter } from './model.ts';
import type { PresentedDocument } from './present/blocks.ts';
import { decisionBlocks } from './present/decisions.ts';
import { classificationBlocks, purposeBlocks, scopeBlocks, titleFacts } from './present/framing.ts';
import {
  changeControlBlocks,
  dutyBlocks,
  hashGroups,
  integrityBlocks,
  openItemBlocks,
  revisionBlocks,
} from './present/governance.ts';
import { participantBlocks } from './present/participants.ts';
import { processMapBlocks } from './present/process-map.ts';
import { dataObjectBlocks, outputBlocks } from './present/registers.ts';
import { interfaceBlocks, responsibilityBlocks } from './present/responsibilities.ts';
import { signatureBlocks } from './present/signatures.ts';
import { appendixBlocks } from './present/traces.ts';
import { gap, space, typed, word } from './present/runs.ts';
import { en } from './words/en.ts';
import type { Words } from './words/words.ts';

export const present = (charter: Charter, words: Words = en): PresentedDocument => {
  const { payload, envelope } = charter;
  const { titleBlock } = payload;
  const process = titleBlock.process.text;
  const product = titleBlock.product.text;
  const title = words.sections;
  return {
    lang: words.lang,
    title: `${titleBlock.charterNo} ${process ?? words.document.untitled}`,
    heading: [process === null ? gap(words.document.untitled) : typed(process)],
    subtitle:
      product === null ? [word(words.document.subtitleAlone)] : [word(words.document.subtitle), space, typed(product)],
    runningHead: words.document.runningHead(titleBlock.charterNo),
    runningState: words.document.runningState(titleBlock.version, words.document.states[envelope.state]),
    titleBlock: titleFacts(charter, words),
    sections: [
      { number: 2, title: title.purpose, blocks: purposeBlocks(charter, words) },
      { number: 3, title: title.scope, blocks: scopeBlocks(charter, words) },
      { number: 4, title: title.participants, blocks: participantBlocks(charter, words) },
      { number: 5, title: title.classification, blocks: classificationBlocks(charter, words) },
      { number: 6, title: title.processMap, blocks: processMapBlocks(charter, words) },
      { number: 7, title: title.dataObjects, blocks: dataObjectBlocks(charter, words) },
      { number: 8, title: title.outputs, blocks: outputBlocks(charter, words) },
      { number: 9, title: title.responsibilities, blocks: responsibilityBlocks(charter, words) },
      { number: 10, title: title.interfaces, blocks: interfaceBlocks(charter, words) },
      { number: 11, title: title.impactDuties, blocks: dutyBlocks(charter, words) },
      { number: 12, title: title.decisions, blocks: decisionBlocks(charter, words) },
      { number: 13, title: title.openItems, blocks: openItemBlocks(charter, words) },
      { number: 14, title: title.changeControl, blocks: changeControlBlocks(charter, words) },
      { number: 15, title: title.signatures, blocks: signatureBlocks(charter, words) },
      { number: 16, title: title.revisionHistory, blocks: revisionBlocks(words) },
      { number: 17, title: title.integrity, blocks: integrityBlocks(charter, words) },
      { number: 18, title: title.traces, blocks: appendixBlocks(charter, words) },
    ],
    contents: words.document.contents,
    hash: { label: words.document.hashLine, groups: hashGroups(envelope.integrity.payloadHash) },
  };
};
