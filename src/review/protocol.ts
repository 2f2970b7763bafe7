/**
 * What the page and the server say to each other. Types only: the page is compiled for browsers, the server for Node, and both
 * are held to this file.
 */
import type { AcceptanceTask } from './acceptance-protocol.js';
import type { CheckTask, ScanTask } from './scan-protocol.js';

/** Of a pair: one registration or two. Of an anomaly: it is as the rule says, or it is explained. */
export type Choice = 'same' | 'different' | 'unsure';

/** A stretch of text; `differs` where the other side has something else there. */
export interface Stretch {
  readonly text: string;
  readonly differs: boolean;
}

export interface ShownField {
  readonly key: string;
  readonly label: string;
  readonly equal: boolean;
  readonly left: readonly Stretch[];
  readonly right: readonly Stretch[];
  /** Said beside a pair of numbers whose digits are covered: `two digits exchanged`. */
  readonly note: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly ShownField[];
}

/** Heads a column, or is a row of its own where a finding speaks of many registrations. */
export interface ShownRecord {
  readonly id: number;
  readonly isOwn: boolean;
  /** Neither merged into another nor revoked. */
  readonly isInForce: boolean;
  readonly type: string;
  readonly date: string;
  readonly office: string;
  readonly state: string;
  /** Empty when the registration is not of the reviewer's area. */
  readonly certificate: string;
  readonly man: string;
  readonly woman: string;
}

/** A row of the waterfall: from where, how far, and in words. Weights and rarity in bits. */
export interface WaterfallBar {
  readonly kind: 'start' | 'step' | 'total';
  readonly name: string;
  readonly level: string;
  readonly from: number;
  readonly weight: number;
  readonly rarity: number;
  /** The whole of the bar with its sign, and what it says when it is pointed at. */
  readonly bits: string;
  readonly text: string;
}

export interface Waterfall {
  readonly bars: readonly WaterfallBar[];
  /** What would change the verdict, in sentences. */
  readonly verdict: readonly string[];
}

export interface NeighbourPair {
  readonly finding: number;
  readonly left: number;
  readonly right: number;
  /** In per cent, as shown. */
  readonly probability: string;
  readonly state: string;
}

/** What a task is about. Each kind has its source on the server and its pane in the page. */
export type TaskKind = 'finding' | 'scan' | 'check' | 'acceptance';

/** A task: its kind, and its number among those of its kind. */
export type TaskName = `${TaskKind}-${number}`;

interface TaskHead {
  readonly name: TaskName;
  readonly finding: number;
  /** What the server had when it made this view; sent back with a choice. */
  readonly seen: string;
  readonly isOpen: boolean;
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly severityText: string;
  readonly stateText: string;
  /** Says what was decided, by whom and when; empty while it is open. */
  readonly decided: string;
  /** The reviewer's own choice in force. */
  readonly own: Choice | '';
  readonly ownText: string;
}

export interface PairTask extends TaskHead {
  readonly kind: 'pair';
  readonly probability: string;
  readonly records: readonly [ShownRecord, ShownRecord];
  readonly groups: readonly FieldGroup[];
  /** Said when one of the two is of another area, and most of it stays hidden. */
  readonly hidden: string;
  readonly waterfall: Waterfall | undefined;
  readonly cluster: readonly NeighbourPair[];
}

export interface AnomalyTask extends TaskHead {
  readonly kind: 'anomaly';
  readonly explanation: string;
  readonly certainty: string;
  readonly records: readonly ShownRecord[];
}

/** `kind` says which pane shows it. */
export type Task = PairTask | AnomalyTask | ScanTask | CheckTask | AcceptanceTask;

export interface QueueFilter {
  readonly kind: 'duplicate' | 'anomaly' | 'scan' | 'check' | 'acceptance' | '';
  readonly severity: 'error' | 'warning' | 'hint' | '';
  readonly minScore: number | undefined;
  readonly maxScore: number | undefined;
  readonly cluster: number | undefined;
}

/** `done`: chosen in this login, `unsure` not counted; `perHour` is 0 until it can be told. */
export interface Progress {
  readonly done: number;
  readonly unsure: number;
  /** Of them those that wait for a second person. */
  readonly waiting: number;
  readonly perHour: number;
}

export interface Queue {
  /** The next ones in order, not always all. */
  readonly tasks: readonly TaskName[];
  /** How many there are in all. */
  readonly left: number;
  /** There are more, and nobody counted them. */
  readonly isMore: boolean;
  readonly progress: Progress;
}

export interface Start {
  readonly lang: 'zh' | 'en';
  readonly reviewer: string;
  readonly twoPersons: boolean;
  /** Scans are keyed by two persons, unseen. */
  readonly twoPass: boolean;
  readonly unmasked: boolean;
  readonly filter: QueueFilter;
  /** What the reviewer may work through. */
  readonly kinds: readonly TaskKind[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Sent about a finding; other kinds of tasks have requests of their own. */
export interface ChoiceRequest {
  readonly choice: Choice;
  readonly reason: string;
  readonly seen: string;
}

/**
 * What a choice or an undo led to. `noted`: the task comes again at the end; `withdrawn`: it is as it was before; after the others it
 * is done with as far as this reviewer goes.
 */
export interface Outcome {
  readonly effect: 'decided' | 'noted' | 'waiting' | 'withdrawn' | 'unchanged';
  readonly task: TaskName;
  /** The sentence that says so. */
  readonly message: string;
  readonly progress: Progress;
}

/** Any answer that is not the one asked for. `stale`: the task was decided elsewhere; `session`: nothing more is answered. */
export interface Refusal {
  readonly error: 'stale' | 'session' | 'not-found' | 'busy' | 'nothing-to-undo' | 'refused';
  readonly message: string;
}
