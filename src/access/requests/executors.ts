import type { RequestKind } from '../../domain/request.js';
import { carryOutUserClose, carryOutUserOpen, carryOutUserPermission } from './carry-out-accounts.js';
import { carryOutExport } from './carry-out-export.js';
import { carryOutOrgClose, carryOutOrgOpen, carryOutOrgRename } from './carry-out-offices.js';
import type { Executor } from './matter.js';

/** Kinds without an executor are permits: what they allow is done by other commands, which name the request. */
export type Executors = { readonly [Kind in RequestKind]?: Executor<Kind> };

export const EXECUTORS: Executors = {
  'org-open': carryOutOrgOpen,
  'org-close': carryOutOrgClose,
  'org-rename': carryOutOrgRename,
  'user-open': carryOutUserOpen,
  'user-close': carryOutUserClose,
  'user-permission': carryOutUserPermission,
  export: carryOutExport,
};
