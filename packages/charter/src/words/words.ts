/**
 * The shape of a catalog: every word of a printed charter, keyed by what it stands for. Values of the document are
 * keyed by the document's own vocabulary, so that a catalog with a hole does not compile.
 */
import type { FindingWords, TraceWords } from '@chartroom/domain';
import type {
  ApproverLine,
  Area,
  Assessment,
  CharterEnvelope,
  Change,
  Classification,
  ConstraintLine,
  Criticality,
  DataObjectLine,
  Decided,
  DutyLine,
  FindingLine,
  InterfaceLine,
  IrregularLine,
  MemberLine,
  OutputLine,
  OwningFunction,
  PlantFunction,
  Regime,
  RevisionTrigger,
  RoleUse,
  StanceLine,
  StepLine,
  SystemLine,
  ValidationState,
} from '../model.ts';

type Of<V> = Readonly<Record<NonNullable<V> & string, string>>;
type Texts<K extends string> = Readonly<Record<K, string>>;

export interface Words {
  /** BCP 47. */
  readonly lang: string;
  readonly document: Texts<'subtitle' | 'subtitleAlone' | 'untitled' | 'hashLine' | 'draftLine' | 'contents'> & {
    readonly runningHead: (charterNo: string) => string;
    readonly runningState: (version: number, state: string) => string;
    readonly states: Of<CharterEnvelope['state']>;
  };
  readonly sections: Texts<SectionKey>;
  readonly captions: Texts<CaptionKey>;
  readonly columns: Texts<ColumnKey>;
  readonly facts: Texts<
    | 'charter'
    | 'site'
    | 'effective'
    | 'effectiveValue'
    | 'regimes'
    | 'supersedes'
    | 'supersedesNone'
    | 'composed'
    | 'board'
    | 'meaning'
    | 'payload'
    | 'hash'
    | 'takenAt'
    | 'boardId'
    | 'auditTrail'
    | 'findings'
    | 'signer'
    | 'ready'
    | 'note'
  > & {
    readonly charterValue: (charterNo: string, version: number, state: string) => string;
    readonly payloadValue: (bytes: number, ruleset: number) => string;
    readonly findingsValue: (blockers: number, warnings: number, infos: number, accepted: number) => string;
    readonly takenAtValue: (docSeq: number, recordSeq: number | null) => string;
  };
  readonly sentences: Texts<
    | 'joint'
    | 'trigger'
    | 'endState'
    | 'outputs'
    | 'noOutputs'
    | 'noRegulation'
    | 'sponsor'
    | 'inScope'
    | 'outOfScope'
    | 'noConstraints'
    | 'noPeople'
    | 'noSteps'
    | 'noDataObjects'
    | 'noCriteria'
    | 'noInterfaces'
    | 'noLogic'
    | 'noDuties'
    | 'noDecisions'
    | 'noQuestions'
    | 'noActions'
    | 'noReferences'
    | 'toConfirm'
    | 'revises'
    | 'integrity'
    | 'verify'
    | 'citationMark'
    | 'codes'
    | 'noFindings'
    | 'noMembers'
    | 'signers'
    | 'noDissent'
    | 'noStances'
  > & {
    readonly reviewWithin: (months: number) => string;
    readonly cite: (charterNo: string) => string;
  };
  readonly classes: Of<Classification['result']>;
  readonly purposes: Of<Classification['purpose']>;
  readonly classification: {
    readonly scores: (execution: number, quality: number, shared: number) => string;
    /** Rules of scores and of the map that fired; none. */
    readonly fired: (rules: readonly string[], ruleset: number) => string;
    readonly provisional: (functions: readonly string[], scattered: boolean) => string;
    readonly nobodyVoted: string;
    readonly captureChanges: string;
    readonly madeJoint: string;
    readonly answered: (participants: number) => string;
  };
  readonly findings: FindingWords;
  readonly trace: TraceWords;
  readonly severities: Of<FindingLine['severity']>;
  readonly awaiting: Texts<'attendance' | 'acceptance' | 'revisionHistory' | 'auditTrail'> & {
    /** Whether somebody is named to sign, and whether that is the last signature. */
    readonly signature: (fn: string, hasSigner: boolean, isLast: boolean) => string;
  };
  readonly gaps: Texts<
    | 'notStated'
    | 'noneNamed'
    | 'kindNotStated'
    | 'regulatedNotStated'
    | 'nobodyAccountable'
    | 'nobodyNamed'
    | 'noApprover'
    | 'noFeed'
    | 'noCitation'
    | 'noScope'
    | 'noPart'
    | 'noMeaning'
    | 'noDriver'
    | 'deleted'
    | 'missing'
    | 'unnamed'
    | 'untitled'
    | 'unnamedSpeaker'
    | 'notAssessed'
    | 'notDecided'
    | 'notAnswered'
    | 'notAgreed'
    | 'noReason'
    | 'earlierWording'
    | 'lapsed'
  > & {
    readonly severalAccountable: (n: number) => string;
    readonly severalRecords: (n: number) => string;
    readonly severalSigners: (n: number) => string;
    readonly otherFunction: (fn: string) => string;
    readonly accountableCount: (n: number) => string;
  };
  readonly phrases: Texts<
    | 'dataIn'
    | 'dataOut'
    | 'asIs'
    | 'asIsTo'
    | 'unchanged'
    | 'noPath'
    | 'neededFor'
    | 'regulated'
    | 'notRegulated'
    | 'parts'
    | 'step'
    | 'alsoCalled'
    | 'errorHandling'
    | 'rationale'
    | 'residual'
    | 'due'
    | 'signs'
    | 'guest'
    | 'notSaid'
    | 'by'
  > & {
    readonly reportLogic: Of<OutputLine['reportLogic']>;
    readonly auditTrail: Of<SystemLine['auditTrail']>;
    readonly validated: Of<SystemLine['validated']>;
    readonly pathPurpose: Of<'record' | 'review'>;
    readonly forUse: Of<RoleUse>;
    readonly period: (from: string | null, to: string | null) => string;
  };
  readonly functions: Of<PlantFunction>;
  readonly functionsInSentence: Of<PlantFunction>;
  readonly functionCodes: Of<PlantFunction>;
  readonly signatureMeaning: Of<OwningFunction>;
  readonly regimes: Of<Regime>;
  readonly stepKinds: Of<StepLine['kind']>;
  readonly changes: Of<Change>;
  readonly systemKinds: Of<SystemLine['kind']>;
  readonly domains: Of<SystemLine['domain']>;
  readonly domainHeadings: Of<SystemLine['domain']>;
  readonly lifecycles: Of<SystemLine['lifecycle']>;
  readonly plannedActions: Of<SystemLine['plannedAction']>;
  readonly categories: Of<DataObjectLine['category']>;
  readonly criticalities: Of<Criticality>;
  readonly outputKinds: Of<OutputLine['kind']>;
  readonly relevances: Of<OutputLine['relevance']>;
  readonly meanings: Of<ApproverLine['meaning']>;
  readonly areas: Of<Area>;
  readonly mechanisms: Of<InterfaceLine['mechanism']>;
  readonly transformations: Of<InterfaceLine['transformation']>;
  readonly scopes: Of<InterfaceLine['scopes'][number]>;
  readonly reconciliations: Of<InterfaceLine['reconciliation']>;
  readonly validationStates: Of<ValidationState>;
  readonly constraintKinds: Of<ConstraintLine['kind']>;
  readonly riskKinds: Of<DutyLine['kind']>;
  readonly irregularKinds: Of<IrregularLine['kind']>;
  readonly roles: Of<MemberLine['role']>;
  readonly assessments: Of<Assessment['state']>;
  readonly outcomes: Of<Decided['state']>;
  readonly stances: Of<StanceLine['stance']>;
  readonly readiness: Texts<'ready' | 'notReady' | 'unsaid' | 'past'> & { readonly until: (day: string) => string };
  readonly triggers: Of<RevisionTrigger>;
  /** A date of the document, `2026-11-22`, as people read it. */
  readonly day: (iso: string) => string;
  /** An instant, ISO 8601 UTC, to the minute. */
  readonly moment: (iso: string) => string;
}

