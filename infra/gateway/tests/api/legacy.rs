//! Dossiers of an old system: a dry run, wrong lines of each kind, an interruption, a repetition, and what staff and
//! citizens see of them.

use crate::common::{
    host::host,
    people::{person, stranger},
    world::World,
};
use domain::{
    dossier::{Event, StateName},
    legacy::ColumnMap,
};
use gateway::import::{Import, Tally, run};
use serde_json::Value;
use std::io::{Error, Read};

const HEADING: &str = "Mã hồ sơ,Thủ tục,Người nộp,Số CCCD,Điện thoại,Tổ chức,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái,Ngày có kết quả,Đơn vị giải quyết,Nơi tiếp nhận,Nội dung,Số kết quả,Quá trình xử lý,Số tờ";

fn map() -> ColumnMap {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../legacy/example.json");
    let raw: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    ColumnMap::from_raw(&raw).unwrap()
}

/// A line that can be taken: at Hà Phong, which is Hà Tu today.
fn line(code: &str, unit: &str) -> String {
    format!(
        "{code},Đăng ký khai sinh,Nguyễn Thị Mẫu,022196000001,0912345678,,02/06/2025,04/12/2026,Đang xử lý,,\"{unit}\",,\"Khai sinh, con thứ hai\",,\"02/06 tiếp nhận\n03/06 chuyển tư pháp\",2"
    )
}

fn take(world: &World, file: impl Read, dry: bool) -> (Result<Tally, String>, String) {
    let (map, mut report) = (map(), Vec::new());
    let import = Import { api: &world.api, map: &map, dry };
    let tally = host().wait(run(&import, file, &mut report, |_| ())).map_err(|error| error.to_string());
    (tally, String::from_utf8(report).unwrap())
}

fn file(lines: &[String]) -> String {
    format!("{HEADING}\n{}\n", lines.join("\n"))
}

/// One dossier under an old code, taken in; gives the code that it has here.
pub fn one_line(world: &World, code: &str) -> String {
    let (tally, report) = take(world, file(&[line(code, "Hà Phong, Hạ Long")]).as_bytes(), false);
    assert_eq!(tally.map(|tally| tally.entered), Ok(1), "{report}");
    let code = report.lines().nth(1).and_then(|line| line.rsplit(',').next());
    code.unwrap().to_owned()
}

#[test]
fn a_dry_run_says_what_would_become_of_each_line_and_writes_nothing() {
    let world = World::at("legacy-dry", "2026-12-01T09:00");
    let text = file(&[
        line("000.00.12.H49-250602-0001", "Hà Phong, Hạ Long"),
        line("000.00.12.H49-250602-0002", "Phường Hà Khẩu"),
    ]);
    let (tally, report) = take(&world, text.as_bytes(), true);
    assert_eq!(tally, Ok(Tally { lines: 2, entered: 2, doubtful: 1, ..Tally::default() }));
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "\u{feff}Dòng,Mã cũ,Kết quả,Lý do,Mã hồ sơ");
    assert_eq!(lines[1], "2,000.00.12.H49-250602-0001,sẽ nhập,,000.00.12.H49-250602-0001");
    assert!(lines[2].contains("chuyển bộ phận điều phối thẩm quyền"), "{}", lines[2]);
    let code = "000.00.12.H49-250602-0001".into();
    assert!(host().wait(world.api.store.dossier(&code)).unwrap().is_none());
}

#[test]
fn a_code_of_a_unit_means_what_it_meant_when_the_line_was_received() {
    let world = World::at("legacy-codes", "2026-12-01T09:00");
    // 06820 was Trưng Vương, which was divided; today it is Vàng Danh's.
    let (tally, report) = take(&world, file(&[line("000.00.12.H49-250602-0041", "06820")]).as_bytes(), true);
    assert_eq!(tally, Ok(Tally { lines: 1, entered: 1, doubtful: 1, ..Tally::default() }), "{report}");
}

