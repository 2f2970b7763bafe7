/** The part of onnxruntime-node that mreg uses; version 1.17.0 comes without its types. */
declare module 'onnxruntime-node' {
  export class Tensor {
    constructor(type: 'float32', data: Float32Array, dims: readonly number[]);
    readonly data: unknown;
    readonly dims: readonly number[];
  }

  export interface SessionOptions {
    readonly executionMode: 'sequential' | 'parallel';
    readonly graphOptimizationLevel: 'disabled' | 'basic' | 'extended' | 'all';
    readonly intraOpNumThreads: number;
    readonly interOpNumThreads: number;
    readonly enableCpuMemArena: boolean;
    readonly logSeverityLevel: 0 | 1 | 2 | 3 | 4;
  }

  export class InferenceSession {
    static create(model: Uint8Array, options: SessionOptions): Promise<InferenceSession>;
    readonly inputNames: readonly string[];
    readonly outputNames: readonly string[];
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
    release(): Promise<void>;
  }
}
