import type { RowValues } from '../../domain/registration.js';

/**
 * The values of a row from a list in the order of `FIELDS`. Written out, because an object made by one literal has one
 * shape for all rows, and every rule reads its values several times faster than from one filled key by key.
 */
export function rowValues(list: readonly string[]): RowValues {
  return {
    op_type: list[0] ?? '',
    op_date: list[1] ?? '',
    effective_date: list[2] ?? '',
    cert_no: list[3] ?? '',
    old_cert_no: list[4] ?? '',
    old_op_date: list[5] ?? '',
    dept_code: list[6] ?? '',
    dept_name: list[7] ?? '',
    operator: list[8] ?? '',
    renew_flag: list[9] ?? '',
    remedy_flag: list[10] ?? '',
    cohabit_date: list[11] ?? '',
    name_man: list[12] ?? '',
    id_type_man: list[13] ?? '',
    cert_type_man: list[14] ?? '',
    cert_num_man: list[15] ?? '',
    birth_man: list[16] ?? '',
    nation_man: list[17] ?? '',
    folk_man: list[18] ?? '',
    job_man: list[19] ?? '',
    degree_man: list[20] ?? '',
    marry_status_man: list[21] ?? '',
    reg_detail_man: list[22] ?? '',
    name_woman: list[23] ?? '',
    id_type_woman: list[24] ?? '',
    cert_type_woman: list[25] ?? '',
    cert_num_woman: list[26] ?? '',
    birth_woman: list[27] ?? '',
    nation_woman: list[28] ?? '',
    folk_woman: list[29] ?? '',
    job_woman: list[30] ?? '',
    degree_woman: list[31] ?? '',
    marry_status_woman: list[32] ?? '',
    reg_detail_woman: list[33] ?? '',
    print_num_man: list[34] ?? '',
    print_num_woman: list[35] ?? '',
    doc_code: list[36] ?? '',
    doc_year: list[37] ?? '',
    doc_no: list[38] ?? '',
    doc_page_num: list[39] ?? '',
    scan_files: list[40] ?? '',
    remark: list[41] ?? '',
  };
}