#[test]
fn an_imported_dossier_is_found_taken_over_and_explains_where_it_came_from() {
    let world = World::at("legacy", "2026-12-01T09:00");
    let old = "000.00.12.H49-250602-0101";
    // Semicolons, the mark at the beginning, an odd old code, and headings in another order do as well.
    let text = format!(
        "\u{feff}TRANG THAI;Đơn vị giải quyết;Mã hồ sơ;Thủ tục;Người nộp;Ngày tiếp nhận;Ngày có kết quả;Số CCCD;Điện thoại;Tổ chức;Ngày hẹn trả;Nơi tiếp nhận;Nội dung;Số kết quả;Quá trình xử lý;Số tờ;Ghi chú riêng\n\
         Đang xử lý;ha phong ha long;{old};1.001193;Nguyễn Thị Mẫu;02/06/2025 14:30;;022196000001;0912345678;;05/12/2026;;Khai sinh;;\"02/06 tiếp nhận\";2;x\n\
         Đã có kết quả;Phường Hà Tu;HL/2025_77;đăng ký khai sinh;Trần Văn Mẫu;02/06/2025;04/06/2025;;;;;;;15/2025;;;\n"
    );
    let (tally, report) = take(&world, text.as_bytes(), false);
    assert_eq!(tally, Ok(Tally { lines: 2, entered: 2, ..Tally::default() }), "{report}");
    world.settle(old);

    let found = world.stored(old);
    let dossier = &found.stored.dossier;
    assert_eq!(dossier.state.name(), StateName::InTransfer);
    assert_eq!(dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str()), Some("06652"));
    assert_eq!(dossier.submitted_at, crate::common::world::at("2025-06-02T14:30"));
    assert_eq!(dossier.clock.due_at(), Some(crate::common::world::at("2026-12-05T17:00")));
    // A date that no count gives (a Saturday) stays; one that a count gives explains itself.
    assert!(dossier.clock.started().is_some_and(|started| started.time.is_none()));
    assert_eq!(dossier.applicant.id_masked.as_deref().map(|masked| masked.contains("022196000001")), Some(false));
    let actions: Vec<&str> = found.events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["import_legacy", "import_original"]);
    assert_eq!(found.events[1].reason.as_deref(), Some("Quá trình ở hệ thống cũ: 02/06 tiếp nhận"));
    chain_holds(&found.events, &found.stored.tail);

    // The office of today finds it by its old code, reads why it is here, and takes it over.
    let head = person(&world, "tp-vp-hatu");
    let row = head.get(&format!("/api/staff/search?q={old}")).expect(200).json();
    assert_eq!(row["rows"][0]["code"], old);
    let view = head.get(&format!("/api/staff/dossiers/{old}")).expect(200).json();
    assert_eq!(view["because"][0]["vi"], "Nơi này trước đây là ha phong ha long, nay là Phường Hà Tu.");
    assert!(!view["history"].to_string().contains("022196000001"), "the line is fetched, not shown with the history");
    let original = head.get(&format!("/api/staff/dossiers/{old}/original")).expect(200);
    let original = String::from_utf8(original.body.clone()).unwrap();
    assert!(
        original.starts_with('\u{feff}') && original.contains("Ghi chú riêng\r\n") && original.ends_with(",2,x\r\n"),
        "{original}"
    );
    person(&world, "tn-binhlieu").get(&format!("/api/staff/dossiers/{old}/original")).refused(404, "not_found");
    let offered: Vec<&str> = view["allowed"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(offered.contains(&"receive"), "{offered:?}");

    // The other has a code that follows from its own, and is found by that; its result waits at the centre.
    let by_old = "HL/2025_77".into();
    let code = report.lines().nth(2).and_then(|line| line.rsplit(',').next()).unwrap().to_owned();
    assert!(code.starts_with("NC-"), "{report}");
    world.settle(&code);
    let kept = host().wait(world.api.store.by_old_code(&by_old)).unwrap();
    assert_eq!(kept.map(|code| code.0), Some(code.clone()));
    assert_eq!(world.stored(&code).stored.dossier.state.name(), StateName::Done);
    person(&world, "tn-hatu").get(&format!("/api/staff/dossiers/{code}")).expect(200);
    // Nobody is written to.
    let notices = host().wait(world.api.store.notices(jiff::civil::date(2026, 12, 1))).unwrap();
    assert!(notices.is_empty());
    stranger(&world).get(&format!("/api/staff/dossiers/{code}/original")).refused(401, "no_session");
}

