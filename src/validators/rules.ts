import type { Rule } from '../domain/rule.js';
import { archiveYearDiffers } from './archive/archive-year-differs.js';
import { pageCountDiffers } from './archive/page-count-differs.js';
import { scanMissing } from './archive/scan-missing.js';
import { certificateCourt } from './certificate/certificate-court.js';
import { certificateFormEra } from './certificate/certificate-form-era.js';
import { certificateOffice } from './certificate/certificate-office.js';
import { certificatePrefix } from './certificate/certificate-prefix.js';
import { certificateRegion } from './certificate/certificate-region.js';
import { certificateSerialShort } from './certificate/certificate-serial-short.js';
import { certificateUnparsed } from './certificate/certificate-unparsed.js';
import { certificateYear } from './certificate/certificate-year.js';
import { earlierCertificatePrefix } from './certificate/earlier-certificate-prefix.js';
import { earlierCertificateSame } from './certificate/earlier-certificate-same.js';
import { bornAfterRegistration } from './dates/born-after-registration.js';
import { cohabitingAfterRegistration } from './dates/cohabiting-after-registration.js';
import { datePlaceholder } from './dates/date-placeholder.js';
import { earlierRegistrationLater } from './dates/earlier-registration-later.js';
import { effectiveAfterRegistration } from './dates/effective-after-registration.js';
import { firstOfJanuary } from './dates/first-of-january.js';
import { registeredBeforeRegistry } from './dates/registered-before-registry.js';
import { registeredInFuture } from './dates/registered-in-future.js';
import { birthLooksLunar } from './identity/birth-looks-lunar.js';
import { documentBirthDiffers } from './identity/document-birth-differs.js';
import { documentBirthImpossible } from './identity/document-birth-impossible.js';
import { documentCheckDigit } from './identity/document-check-digit.js';
import { documentFifteenLate } from './identity/document-fifteen-late.js';
import { documentNotYetIssued } from './identity/document-not-yet-issued.js';
import { documentNumberRounded } from './identity/document-number-rounded.js';
import { documentPlaceholder } from './identity/document-placeholder.js';
import { documentRegion } from './identity/document-region.js';
import { documentSexDiffers } from './identity/document-sex-differs.js';
import { documentShape } from './identity/document-shape.js';
import { documentTypeDiffers } from './identity/document-type-differs.js';
import { partiesSwapped } from './identity/parties-swapped.js';
import { sameDocument } from './identity/same-document.js';
import { coolingOff } from './law/cooling-off.js';
import { revocationGap } from './law/revocation-gap.js';
import { alreadyInRegistry } from './load/already-in-registry.js';
import { differsFromRegistry } from './load/differs-from-registry.js';
import { duplicateInFile } from './load/duplicate-in-file.js';
import { scanDoubtful } from './load/scan-doubtful.js';
import { jurisdiction } from './office/jurisdiction.js';
import { officeNameDiffers } from './office/office-name-differs.js';
import { officeNameEra } from './office/office-name-era.js';
import { officeNotOpen } from './office/office-not-open.js';
import { officeOutsideArea } from './office/office-outside-area.js';
import { officeUnknown } from './office/office-unknown.js';
import { ageImplausible } from './parties/age-implausible.js';
import { categoryDocument } from './parties/category-document.js';
import { categoryNation } from './parties/category-nation.js';
import { effectiveUnderAge } from './parties/effective-under-age.js';
import { flagAgainstType } from './parties/flag-against-type.js';
import { lateRegistrationDates } from './parties/late-registration-dates.js';
import { maritalStatusDiffers } from './parties/marital-status-differs.js';
import { minimumAge } from './parties/minimum-age.js';
import { noMainlandParty } from './parties/no-mainland-party.js';
import { renewalNeedsDivorced } from './parties/renewal-needs-divorced.js';
import { sameName } from './parties/same-name.js';
import { birthMissing } from './presence/birth-missing.js';
import { certificateMissing } from './presence/certificate-missing.js';
import { documentMissingEarly } from './presence/document-missing-early.js';
import { documentMissing } from './presence/document-missing.js';
import { earlierRegistrationMissing } from './presence/earlier-registration-missing.js';
import { officeMissing } from './presence/office-missing.js';
import { registrationDayMissing } from './presence/registration-day-missing.js';
import { requiredMissing } from './presence/required-missing.js';
import { encodingDamaged } from './reader/encoding-damaged.js';
import { rowCutOff } from './reader/row-cut-off.js';
import { rowTooFewCells } from './reader/row-too-few-cells.js';
import { rowTooLarge } from './reader/row-too-large.js';
import { rowTooManyCells } from './reader/row-too-many-cells.js';
import { codeUnknown } from './reading/code-unknown.js';
import { dateLunar } from './reading/date-lunar.js';
import { dateUnreadable } from './reading/date-unreadable.js';
import { illegalCharacters } from './reading/illegal-characters.js';
import { nameCharacters } from './reading/name-characters.js';
import { nameDigits } from './reading/name-digits.js';
import { namePlaceholder } from './reading/name-placeholder.js';
import { nameShort } from './reading/name-short.js';
import { numberUnreadable } from './reading/number-unreadable.js';
import { opTypeUnknown } from './reading/op-type-unknown.js';
import { privateUseCharacters } from './reading/private-use-characters.js';
import { textTooLong } from './reading/text-too-long.js';

