/**
 * The trade's words: every value of every vocabulary of the document, and every field, with a short hint where the
 * word alone is not enough. Typed against the schema: a new value or field without its word does not compile.
 */
import type { EntityKind, Fields, SingleKind } from '@chartroom/domain';
import type * as V from '@chartroom/domain';

interface Word {
  readonly label: string;
  readonly hint: string;
}
const w = (label: string, hint = ''): Word => ({ label, hint });

type Of<T extends readonly string[]> = Record<T[number], Word>;

const values = {
  function: {
    OPS: w('Operations', 'Operations and MES'),
    QUA: w('Quality', 'Quality unit, with QC, validation and the qualified person'),
    IT: w('IT', 'Manufacturing IT, with OT integration'),
    OTHER: w('Other', 'Contributes; never accountable, never signs'),
  } satisfies Of<typeof V.FUNCTIONS>,
  regime: {
    FDA_DRUG: w('US FDA, drugs', '21 CFR 210 and 211'),
    FDA_DEVICE: w('US FDA, devices', '21 CFR 820'),
    EU_GMP: w('EU GMP', 'EudraLex volume 4'),
    API: w('Active substances', 'ICH Q7'),
    AERO: w('Aerospace', 'AS9100 and AS9102'),
    OTHER: w('Other'),
  } satisfies Of<typeof V.REGIMES>,
  stepKind: {
    execute: w('Execute', 'Work on the product'),
    record: w('Record', 'Data is first written down'),
    test: w('Test', 'Something is measured or tested'),
    review: w('Review', 'Someone checks what was recorded'),
    disposition: w('Disposition', 'It is decided what happens to a unit or lot'),
    release: w('Release', 'Something may be used from here on'),
    transfer: w('Transfer', 'Data or material is handed over'),
  } satisfies Of<typeof V.STEP_KINDS>,
  momCategory: {
    production: w('Production'),
    quality: w('Quality'),
    inventory: w('Inventory'),
    maintenance: w('Maintenance'),
  } satisfies Of<typeof V.MOM_CATEGORIES>,
  capture: {
    auto: w('Automatic', 'A machine or system captures it'),
    manual: w('Manual', 'A person types it'),
    hybrid: w('Hybrid', 'Part by machine, part by hand'),
    paper: w('Paper'),
    none: w('None', 'Nothing is captured here'),
  } satisfies Of<typeof V.CAPTURES>,
  change: {
    none: w('Unchanged', 'The initiative leaves it as it is'),
    config: w('Configured', 'Settings change, not the design'),
    modify: w('Modified', 'It works differently afterwards'),
    new: w('New', 'It does not exist today'),
    retire: w('Retired', 'It goes away'),
  } satisfies Of<typeof V.CHANGES>,
  systemKind: {
    MES: w('MES', 'manufacturing execution'),
    ERP: w('ERP', 'enterprise resource planning'),
    QMS: w('QMS', 'quality management'),
    LIMS: w('LIMS', 'laboratory information'),
    PLM: w('PLM', 'product lifecycle'),
    EDMS: w('EDMS', 'documents'),
    SCADA: w('SCADA', 'supervision and edge'),
    PLC: w('PLC', 'machine control'),
    historian: w('Historian', 'time series'),
    SPC: w('SPC', 'statistical process control'),
    CDS: w('CDS', 'chromatography data'),
    EMS: w('EMS', 'environmental monitoring'),
    instrument: w('Instrument', 'measures by itself'),
    CMMS: w('CMMS', 'maintenance management'),
    WMS: w('WMS', 'warehouse management'),
    middleware: w('Middleware', 'passes data on'),
    spreadsheet: w('Spreadsheet'),
    paper: w('Paper', 'a form, log or binder'),
    other: w('Other'),
  } satisfies Of<typeof V.SYSTEM_KINDS>,
  domain: {
    X: w('Execution', 'Runs the floor'),
    Q: w('Quality', 'Holds or decides quality'),
    E: w('Enterprise', 'Plans and accounts'),
    N: w('None', 'Belongs to no domain'),
  } satisfies Of<typeof V.DOMAINS>,
  gampCategory: {
    '1': w('1', 'Infrastructure'),
    '3': w('3', 'Standard product, as delivered'),
    '4': w('4', 'Configured product'),
    '5': w('5', 'Custom application'),
  } satisfies Of<typeof V.GAMP_CATEGORIES>,
  validated: {
    yes: w('Yes'),
    partly: w('Partly'),
    no: w('No'),
    unknown: w('Unknown', 'Nobody here knows yet'),
    'n/a': w('Not applicable', 'Paper, for example'),
  } satisfies Of<typeof V.VALIDATED>,
  auditTrail: {
    yes: w('Yes'),
    no: w('No'),
    unknown: w('Unknown', 'Nobody here knows yet'),
  } satisfies Of<typeof V.AUDIT_TRAIL>,
  lifecycle: {
    live: w('Live'),
    legacy: w('Legacy', 'In use, no longer developed'),
    retiring: w('Retiring', 'Going away on a date'),
    planned: w('Planned', 'Not in use yet'),
  } satisfies Of<typeof V.LIFECYCLES>,
  plannedAction: {
    keep: w('Keep'),
    configure: w('Configure'),
    upgrade: w('Upgrade'),
    replace: w('Replace'),
    retire: w('Retire'),
  } satisfies Of<typeof V.PLANNED_ACTIONS>,
  dataCategory: {
    order: w('Order'),
    specification: w('Specification'),
    sampling_plan: w('Sampling plan'),
    test_method: w('Test method'),
    procedure: w('Procedure'),
    raw: w('Raw data'),
    result: w('Result'),
    nonconformance: w('Nonconformance'),
    decision: w('Decision'),
    status: w('Status'),
    batch_record: w('Batch record'),
    genealogy: w('Genealogy'),
    certificate: w('Certificate'),
    audit: w('Audit trail extract'),
    other: w('Other'),
  } satisfies Of<typeof V.DATA_CATEGORIES>,
  criticality: {
    high: w('High'),
    medium: w('Medium'),
    low: w('Low'),
  } satisfies Of<typeof V.CRITICALITIES>,
  outputKind: {
    record: w('Record', 'Someone must be able to show it'),
    approval: w('Approval', 'Someone decides and signs'),
    report: w('Report', 'Compiled from data held elsewhere'),
  } satisfies Of<typeof V.OUTPUT_KINDS>,
  relevance: {
    required: w('Required', 'A predicate rule requires it'),
    supports: w('Supports', 'Supports a required record'),
    contract: w('Contract', 'A customer requires it'),
    internal: w('Internal', 'The plant wants it'),
  } satisfies Of<typeof V.RELEVANCES>,
  reportLogic: {
    in_scope: w('In scope', 'The logic of the report needs evidence'),
    not_applicable: w('Not applicable'),
  } satisfies Of<typeof V.REPORT_LOGIC>,
  mechanism: {
    api: w('API'),
    message: w('Message'),
    file: w('File'),
    db: w('Database'),
    opcua: w('OPC UA'),
    manual: w('Manual', 'Someone types it over'),
    paper: w('Paper'),
  } satisfies Of<typeof V.MECHANISMS>,
  transformation: {
    none: w('None', 'Passed on as it is'),
    unit: w('Unit', 'Units are converted'),
    mapping: w('Mapping', 'Codes are mapped'),
    calculation: w('Calculation'),
    aggregation: w('Aggregation'),
  } satisfies Of<typeof V.TRANSFORMATIONS>,
  reconciliation: {
    none: w('None', 'A loss would go unseen'),
    count: w('Count', 'Numbers of records are compared'),
    checksum: w('Checksum'),
    value: w('Value', 'The values are compared'),
  } satisfies Of<typeof V.RECONCILIATIONS>,
  validationState: {
    unassessed: w('Not assessed'),
    planned: w('Planned'),
    validated: w('Validated'),
    not_required: w('Not required', 'Give the rationale'),
  } satisfies Of<typeof V.VALIDATION_STATES>,
  constraintKind: {
    legacy_unsupported: w('Legacy, unsupported'),
    validated_state: w('Validated state'),
    downtime_window: w('Restricted downtime'),
    replacement_not_allowed: w('Replacement not allowed'),
    long_lifecycle: w('Long lifecycle'),
    vendor_lock: w('Bound to a vendor'),
    shared_sites: w('Shared with other sites'),
    validation_budget: w('Validation budget'),
  } satisfies Of<typeof V.CONSTRAINT_KINDS>,
  riskKind: {
    downtime: w('Downtime'),
    integration: w('Integration'),
    performance: w('Performance'),
    test_method: w('Test method'),
    sampling_plan: w('Sampling plan'),
    batch_record: w('Batch record'),
    data_migration: w('Data migration'),
    data_integrity: w('Data integrity'),
    other: w('Other'),
  } satisfies Of<typeof V.RISK_KINDS>,
  roleUse: {
    collect: w('Collects', 'Where the value first becomes durable'),
    record: w('System of record', 'The authority when copies differ'),
    review: w('Review', 'Where someone reviews it'),
    release: w('Release', 'Where someone releases on it'),
    audit: w('Audit', 'Where it is shown to an auditor'),
  } satisfies Of<typeof V.ROLE_USES>,
  dataUse: {
    create: w('creates', 'The step writes it first'),
    update: w('updates', 'The step changes it'),
    decide: w('decides', 'The step decides it'),
    use: w('uses', 'The step only reads it'),
  } satisfies Of<typeof V.DATA_USES>,
  responsibility: {
    A: w('accountable', 'Exactly one; answers for it'),
    R: w('does', 'Does the work'),
    C: w('consulted', 'Is asked before'),
    V: w('can refuse', 'Independent right to approve or refuse'),
    I: w('informed', 'Is told after'),
  } satisfies Of<typeof V.RESPONSIBILITIES>,
  area: {
    'area.requirements': w('Requirements', 'What the process and its systems must do'),
    'area.data_models': w('Data models', 'What each record means, and where it lives'),
    'area.validation': w('Validation', 'What evidence shows that it works'),
    'area.change_control': w('Change control', 'Who decides on a change, and how'),
  } satisfies Of<typeof V.AREAS>,
  scope: {
    interface: w('Interface', 'That the data arrives, whole and once'),
    transformation: w('Transformation', 'That it still means the same'),
    reporting: w('Reporting', 'That the report shows it rightly'),
  } satisfies Of<typeof V.SCOPES>,
  meaning: {
    review: w('Review'),
    approval: w('Approval'),
    responsibility: w('Responsibility'),
    authorship: w('Authorship'),
  } satisfies Of<typeof V.MEANINGS>,
};