fn chain_holds(events: &[Event], tail: &str) {
    let hash =
        events.iter().fold(String::new(), |before, event| api::store::dossier::event_hash(&before, event).unwrap());
    assert_eq!(hash, tail);
}

#[test]
fn a_doubtful_place_lies_at_the_coordination_desk_with_a_proposal() {
    let world = World::at("legacy-doubtful", "2026-12-01T09:00");
    let code = "000.00.12.H49-250602-0201";
    let (tally, _) = take(&world, file(&[line(code, "Phường Hà Khẩu")]).as_bytes(), false);
    assert_eq!(tally.map(|tally| tally.doubtful), Ok(1));
    world.settle(code);
    let coordinator = person(&world, "dp-tinh");
    let view = coordinator.get(&format!("/api/staff/dossiers/{code}")).expect(200).json();
    assert_eq!(view["dossier"]["state"]["name"], "awaiting_competence");
    assert_eq!(view["dossier"]["state"]["proposed"], "06661");
    // The promised day is counted like any other, so that a pause can move it.
    let stored = world.stored(code).stored.dossier;
    assert_eq!(stored.clock.due_at(), Some(crate::common::world::at("2026-12-04T17:00")));
    assert!(stored.clock.started().is_some_and(|started| started.time.is_some()));
    assert_eq!(view["due"]["due_on"], "2026-12-04");
    assert!(view["due"]["steps"].as_array().is_some_and(|steps| steps.len() > 2), "{}", view["due"]);
    let reason = "Đối chiếu sổ địa giới: thuộc phường Việt Hưng.";
    let input = serde_json::json!({ "agency": "06661", "reason": reason });
    let decided = coordinator.act(code, "decide_competence", 2, &input).expect(200).json();
    assert_eq!(decided["dossier"]["state"]["name"], "in_transfer");
    assert_eq!(decided["dossier"]["resolver"]["agency"], "06661");
}