/** What a reader finds before a row has values. */
export const READER_RULES: readonly Rule[] = [encodingDamaged, rowCutOff, rowTooManyCells, rowTooFewCells, rowTooLarge];

/** What a row alone shows: cheap and grave rules first, warnings after them. */
export const ROW_RULES: readonly Rule[] = [
  requiredMissing,
  opTypeUnknown,
  dateUnreadable,
  dateLunar,
  registeredInFuture,
  registeredBeforeRegistry,
  bornAfterRegistration,
  earlierRegistrationLater,
  effectiveAfterRegistration,
  cohabitingAfterRegistration,
  coolingOff,
  documentMissing,
  documentNumberRounded,
  documentPlaceholder,
  documentShape,
  documentCheckDigit,
  documentBirthImpossible,
  sameDocument,
  partiesSwapped,
  documentSexDiffers,
  documentBirthDiffers,
  documentFifteenLate,
  documentRegion,
  minimumAge,
  certificateMissing,
  certificateCourt,
  certificateUnparsed,
  certificatePrefix,
  certificateYear,
  certificateRegion,
  officeMissing,
  officeOutsideArea,
  namePlaceholder,
  nameDigits,
  numberUnreadable,
  codeUnknown,
  textTooLong,
  illegalCharacters,
  registrationDayMissing,
  documentMissingEarly,
  birthMissing,
  earlierRegistrationMissing,
  datePlaceholder,
  firstOfJanuary,
  birthLooksLunar,
  documentNotYetIssued,
  documentTypeDiffers,
  categoryNation,
  categoryDocument,
  noMainlandParty,
  ageImplausible,
  effectiveUnderAge,
  maritalStatusDiffers,
  renewalNeedsDivorced,
  flagAgainstType,
  lateRegistrationDates,
  sameName,
  revocationGap,
  certificateFormEra,
  certificateSerialShort,
  certificateOffice,
  earlierCertificatePrefix,
  earlierCertificateSame,
  officeUnknown,
  officeNotOpen,
  officeNameDiffers,
  officeNameEra,
  jurisdiction,
  archiveYearDiffers,
  pageCountDiffers,
  scanMissing,
  nameCharacters,
  nameShort,
  privateUseCharacters,
];

/** What only the loader can find, because it knows the other rows, or the scan. */
export const LOAD_RULES: readonly Rule[] = [duplicateInFile, differsFromRegistry, alreadyInRegistry, scanDoubtful];

/** Every rule there is, in the order of the stages. */
export const RULES: readonly Rule[] = [...READER_RULES, ...ROW_RULES, ...LOAD_RULES];
