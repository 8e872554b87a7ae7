/** Words of the one runtime; every script reads them, none of them is shipped. */

type QuestionKind = "single_choice" | "multiple_choice" | "true_false" | "matching" | "ordering" | "open";

/** The JSON beside a form (rendering/question_data.py). `right`: letters in author order. */
interface QuestionData {
  id: string;
  kind: QuestionKind;
  goal: string;
  points: number;
  scored: boolean;
  critical: boolean;
  count: number;
  right: string[];
  fingerprint: string;
}

/** Ticked letters; a letter (or "") for each prompt; letters in the order chosen; ticked lines of a checklist. null: „Weiß ich nicht“. */
type Answer = string[] | null;
type Verdict = "right" | "partly" | "wrong" | "unknown" | "rated";

/** `share` is 0–1 of the points; `marks` says of each option, prompt or place whether it is right. */
interface Score {
  share: number;
  points: number;
  verdict: Verdict;
  marks: boolean[];
}

/** What is kept of a learner: answers and best shares by question id, steps opened, the step they are in. */
interface Progress {
  answers: Record<string, Answer>;
  best: Record<string, number>;
  opened: string[];
  current: string;
}

interface Restored {
  progress: Progress;
  /** Text that could not be read; it is shown, never thrown away. */
  damaged: string;
  /** Answers whose question is gone or has changed. */
  dropped: number;
}

/** The JSON of the page (rendering/question_data.py, module_settings). */
interface Settings {
  module: string;
  version: string;
  passMark: number;
  completion: "bearbeitet" | "bestanden";
  status12: "completed" | "passed";
  goals: { id: string; text: string }[];
}

interface Interaction {
  id: string;
  kind: QuestionKind;
  goal: string;
  weight: number;
  right: string[];
  /** Missing until the question is judged. */
  judged?: { answer: Answer; right: boolean; seconds: number; clock: string };
}

/** Everything a platform may be told; a tracker sends what changed and what its standard knows. */
interface Report {
  state: string;
  location: string;
  finished: boolean;
  reached: boolean;
  /** 0–100, best of all tries; sent only when the check is finished. */
  score: number;
  interactions: Interaction[];
  objectives: { id: string; reached: boolean; tried: boolean }[];
  seconds: number;
}

/** Where the world keeps progress: on the platform, on this device (once the learner wants it), nowhere. */
type Keeping = "platform" | "device" | "offered" | "nowhere" | "review";

/** The port: one adapter per world. No method throws. */
interface Tracker {
  start(): { keeping: Keeping; state: string; location: string; score: number };
  /** Keep what changed; false when it could not be kept (try again). */
  save(report: Report): boolean;
  /** The last word; called once. */
  finish(report: Report): void;
  /** What was told to the platform, line by line. */
  log: string[];
  /** Device only: begin or end keeping. */
  keep?(wanted: boolean): void;
}

type StringName = keyof typeof integrifStrings;
declare const integrifStrings: Record<string, string>;
