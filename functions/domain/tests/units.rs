//! The unit map: 54 units, their 171 predecessors, names as people write them, agencies and centres.

use domain::{
    ids::{AgencyId, CentreId, OfficeId, UnitCode},
    unit::{Resolution, UnitKind, UnitMap},
};
use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::BTreeSet;

const TODAY: Date = date(2026, 11, 23);
const BEFORE: Date = date(2025, 6, 30);

fn raw_units() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/seed/units.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("units.json is there")).expect("it is JSON")
}

fn map() -> UnitMap {
    UnitMap::from_raw(&raw_units()).expect("the published units compile")
}

fn codes(resolution: &Resolution) -> Vec<&str> {
    resolution.candidates.iter().map(|candidate| candidate.code.as_str()).collect()
}

fn exact(map: &UnitMap, name: &str) -> Option<String> {
    map.resolve(name, TODAY).exact.map(|code| code.0)
}

#[test]
fn there_are_54_units_now_and_171_before() {
    let map = map();
    assert_eq!(map.units_on(TODAY).count(), 54);
    assert_eq!(map.units_on(date(2025, 7, 1)).count(), 54);
    assert_eq!(map.units_on(BEFORE).count(), 171);
    let kinds = |kind| map.units_on(TODAY).filter(|unit| unit.kind == kind).count();
    assert_eq!((kinds(UnitKind::Ward), kinds(UnitKind::Commune), kinds(UnitKind::SpecialZone)), (30, 22, 2));
    assert_eq!(map.units.iter().filter(|unit| unit.successors.len() > 1).count(), 12);
    let split = map.units.iter().filter(|unit| unit.successors.len() > 1);
    for unit in split {
        assert_eq!(unit.successors.iter().filter(|part| part.default).count(), 1, "{}", unit.full_name);
    }
}

#[test]
fn a_code_names_another_unit_before_and_after_the_reform() {
    let map = map();
    let code = UnitCode::from("06652");
    assert_eq!(map.unit(&code, TODAY).map(|unit| unit.full_name.as_str()), Some("Phường Hà Tu"));
    assert_eq!(map.unit(&code, BEFORE).map(|unit| unit.full_name.as_str()), Some("Phường Hà Phong"));
    let changed = raw_units()["code_reuse"]["reused_with_other_name"].as_array().expect("a list").clone();
    assert_eq!(changed.len(), 22);
    for row in changed {
        let code = UnitCode::from(row["code"].as_str().expect("a text"));
        assert_eq!(map.unit(&code, BEFORE).map(|unit| unit.full_name.as_str()), row["old_name"].as_str());
        assert_eq!(map.unit(&code, TODAY).map(|unit| unit.full_name.as_str()), row["new_name"].as_str());
    }
}

#[test]
fn an_alias_code_of_ba_che_finds_the_unit() {
    let map = map();
    assert_eq!(map.unit(&UnitCode::from("06978"), TODAY).map(|unit| unit.code.as_str()), Some("06970"));
    assert_eq!(map.unit(&UnitCode::from("99999"), TODAY), None);
}

#[test]
fn every_unit_finds_itself_by_each_way_of_writing_its_name() {
    let map = map();
    for unit in map.units_on(TODAY) {
        let ways = [
            unit.full_name.clone(),
            unit.full_name.to_uppercase(),
            domain::text::fold(&unit.full_name),
            format!("  {}, tỉnh Quảng Ninh", unit.full_name),
        ];
        for name in ways {
            let found = map.resolve(&name, TODAY);
            assert!(codes(&found).contains(&unit.code.as_str()), "{name}: {found:?}");
            assert_eq!(found.candidates[0].code, unit.code, "{name}: itself is proposed first");
        }
    }
}