export type SectionKey =
  | 'purpose'
  | 'scope'
  | 'participants'
  | 'classification'
  | 'processMap'
  | 'dataObjects'
  | 'outputs'
  | 'responsibilities'
  | 'interfaces'
  | 'impactDuties'
  | 'decisions'
  | 'openItems'
  | 'changeControl'
  | 'signatures'
  | 'revisionHistory'
  | 'integrity'
  | 'traces';

export type CaptionKey =
  | 'constraints'
  | 'people'
  | 'placement'
  | 'steps'
  | 'branches'
  | 'missingPaths'
  | 'systems'
  | 'dataObjects'
  | 'outputs'
  | 'matrix'
  | 'criteria'
  | 'interfaces'
  | 'removed'
  | 'logic'
  | 'duties'
  | 'decisions'
  | 'questions'
  | 'actions'
  | 'irregular'
  | 'references'
  | 'titleBlock'
  | 'integrity'
  | 'votes'
  | 'contested'
  | 'openFindings'
  | 'acceptedWarnings'
  | 'openAcceptances'
  | 'members'
  | 'dissent'
  | 'stances';

export type ColumnKey =
  | 'number'
  | 'step'
  | 'collects'
  | 'record'
  | 'review'
  | 'accountable'
  | 'others'
  | 'change'
  | 'from'
  | 'to'
  | 'condition'
  | 'data'
  | 'system'
  | 'kind'
  | 'domain'
  | 'validated'
  | 'lifecycle'
  | 'processOwner'
  | 'systemOwner'
  | 'object'
  | 'category'
  | 'recordMove'
  | 'criticality'
  | 'output'
  | 'relevance'
  | 'feeds'
  | 'recordSystem'
  | 'approvers'
  | 'retention'
  | 'area'
  | 'statement'
  | 'method'
  | 'about'
  | 'interface'
  | 'carried'
  | 'mechanism'
  | 'scope'
  | 'reconciliation'
  | 'status'
  | 'statusAlone'
  | 'rule'
  | 'runsIn'
  | 'duty'
  | 'rating'
  | 'due'
  | 'rationale'
  | 'question'
  | 'toFunction'
  | 'action'
  | 'person'
  | 'place'
  | 'key'
  | 'reason'
  | 'document'
  | 'docNumber'
  | 'address'
  | 'name'
  | 'function'
  | 'jobTitle'
  | 'constraint'
  | 'period'
  | 'open'
  | 'finding'
  | 'owedBy'
  | 'acceptedBy'
  | 'participants'
  | 'purpose'
  | 'settledBy'
  | 'takesPart'
  | 'role'
  | 'namedAs'
  | 'assessment'
  | 'outcome'
  | 'saidBy'
  | 'stance'
  | 'inWords'
  | 'answer';
