import type { SessionOptions } from 'onnxruntime-node';
import { MregError } from '../../domain/error.js';

/** Numbers with a shape, as models take and give them. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly numbers: Float32Array;
}

/** A model of one input and one output. */
export interface Model {
  run(input: Tensor): Promise<Tensor>;
  close(): Promise<void>;
}

/**
 * Pages are read by several processes or threads at once, so each model works on one core: more threads for one line cost
 * more than they save. The arena would keep a block for every width of line ever seen.
 */
const SESSION: SessionOptions = {
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  logSeverityLevel: 3,
};

/** Throws `ocr.engine.not-loaded` where the native library is not to be had: on Alpine, or an old glibc. */
async function loadRuntime(): Promise<typeof import('onnxruntime-node')> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new MregError('configuration', 'ocr.engine.not-loaded', { reason }, { cause });
  }
}

/** `name` is what errors call the model. The bytes are parsed by native code. */
export async function openModel(bytes: Uint8Array, name: string): Promise<Model> {
  const { InferenceSession: Session, Tensor: NativeTensor } = await loadRuntime();
  const session = await Session.create(bytes, SESSION).catch((cause: unknown) => {
    throw new MregError('configuration', 'ocr.engine.model-refused', { name, reason: reasonOf(cause) }, { cause });
  });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    async run({ numbers, shape }) {
      const results = await session.run({ [input]: new NativeTensor('float32', numbers, shape) }).catch((cause: unknown) => {
        throw new MregError('configuration', 'ocr.engine.run-failed', { name, reason: reasonOf(cause) }, { cause });
      });
      const { data, dims } = results[output] ?? {};
      if (!(data instanceof Float32Array) || dims === undefined) {
        throw new MregError('configuration', 'ocr.engine.model-shape', { name, shape: '?' });
      }
      return { shape: dims, numbers: data };
    },
    close: () => session.release(),
  };
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]?.slice(0, 200) ?? '';
}
