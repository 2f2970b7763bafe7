export const validateMessages = {
  'validate.more': '……只列出前 {shown} 行，完整清单请加 --report 问题.html',
} as const;
