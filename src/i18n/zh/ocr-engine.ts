export const ocrEngineMessages = {
  'ocr.engine.not-loaded': '识别引擎 onnxruntime 在这台机器上无法载入：{reason}',
  'ocr.engine.not-loaded.hint':
    '可以改用 tesseract 识别（准确率明显较低），或换到 glibc 2.27 以上的 Linux、Windows 或 macOS；mreg doctor 列出能用的引擎',
  'ocr.engine.tesseract-not-loaded': 'tesseract 识别引擎无法启动：{reason}',
  'ocr.engine.tesseract-not-loaded.hint': '请重新运行 npm ci；mreg doctor 列出能用的引擎',
  'ocr.engine.model-missing': '读不到模型文件 {path}',
  'ocr.engine.model-missing.hint': '随程序安装的模型请重新运行 npm ci；自备模型请核对路径和权限',
  'ocr.engine.model-refused': '模型 {name} 无法载入：{reason}',
  'ocr.engine.model-refused.hint': '请使用 ONNX 格式、IR 版本不高于 9、opset 不高于 20 的 PP-OCR 模型；文件可能没有下载完整',
  'ocr.engine.model-shape': '模型 {name} 的输出不符合 PP-OCR 的格式（形状 {shape}）',
  'ocr.engine.model-shape.hint': '请核对识别（rec）、检测（det）、方向（cls）模型没有放错',
  'ocr.engine.run-failed': '模型 {name} 运行失败：{reason}',
  'ocr.engine.run-failed.hint': '请核对识别（rec）、检测（det）、方向（cls）模型没有放错，内存是否足够',
  'ocr.engine.not-recogniser': '{name} 不是高度 48 的 PP-OCR 识别模型',
  'ocr.engine.not-recogniser.hint': '请核对识别（rec）、检测（det）、方向（cls）模型没有放错；第三代以前的识别模型高度为 32，不能使用',
  'ocr.engine.keys-differ': '字典 {keys} 有 {lines} 行，模型 {name} 却有 {classes} 类，两者不是一套',
  'ocr.engine.keys-differ.hint': '请使用与模型同时发布的字典：类数应为字典行数加 1（空白）或加 2（空白和空格）',
} as const;
