import { nameOf, type Party, type Registration } from './registration.js';

/** Columns the registry knows; the others stay silent. */
export const HEADER =
  'op_type,op_date,cert_no,old_cert_no,old_op_date,dept_code,dept_name,operator,renew_flag,' +
  'name_man,id_type_man,cert_type_man,cert_num_man,birth_man,nation_man,folk_man,marry_status_man,reg_detail_man,' +
  'name_woman,id_type_woman,cert_type_woman,cert_num_woman,birth_woman,nation_woman,folk_woman,marry_status_woman,reg_detail_woman,' +
  'doc_code,doc_year,doc_no,doc_page_num,remark\n';

/** No cell holds a comma, a quote or a line break, so none is quoted. */
export function rowText(paper: Registration, token: number): string {
  const { opType, dateText, certificate, oldCertificate, oldDateText, officeCode, officeName, operator, renewed } = paper;
  const flag = opType === 'IA' ? (renewed ? '1' : '0') : '';
  return (
    `${opType},${dateText},${certificate},${oldCertificate},${oldDateText},${officeCode},${officeName},${operator},${flag},` +
    `${partyText(paper.man)},${partyText(paper.woman)},${paper.fonds},${paper.archiveYear},${paper.volume},${paper.pages},${token}\n`
  );
}

function partyText(party: Party): string {
  const { numberText, birthText, ethnic, maritalStatus, address } = party;
  return `${nameOf(party)},1,${numberText === '' ? '' : '1'},${numberText},${birthText},156,${ethnic},${maritalStatus},${address}`;
}
