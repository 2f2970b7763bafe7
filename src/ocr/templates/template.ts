import type { FieldKey } from '../../domain/fields.js';

/**
 * A printed form as data (docs/ocr-templates.md). All measures are millimetres from the top left corner of the form's outer
 * frame, as printed; a scan is brought to them by its frame and anchors.
 */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Text that is printed on every copy of the form. The title tells forms apart; labels place the form on the page. */
export interface Anchor extends Area {
  readonly text: string;
  readonly role: 'title' | 'label';
}

/** What is written in a zone, which decides how it is read, repaired and graded. */
export type ZoneKind = 'id-number' | 'date' | 'name' | 'certificate' | 'office' | 'code' | 'address' | 'number' | 'text';

export interface Zone extends Area {
  readonly key: FieldKey;
  readonly kind: ZoneKind;
  /** Lines of text that fit; 1 for most. */
  readonly lines: number;
  /** The only characters that can stand there; absent where any may. */
  readonly alphabet?: string;
  /** Text printed in the zone on every copy, such as `年 月 日`, in reading order; it is no part of the value. */
  readonly printed?: readonly (Area & { readonly text: string })[];
  /** A form without it is incomplete. */
  readonly required: boolean;
}

/** A printed rule from one point to another; horizontal or vertical. */
export interface RuleLine {
  readonly from: readonly [left: number, top: number];
  readonly to: readonly [left: number, top: number];
}

export interface Template {
  readonly id: string;
  /** Raised with every change that may alter what is read. */
  readonly version: number;
  readonly title: { readonly zh: string; readonly en: string };
  /** The sheet, and where the frame stands on it. */
  readonly sheet: { readonly width: number; readonly height: number };
  readonly frame: Area;
  /** Fields that the form itself says, such as `op_type`. */
  readonly implied: Readonly<Partial<Record<FieldKey, string>>>;
  readonly anchors: readonly Anchor[];
  readonly rules: readonly RuleLine[];
  readonly zones: readonly Zone[];
}