#[test]
fn every_old_unit_leads_to_its_successors() {
    let map = map();
    for old in map.units_on(BEFORE) {
        let name = format!("{}, {}", old.full_name, old.district.as_deref().expect("old units have a district"));
        let found = map.resolve(&name, TODAY);
        let expected: BTreeSet<&str> = old.successors.iter().map(|part| part.code.as_str()).collect();
        assert_eq!(codes(&found).into_iter().collect::<BTreeSet<_>>(), expected, "{name}");
        let proposed = old.successors.iter().find(|part| part.default).expect("one is proposed");
        assert_eq!(found.candidates[0].code, proposed.code, "{name}");
        assert_eq!(found.ask, expected.len() > 1, "{name}");
    }
}

#[test]
fn people_write_names_without_kind_and_marks() {
    let map = map();
    for (name, code) in [
        ("Phường Hà Phong", "06652"),
        ("phường Hà Phong", "06652"),
        ("ha phong", "06652"),
        ("HÀ PHONG", "06652"),
        ("p. Hà Phong", "06652"),
        ("P.Bãi Cháy", "06673"),
        ("xa binh lieu", "06838"),
        ("TT. Cái Rồng", "06994"),
        ("đặc khu Cô Tô", "07192"),
        ("mong cai 1", "06712"),
        ("Ha\u{0300} Tu", "06652"),
        ("phu\u{031b}o\u{031b}\u{0300}ng Ha\u{0300} Tu", "06652"),
    ] {
        assert_eq!(exact(&map, name).as_deref(), Some(code), "{name}");
    }
}

#[test]
fn the_kind_decides_between_namesakes_and_without_it_somebody_is_asked() {
    let map = map();
    assert_eq!(exact(&map, "Phường Hạ Long").as_deref(), Some("06688"));
    assert_eq!(exact(&map, "Xã Hạ Long").as_deref(), Some("06994"), "old Xã Hạ Long lay in Vân Đồn");
    let both = map.resolve("Hạ Long", TODAY);
    assert!(both.ask && both.exact.is_none());
    assert_eq!(both.district.as_deref(), Some("Thành phố Hạ Long"), "the city bore the name too");
    assert_eq!(codes(&both), ["06688", "06994"]);
    let via = both.candidates[1].via.as_ref().expect("an old name");
    assert_eq!((via.old_name.as_str(), via.old_district.as_deref()), ("Xã Hạ Long", Some("Huyện Vân Đồn")));
}

#[test]
fn a_district_decides_between_namesakes() {
    let map = map();
    assert_eq!(exact(&map, "Hải Hòa, Móng Cái").as_deref(), Some("06712"));
    assert_eq!(exact(&map, "Thanh Sơn, huyện Ba Chẽ, Quảng Ninh").as_deref(), Some("06970"));
    assert_eq!(exact(&map, "Thanh Sơn, TP. Uông Bí").as_deref(), Some("06811"));
    assert!(map.resolve("Thanh Sơn", TODAY).ask);
}

#[test]
fn a_split_unit_always_asks() {
    let map = map();
    let split = map.resolve("Phường Hà Khẩu", TODAY);
    assert!(split.ask && split.exact.is_none());
    assert_eq!(codes(&split), ["06661", "06706"]);
    assert_eq!(codes(&map.resolve("Xã Hải Lạng", TODAY)), ["06886", "06799", "06970"]);
}

