// What the people of the three journeys have to say, as the API has it.
import type { Answers } from "./form.ts";
import { day } from "./days.ts";

const HA_TU = "06652";
const BINH_LIEU = "06838";
const BAI_CHAY = "06673";

let serial = Math.floor(Date.now() / 1000) % 100_000;

/** A number that no other dossier of this run has. */
export function number(): number {
  serial += 1;
  return serial * 10 + Number(process.env.TEST_PARALLEL_INDEX ?? 0);
}

/** A child of Lan (account cd-lan), born ten days ago: in time, no fee. */
export function birth(): Answers {
  const home = { unit_code: HA_TU, detail: "Số 12, tổ 3, khu 5" };
  return {
    applicant_kind: "citizen",
    requester_full_name: "Nguyễn Thị Lan",
    requester_dob: "1996-03-08",
    requester_id_number: "022196001234",
    requester_phone: "0912345678",
    requester_residence: home,
    requester_relation: "mother",
    case_type: "ordinary",
    registration_place: HA_TU,
    child_full_name: "Trần Gia An",
    child_dob: day(-10),
    child_gender: "female",
    child_ethnicity: "Kinh",
    child_nationality: "VN",
    child_birth_place: "Bệnh viện Sản Nhi Quảng Ninh",
    child_hometown: "Hạ Long, Quảng Ninh",
    birth_paper_number: `${number()}/GCS`,
    mother_known: true,
    mother_full_name: "Nguyễn Thị Lan",
    mother_dob: "1996-03-08",
    mother_id_kind: "citizen",
    mother_id_number: "022196001234",
    mother_ethnicity: "Kinh",
    mother_nationality: "VN",
    mother_residence: home,
    father_declared: true,
    father_full_name: "Trần Văn Hòa",
    father_dob: "1993-11-02",
    father_id_kind: "citizen",
    father_id_number: "022093004321",
    father_ethnicity: "Kinh",
    father_nationality: "VN",
    father_residence: home,
    parents_married: true,
    marriage_cert_number: "15/2022",
    declaration: true,
  };
}

/** A shop in Bãi Cháy whose owner lives in Bình Liêu and has no account. */
export function shop(owner = "Lục Thị Mây"): Answers {
  const [home, id] = [{ unit_code: BINH_LIEU, detail: "Thôn Nà Làng" }, "022188005678"];
  return {
    applicant_kind: "citizen",
    requester_full_name: owner,
    requester_dob: "1988-05-20",
    requester_id_number: id,
    requester_phone: "0987000111",
    requester_residence: home,
    business_name: `Hộ kinh doanh Mây Núi ${number()}`,
    business_address: { unit_code: BAI_CHAY, detail: "Số 8, đường Hạ Long" },
    main_business_line: "4711",
    business_lines: [{ vsic_code: "4711", description: "Bán lẻ tạp hóa" }],
    capital: 150000000,
    employees: 2,
    owner_type: "individual",
    tax_address_same: true,
    owner_full_name: owner,
    owner_dob: "1988-05-20",
    owner_id_kind: "citizen",
    owner_id_number: id,
    owner_ethnicity: "Tày",
    owner_nationality: "VN",
    owner_residence: home,
    declaration: true,
  };
}

/** The badge of a company of Cẩm Phả, brought by an employee with a mandate. */
export function badge(): Answers {
  return {
    applicant_kind: "organisation",
    requester_full_name: "Trần Văn Hùng",
    organisation_name: "Công ty TNHH Vận tải Ví Dụ",
    enterprise_code: "5700000001",
    representative_role: "authorised",
    mandate_number: "12/UQ",
    requester_phone: "0987654321",
    requester_residence: { unit_code: "06793", detail: "Số 1, đường Trần Phú" },
    subject: `Cấp phù hiệu xe hợp đồng 14B-${number()}`,
    states_paper_1: false,
    declaration: true,
  };
}