type FieldWords = { readonly [K in EntityKind | SingleKind]: Record<keyof Fields<K>, Word> };

const number = w('Number', 'Counts within its kind');

const fields = {
  board: {
    title: w('Title'),
    site: w('Site', 'The plant, as its people call it'),
    language: w('Language'),
  },
  process: {
    title: w('Process', 'From trigger to regulated end state'),
    productScope: w('Product or line', 'A product family or a line'),
    trigger: w('Trigger', 'What starts it'),
    endState: w('End state', 'What is true when it is done'),
    sponsor: w('Sponsor', 'A function or a name; never changes the classification'),
  },
  person: {
    name: w('Name'),
    function: w('Function'),
    discipline: w('Discipline', 'Validation, QC, OT, for example'),
    jobTitle: w('Job title'),
  },
  step: {
    order: w('Position'),
    title: w('Title', 'A verb and its object'),
    kind: w('Kind'),
    momCategory: w('Operations area'),
    regulated: w('Regulated', 'Touches execution, batch or lot records, or deviations'),
    capture: w('Capture', 'How the data gets in'),
    change: w('Change', 'What the initiative does to it'),
    driver: w('Driven by', 'The function that causes the change'),
  },
  system: {
    name: w('Name', 'As people say it'),
    kind: w('Kind'),
    domain: w('Domain'),
    isaLevel: w('ISA-95 level', '0 to 4'),
    gampCategory: w('GAMP', 'Category 1, 3, 4 or 5'),
    validated: w('Validated'),
    auditTrail: w('Audit trail'),
    lifecycle: w('Lifecycle'),
    plannedAction: w('Plan', 'What the initiative does with it'),
    processOwnerId: w('Process owner', 'Answers for how it is used'),
    systemOwnerId: w('System owner', 'Answers for availability and security'),
  },
  dataObject: {
    number,
    title: w('Title', 'One meaning across systems'),
    category: w('Category'),
    regulated: w('Regulated'),
    change: w('Change', 'What the initiative does to it'),
    asIsSoR: w('Today held in', 'The system of record as it is today'),
    criticality: w('Criticality'),
  },
  output: {
    number,
    title: w('Title', 'What someone must be able to show'),
    kind: w('Kind'),
    relevance: w('Relevance', 'Who requires it'),
    recordSystemId: w('Kept in', 'The system that keeps this output'),
    reportLogic: w('Report logic'),
    retentionRule: w('Retention', 'How long it is kept, and by which rule'),
  },
  interface: {
    number,
    fromId: w('From'),
    toId: w('To'),
    mechanism: w('Mechanism'),
    transformation: w('Transformation'),
    reconciliation: w('Reconciliation', 'How a loss would be seen'),
    errorHandling: w('Error handling', 'Who notices, and what happens then'),
    status: w('Validation'),
    rationale: w('Rationale', 'Why evidence is not required'),
    change: w('Change', 'What the initiative does to it'),
  },
  logic: {
    number,
    stepId: w('Step'),
    title: w('Title', 'Limits, run rules, release conditions'),
    systemId: w('Runs in'),
    status: w('Validation'),
  },
  constraint: {
    number,
    kind: w('Kind'),
    detail: w('Detail'),
    from: w('From'),
    to: w('Until'),
    evidenceRef: w('Evidence', 'Where it can be read'),
  },
  risk: {
    number,
    kind: w('Kind'),
    dutyFunction: w('Assessed by', 'The function that must assess it'),
    severity: w('Severity'),
    likelihood: w('Likelihood'),
    detectability: w('Detectability'),
    due: w('Due'),
  },
  criterion: {
    number,
    statement: w('Criterion', 'What must be shown'),
    method: w('Method', 'How it is shown'),
  },
  decision: {
    number,
    statement: w('Decision'),
    rationale: w('Rationale', 'Why, in one or two sentences'),
  },
  question: {
    number,
    text: w('Question'),
    toFunction: w('Asked of'),
    due: w('Due'),
  },
  action: {
    number,
    text: w('Action', 'A verb and its object'),
    personId: w('Person'),
    due: w('Due'),
  },
  reference: {
    number,
    title: w('Title'),
    docNumber: w('Document number'),
    url: w('Link'),
  },
} satisfies FieldWords;