#[test]
fn every_old_unit_resolves_with_its_district_and_where_its_name_is_unique_without() {
    let map = map();
    let old: Vec<&domain::unit::Unit> = map.units_on(BEFORE).collect();
    assert_eq!(old.len(), 171);
    let (mut alone, mut asked) = (0, 0);
    for unit in &old {
        let district = unit.district.as_deref().expect("old units have a district");
        let place = district
            .strip_prefix("Thành phố ")
            .or(district.strip_prefix("Thị xã "))
            .or(district.strip_prefix("Huyện "));
        let place = place.expect("a district's kind is known");
        let expected: BTreeSet<&str> = unit.successors.iter().map(|part| part.code.as_str()).collect();
        let kind = unit.full_name.strip_suffix(&unit.name).expect("a full name ends with the name").trim();
        let short = match kind {
            "Phường" => "P.",
            "Xã" => "X.",
            _ => "TT ",
        };
        let plain = domain::text::fold(&unit.full_name);
        for typed in [
            format!("{}, {district}", unit.full_name),
            format!("{plain} {}", domain::text::fold(place)),
            format!("{short}{}, TP. {place}, Quảng Ninh", unit.name),
            format!("{short}{} h. {}", plain.strip_prefix(&domain::text::fold(kind)).unwrap_or_default().trim(), place),
            format!("Tổ 3, khu 5, {} ({place})", unit.full_name),
        ] {
            let found = map.resolve(&typed, TODAY);
            assert_eq!(codes(&found).into_iter().collect::<BTreeSet<_>>(), expected, "{typed}");
            assert_eq!(
                (found.ask, found.exact.is_some()),
                (expected.len() > 1, expected.len() == 1),
                "{typed}: {found:?}"
            );
        }
        // Without the district: where nothing else bears the name, old or new.
        let bearers = map.units.iter().filter(|other| other.name == unit.name).count();
        if bearers == 1 {
            let found = map.resolve(&format!("{kind} {}", unit.name), TODAY);
            assert_eq!(codes(&found).into_iter().collect::<BTreeSet<_>>(), expected, "{}", unit.full_name);
            assert_eq!(found.ask, expected.len() > 1, "{}", unit.full_name);
            alone += 1;
            asked += usize::from(found.ask);
        }
    }
    assert!(alone > 100, "{alone} names are unique");
    assert!(asked > 0, "some of them were split");
}

#[test]
fn the_twelve_split_units_always_ask_and_say_what_distinguishes_their_successors() {
    let map = map();
    let split: Vec<&domain::unit::Unit> = map.units_on(BEFORE).filter(|unit| unit.successors.len() > 1).collect();
    assert_eq!(split.len(), 12);
    for unit in split {
        let district = unit.district.as_deref().expect("old units have a district");
        for typed in [unit.full_name.clone(), unit.name.clone(), format!("{}, {district}", unit.full_name)] {
            let found = map.resolve(&typed, TODAY);
            assert!(found.ask && found.exact.is_none(), "{typed}: {found:?}");
            let notes: BTreeSet<&str> = found.candidates.iter().map(|candidate| candidate.note.vi.as_str()).collect();
            assert_eq!(notes.len(), found.candidates.len(), "{typed}: each says something else");
        }
        let found = map.resolve(&format!("{}, {district}", unit.full_name), TODAY);
        let as_then = format!("{}@2025-06-30", unit.code);
        for candidate in &found.candidates {
            let via = candidate.via.as_ref().expect("an old unit");
            assert!(via.split && via.as_then == as_then, "{via:?}");
        }
    }
    let found = map.resolve("Phường Hà Khẩu", TODAY);
    assert_eq!(
        found.candidates[1].note.vi,
        "Một phần Phường Hà Khẩu (Thành phố Hạ Long) từ ngày 01/07/2025 thuộc Phường Tuần Châu, cùng với Phường Tuần Châu, Phường Đại Yên cũ"
    );
    assert_eq!(
        map.resolve("ha phong", TODAY).candidates[0].note.en,
        "Ha Phong Ward (Ha Long City) belongs to Ha Tu Ward since 1 July 2025"
    );
}

#[test]
fn the_four_names_that_exist_twice_always_ask() {
    let map = map();
    let twice = raw_units()["old_names_used_twice"].as_array().expect("a list").clone();
    assert_eq!(twice.len(), 4);
    for row in twice {
        let name = row["name"].as_str().expect("a text");
        for typed in [name.to_owned(), domain::text::fold(name), format!("{name}, Quảng Ninh")] {
            let found = map.resolve(&typed, TODAY);
            assert!(found.ask && found.exact.is_none(), "{typed}: {found:?}");
        }
    }
}

