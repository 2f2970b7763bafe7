/** A certificate number read by the grammar of docs/records.md. Absent numbers are `undefined`, not a form. */
export type CertificateNumber =
  | { readonly form: 'F1'; readonly text: string; readonly prefix: 'J' | 'L' | 'BJ' | 'BL'; readonly region: string; readonly year: number; readonly serial: string }
  | { readonly form: 'F2'; readonly text: string; readonly place: string; readonly nature: '结' | '离' | '补结' | '补离'; readonly office: string; readonly year: number; readonly serial: string }
  | { readonly form: 'F3'; readonly text: string; readonly place: string; readonly year: number | undefined; readonly serial: string }
  | { readonly form: 'F4'; readonly text: string; readonly serial: string }
  | { readonly form: 'court'; readonly text: string }
  | { readonly form: 'unparsed'; readonly text: string };