const kinds = {
  person: { one: 'person', many: 'people', title: 'People', hint: 'Who is named on this board' },
  step: { one: 'step', many: 'steps', title: 'Steps', hint: 'The smallest unit with one accountable function' },
  system: { one: 'system', many: 'systems', title: 'Systems', hint: 'An application, equipment or paper in a role' },
  dataObject: {
    one: 'data object',
    many: 'data objects',
    title: 'Data objects',
    hint: 'Named information with one meaning across systems',
  },
  output: {
    one: 'output',
    many: 'outputs',
    title: 'Outputs',
    hint: 'A record, approval or report someone must be able to show',
  },
  interface: {
    one: 'interface',
    many: 'interfaces',
    title: 'Interfaces',
    hint: 'A directed flow of named data between two systems',
  },
  logic: { one: 'decision rule', many: 'decision rules', title: 'Decision rules', hint: 'Where a rule is executed' },
  constraint: {
    one: 'constraint',
    many: 'constraints',
    title: 'Constraints',
    hint: 'A fact of the plant that limits options',
  },
  risk: { one: 'impact', many: 'impacts', title: 'Impact assessment', hint: 'With a function that must assess it' },
  criterion: { one: 'criterion', many: 'criteria', title: 'Acceptance criteria', hint: 'Of the validation area' },
  decision: { one: 'decision', many: 'decisions', title: 'Decisions', hint: 'What was decided, and why' },
  question: { one: 'question', many: 'questions', title: 'Questions', hint: 'Asked of a function, with a due date' },
  action: { one: 'action', many: 'actions', title: 'Actions', hint: 'Who does what until when' },
  reference: {
    one: 'reference',
    many: 'references',
    title: 'References',
    hint: 'A document in the plant’s own system',
  },
} satisfies Record<EntityKind, { one: string; many: string; title: string; hint: string }>;

export const terms = {
  values,
  fields,
  kinds,
  /** Short names of the functions, for lane heads, columns and tight places. */
  functionCode: { OPS: 'OPS', QUA: 'QUA', IT: 'IT', OTHER: 'OTH' } satisfies Record<
    (typeof V.FUNCTIONS)[number],
    string
  >,
  /** Longer names of the functions, for the heads of lanes. */
  functionUnit: {
    OPS: 'Operations and MES',
    QUA: 'Quality unit',
    IT: 'Plant IT',
    OTHER: 'Other functions',
  } satisfies Record<(typeof V.FUNCTIONS)[number], string>,
  /** Review, release and audit together. */
  reviewSystem: 'Review, release, audit',
  longTexts: {
    inScope: w('In scope', 'What this charter covers'),
    outOfScope: w('Out of scope', 'What it leaves to others'),
    note: w('Note'),
  },
};