#[test]
fn a_district_gives_its_units_and_a_city_is_not_the_ward_of_its_name() {
    let map = map();
    for typed in ["TP Hạ Long", "thanh pho ha long", "TP. HẠ LONG, Quảng Ninh", "Ha Long City"] {
        let found = map.resolve(typed, TODAY);
        assert!(found.ask && found.exact.is_none(), "{typed}");
        assert_eq!(found.candidates.len(), 13, "{typed}");
        assert_eq!(found.district.as_deref(), Some("Thành phố Hạ Long"));
        assert!(found.candidates.iter().all(|candidate| candidate.via.is_none() && !candidate.note.vi.is_empty()));
    }
    assert_eq!(map.resolve("mong cai", TODAY).candidates.len(), 6);
    assert_eq!(exact(&map, "huyện Cô Tô").as_deref(), Some("07192"), "all of it is one unit now");
    assert!(exact(&map, "Phường Cẩm Phả").is_some() && exact(&map, "p. cam pha").is_some());
    assert!(map.resolve("Cẩm Phả", TODAY).ask, "the ward of today or the city of before");
}

#[test]
fn a_place_that_contradicts_the_name_is_asked_about() {
    let map = map();
    for typed in ["Phường Hà Phong, Móng Cái", "Thanh Sơn, tỉnh Phú Thọ", "Hà Tu, Hà Nội"] {
        let found = map.resolve(typed, TODAY);
        assert!(found.ask && found.exact.is_none() && !found.candidates.is_empty(), "{typed}: {found:?}");
    }
    assert_eq!(exact(&map, "Hà Tu, Hạ Long, Quảng Ninh, Việt Nam").as_deref(), Some("06652"));
}

#[test]
fn a_code_is_found_as_answers_keep_it_and_a_house_number_is_none() {
    let map = map();
    assert_eq!(exact(&map, "06655@2025-06-30"), None, "divided");
    assert_eq!(map.resolve("06655@2025-06-30", TODAY).candidates.len(), 2);
    assert_eq!(exact(&map, "06652@2025-06-30").as_deref(), Some("06652"));
    assert_eq!(exact(&map, "06673").as_deref(), Some("06673"));
    assert_eq!(map.resolve("99999@2025-06-30", TODAY), Resolution::default());
    assert_eq!(exact(&map, "12 tổ 3, phường Hà Phong, Hạ Long").as_deref(), Some("06652"));
}

#[test]
fn the_roll_of_names_is_small_and_gives_the_same_answers() {
    let map = map();
    let roll = map.roll(TODAY);
    assert!(roll.len() < 20_000, "{} bytes", roll.len());
    let (read, today) = UnitMap::from_roll(&roll).expect("reads back");
    assert_eq!((today, read.units.len()), (TODAY, map.units.len()));
    for (read, unit) in read.units.iter().zip(&map.units) {
        assert_eq!(*read, domain::unit::Unit { demo_agency_code: None, ..unit.clone() });
    }
    for unit in &map.units {
        for typed in [unit.full_name.as_str(), unit.name.as_str(), unit.name.split(' ').next().expect("a word")] {
            assert_eq!(read.resolve(typed, TODAY), map.resolve(typed, TODAY), "{typed}");
        }
    }
    for broken in ["", "x", "20261126\tA", "20261126\tA\tB\nD\n06652", "20261399\tA\tB\n"] {
        assert!(UnitMap::from_roll(broken).is_none(), "{broken:?}");
    }
}

#[test]
fn before_the_reform_only_the_old_units_are_meant() {
    let map = map();
    let then = map.resolve("Phường Hà Khẩu", BEFORE);
    assert_eq!(then.exact, Some(UnitCode::from("06655")));
    assert_eq!(map.resolve("Phường Móng Cái 1", BEFORE).exact, None);
}

#[test]
fn a_misspelt_name_gets_suggestions_and_nonsense_gets_none() {
    let map = map();
    let wrong = map.resolve("Phường Bải Chái", TODAY);
    assert!(wrong.exact.is_none() && wrong.candidates.is_empty());
    assert_eq!(wrong.suggestions[0].code.as_str(), "06673");
    for name in ["", "   ", "phường", ",", "Quận 1 Sài Gòn xyz", &"ă".repeat(5000)] {
        let found = map.resolve(name, TODAY);
        assert!(found.exact.is_none() && found.candidates.is_empty(), "{name}");
    }
}