#[test]
fn every_kind_of_wrong_line_is_reported_with_all_its_reasons() {
    let world = World::at("legacy-wrong", "2026-12-01T09:00");
    let good = line("000.00.12.H49-250602-0301", "Hà Phong");
    let change = |from: &str, to: &str| {
        good.replacen(from, to, 1).replace("-0301", &format!("-{:04}", 400 + from.len() + to.len() * 31))
    };
    let cases = [
        (good.clone(), ""),
        (good.clone(), "mã hồ sơ trùng với dòng 2"),
        (change("000.00.12.H49-250602-0301", ""), "cột \"\"Mã hồ sơ\"\" để trống"),
        (change("000.00.12.H49-250602-0301", "MÃ SỐ 1"), "mã hồ sơ có ký tự không dùng trong mã"),
        (change("Đăng ký khai sinh", "Đăng ký bay"), "không có thủ tục \"\"Đăng ký bay\"\""),
        (change("Nguyễn Thị Mẫu", ""), "cột \"\"Người nộp\"\" để trống"),
        (change("022196000001", "0221"), "số định danh phải có 9 hoặc 12 chữ số"),
        (change("02/06/2025", "2025-06-02"), "không phải ngày dd/mm/yyyy"),
        (change("02/06/2025", "02/06/2027"), "ngày chưa đến"),
        (change("04/12/2026", "01/06/2025"), "ngày hẹn trả trước ngày tiếp nhận"),
        (change("Đang xử lý", "Đang mơ"), "bảng cột chưa có trạng thái \"\"Đang mơ\"\""),
        (change("Đang xử lý", "Đã trả"), "hồ sơ đã xong nhưng cột \"\"Ngày có kết quả\"\" để trống"),
        (change("Đang xử lý,,", "Đã trả,01/06/2025,"), "ngày có kết quả trước ngày tiếp nhận"),
        (change("Hà Phong", "Phường Hà Phomg"), "có phải: Phường Hà Tu"),
        (change("Hà Phong", "Xứ Thần Tiên"), "không có đơn vị nào tên \"\"Xứ Thần Tiên\"\""),
        (change(",2", ",hai"), "số tờ \"\"hai\"\" không phải số"),
        ("a,b,c".to_owned(), "dòng có 3 ô, phải có 16 ô"),
        (change("Nguyễn Thị Mẫu", &"ă".repeat(400)), "cột \"\"Người nộp\"\" quá dài hoặc có ký tự lạ"),
    ];
    let mut bytes = file(&cases.iter().map(|(line, _)| line.clone()).collect::<Vec<_>>()).into_bytes();
    bytes.extend(b"\xff\xfe,x,y,,,,,,,,,,,,,\n");
    let (tally, report) = take(&world, bytes.as_slice(), false);
    let tally = tally.unwrap();
    assert_eq!((tally.entered, tally.wrong), (1, cases.len() as u64), "{report}");
    let lines: Vec<&str> = report.lines().skip(1).collect();
    for ((_, reason), line) in cases.iter().zip(&lines) {
        assert!(line.contains(reason), "{reason}: {line}");
    }
    assert!(lines.last().unwrap().contains("không phải UTF-8"), "{report}");
    // Personal details are not repeated.
    assert!(!report.contains("0221") && !report.contains("Nguyễn"), "{report}");

    for (text, reason) in [
        (String::new(), "tệp trống"),
        (HEADING.replace("Người nộp", "Người"), "tệp không có cột \"Người nộp\""),
        (HEADING.replace("Tổ chức", "Nội dung"), "cột \"Nội dung\" có hai lần"),
    ] {
        let (refused, _) = take(&world, text.as_bytes(), false);
        assert!(refused.as_ref().is_err_and(|words| words.contains(reason)), "{refused:?}");
    }
}

/// A file whose disk fails after so many bytes.
struct Broken<'a>(&'a [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(Error::other("the disk is gone"));
        }
        self.0.read(into)
    }
}

#[test]
fn an_import_that_breaks_off_is_run_again_without_doubling_anything() {
    let world = World::at("legacy-again", "2026-12-01T09:00");
    let lines: Vec<String> =
        (0..400).map(|at| line(&format!("000.00.12.H49-250602-{:04}", 1000 + at), "Hà Phong, Hạ Long")).collect();
    let text = file(&lines);
    let (broken, _) = take(&world, Broken(&text.as_bytes()[..text.len() / 2]), false);
    assert!(broken.is_err_and(|words| words.contains("the disk is gone")));
    let again = take(&world, text.as_bytes(), false).0.unwrap();
    assert!(again.known > 100 && again.entered > 100 && again.known + again.entered == 400, "{again:?}");
    let once_more = take(&world, text.as_bytes(), false).0.unwrap();
    assert_eq!(once_more, Tally { lines: 400, known: 400, ..Tally::default() });
    for at in [0, 199, 399] {
        assert_eq!(world.stored(&format!("000.00.12.H49-250602-{:04}", 1000 + at)).events.len(), 2);
    }
    // A line that says something else now is told, and the dossier stays.
    let (changed, report) = take(&world, text.replace("con thứ hai", "con thứ ba").as_bytes(), false);
    assert_eq!(changed.map(|tally| tally.changed), Ok(400));
    assert!(report.contains("khác với lần nhập trước"));
    // Another system's dossier with a code that is taken is not let in.
    let mut other = map();
    other.source = "he-thong-khac".to_owned();
    let mut report = Vec::new();
    let import = Import { api: &world.api, map: &other, dry: false };
    let tally = host().wait(run(&import, text.as_bytes(), &mut report, |_| ())).unwrap();
    assert_eq!((tally.wrong, tally.entered), (400, 0));
}