#[test]
fn agencies_offices_and_centres_have_names_in_both_languages() {
    let map = map();
    assert_eq!(map.agencies.len() + map.offices.len(), 48);
    let committee = AgencyId::from("06652");
    let name = map.agency_name(&committee, TODAY).expect("a name");
    assert_eq!(
        (name.vi.as_str(), name.en.as_str()),
        ("Ủy ban nhân dân phường Hà Tu", "People's Committee of Ha Tu Ward")
    );
    let economy = OfficeId::from("CX-KINHTE");
    let office = |agency: &str| map.office_name(&AgencyId::from(agency), &economy, TODAY).expect("a name").vi;
    assert_eq!(office("06838"), "Phòng Kinh tế");
    assert_eq!(office("06673"), "Phòng Kinh tế, Hạ tầng và Đô thị");
    let construction = AgencyId::from("QN-SXD");
    assert_eq!(map.agency_name(&construction, TODAY).expect("a name").vi, "Sở Xây dựng");
    assert_eq!(map.office_name(&construction, &OfficeId::from("QN-SXD"), TODAY).expect("a name").vi, "Sở Xây dựng");
    let centre = map.centre_name(&CentreId::from("06652"), TODAY).expect("a name");
    assert_eq!(centre.vi, "Trung tâm Phục vụ hành chính công phường Hà Tu");
    assert_eq!(map.centres(TODAY).len(), 55);
    for centre in map.centres(TODAY) {
        assert!(map.is_centre(&centre, TODAY) && map.centre_name(&centre, TODAY).is_some(), "{centre}");
    }
    assert!(!map.is_centre(&CentreId::from("QN-SXD"), TODAY) && map.centre_name(&"QN-SXD".into(), TODAY).is_none());
    assert!(!map.is_centre(&CentreId::from("06655"), TODAY));
}

#[test]
fn dossier_codes_take_the_code_of_the_agency() {
    let map = map();
    assert_eq!(map.agency_code(&AgencyId::from("06652"), TODAY), Some("H49.901"));
    assert_eq!(map.agency_code(&AgencyId::from("QN-SXD"), TODAY), Some("H49.809"));
    assert_eq!(map.agency_code(&AgencyId::from("QN-VPDKDD-HALONG"), TODAY), Some("H49.821.01"));
    assert_eq!(map.agency_code(&AgencyId::from("nobody"), TODAY), None);
    assert_eq!(map.province_code, "H49");
    let codes: BTreeSet<&str> = map.units_on(TODAY).filter_map(|unit| unit.demo_agency_code.as_deref()).collect();
    assert_eq!(codes.len(), 54);
}

#[test]
fn every_unit_has_exactly_one_land_branch() {
    let map = map();
    for unit in map.units_on(TODAY) {
        let serving = map.agencies.iter().filter(|agency| agency.serves_units.contains(&unit.code)).count();
        assert_eq!(serving, 1, "{}", unit.full_name);
    }
    let unit = map.unit(&UnitCode::from("06673"), TODAY).expect("Bãi Cháy");
    let branch = map.land_branch(unit).expect("a branch");
    assert_eq!(branch.id.as_str(), "QN-VPDKDD-HALONG");
}

#[test]
fn the_browsers_list_is_small() {
    let list = map().summaries(TODAY);
    assert_eq!(list.len(), 54);
    let bytes = serde_json::to_vec(&list).expect("serialises").len();
    assert!(bytes < 6_000, "{bytes} bytes");
    let names: Vec<&str> = list.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names[..2], ["An Sinh", "Ba Chẽ"]);
}

#[test]
fn the_map_survives_its_json_and_broken_data_are_refused() {
    let map = map();
    let json = serde_json::to_string(&map).expect("serialises");
    assert_eq!(serde_json::from_str::<UnitMap>(&json).expect("reads back"), map);
    let mut raw = raw_units();
    raw["units"][3]["type"] = "quan".into();
    assert_eq!(UnitMap::from_raw(&raw).expect_err("refused").at, "units[3].type");
    let mut raw = raw_units();
    raw["split_old_units"][0]["successors"][0]["code"] = "06652".into();
    assert!(UnitMap::from_raw(&raw).is_err());
}
