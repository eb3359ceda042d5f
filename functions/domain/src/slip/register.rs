//! Form 07: the register of the dossiers of one place and period (R16).

use super::{
    head::{above, centre, resolving},
    sheet::{Block, Column, Sheet, SheetHead, Table},
    words,
};
use crate::{
    calendar::day_of,
    dossier::{Dossier, State, state::DecisionKind},
    ids::{AgencyId, CentreId, DossierCode},
    unit::UnitMap,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form07 {
    pub parent_agency_name: Option<String>,
    pub agency_name: String,
    /// First and last day of reception.
    pub from: Date,
    pub to: Date,
    pub rows: Vec<RegisterRow>,
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    pub no: u32,
    pub dossier_code: DossierCode,
    pub procedure_name: String,
    pub number_of_sets: u8,
    pub applicant_name: String,
    pub address_phone: String,
    pub resolving_agency: String,
    pub received_at: String,
    pub due_at: String,
    pub returned_at: String,
    pub return_method: String,
    /// Who received the result.
    pub receiver_signature: String,
    pub note: String,
}

/// Whose register it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// Of what a centre received.
    Centre(CentreId),
    /// Of what an agency resolves.
    Agency(AgencyId),
}

impl Keeper {
    /// The keeper to whom a desk (`TT-06652`, `06652/CX-VP`) belongs; none for the coordination queue, which keeps none.
    #[must_use]
    pub fn of_desk(desk: &str) -> Option<Self> {
        match desk.strip_prefix("TT-") {
            Some(centre) => Some(Self::Centre(CentreId::from(centre))),
            None => desk.split_once('/').map(|(agency, _)| Self::Agency(AgencyId::from(agency))),
        }
    }

    /// Everybody in whose register the dossier stands.
    pub fn of(dossier: &Dossier) -> impl Iterator<Item = Self> {
        let agency = dossier.resolver.as_ref().map(|resolver| Self::Agency(resolver.agency.clone()));
        std::iter::once(Self::Centre(dossier.receiving_centre.clone())).chain(agency)
    }

    pub(super) fn names(&self, units: &UnitMap, on: Date) -> (Option<String>, String) {
        match self {
            Self::Centre(id) => {
                let keeper = centre(units, id, on);
                (keeper.parent, keeper.name)
            }
            Self::Agency(id) => (above(units, id.as_str(), on), units.agency_name(id, on).unwrap_or_default().vi),
        }
    }
}

/// A dossier with what its head does not have.
pub struct Subject<'a> {
    pub dossier: &'a Dossier,
    pub procedure_name: &'a str,
    /// The applicant's address in words.
    pub address: &'a str,
}

impl Form07 {
    /// The register of a keeper, by time of reception. Dossiers that were never accepted, those of other days and those
    /// that are not (any more) the keeper's are left out.
    #[must_use]
    pub fn of(
        keeper: &Keeper,
        (from, to): (Date, Date),
        subjects: &[Subject<'_>],
        units: &UnitMap,
        now: Timestamp,
    ) -> Self {
        let received = |subject: &Subject<'_>| subject.dossier.clock.started().map(|started| started.received_at);
        let mut listed: Vec<(Timestamp, &Subject<'_>)> = subjects
            .iter()
            .filter(|subject| Keeper::of(subject.dossier).any(|one| one == *keeper))
            .filter_map(|subject| Some((received(subject)?, subject)))
            .filter(|(at, _)| (from..=to).contains(&day_of(*at)))
            .collect();
        listed.sort_by(|(at, subject), (other_at, other)| {
            at.cmp(other_at).then_with(|| subject.dossier.code.cmp(&other.dossier.code))
        });
        let rows = listed.iter().zip(1..).map(|((at, subject), no)| row(no, *at, subject, keeper, units, now));
        let (parent, name) = keeper.names(units, to);
        Self { parent_agency_name: parent, agency_name: name, from, to, rows: rows.collect() }
    }
}

fn row(
    no: u32,
    received_at: Timestamp,
    subject: &Subject<'_>,
    keeper: &Keeper,
    units: &UnitMap,
    now: Timestamp,
) -> RegisterRow {
    let dossier = subject.dossier;
    let on = day_of(now);
    let applicant = &dossier.applicant;
    let receiver = match &dossier.state {
        State::Returned { receiver, .. } => Some(receiver),
        _ => None,
    };
    let parts = [subject.address, applicant.phone.as_deref().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    RegisterRow {
        no,
        dossier_code: dossier.code.clone(),
        procedure_name: subject.procedure_name.to_owned(),
        number_of_sets: 1,
        applicant_name: match &applicant.organisation {
            Some(organisation) => format!("{organisation} ({})", applicant.name),
            None => applicant.name.clone(),
        },
        address_phone: parts.join("; "),
        resolving_agency: resolving(dossier.resolver.as_ref(), units, on).unwrap_or_default(),
        received_at: words::short_moment(received_at),
        due_at: dossier.clock.due_at().map(words::short_moment).unwrap_or_default(),
        returned_at: receiver.map(|receiver| words::short_moment(receiver.at)).unwrap_or_default(),
        return_method: words::return_method(dossier.return_to.method).to_owned(),
        receiver_signature: receiver
            .map(|receiver| match &receiver.proxy {
                Some(proxy) => format!("{} (ủy quyền: {proxy})", receiver.name),
                None => receiver.name.clone(),
            })
            .unwrap_or_default(),
        note: note(dossier, keeper, units, now),
    }
}

/// What is to be known besides, with where an open dossier lies now if that is not the keeper's own house.
fn note(dossier: &Dossier, keeper: &Keeper, units: &UnitMap, now: Timestamp) -> String {
    let holder = dossier.holder();
    let elsewhere = !dossier.state.name().is_final() && Keeper::of_desk(holder.as_str()).as_ref() != Some(keeper);
    let place = elsewhere.then(|| units.desk_name(holder.as_str(), day_of(now))).flatten();
    let denied = dossier.state.result().is_some_and(|result| result.decision == DecisionKind::Denial);
    [
        (denied, "Không giải quyết"),
        (dossier.state.supplement().is_some(), "Chờ bổ sung"),
        (dossier.clock.is_late(now), "Quá hạn"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, words)| words.to_owned())
    .chain(place.map(|place| ["Đang ở: ", &place.vi].concat()))
    .collect::<Vec<_>>()
    .join("; ")
}

/// The columns in the order of [`RegisterRow::cells`].
pub(super) const COLUMNS: [Column; 13] = [
    Column::centred("STT", 3),
    Column::centred("Mã hồ sơ", 13),
    Column::text("Tên thủ tục hành chính", 10),
    Column::centred("Số bộ", 3),
    Column::text("Tên cá nhân, tổ chức", 9),
    Column::text("Địa chỉ, số điện thoại", 10),
    Column::text("Cơ quan giải quyết", 10),
    Column::centred("Nhận hồ sơ", 7),
    Column::centred("Hẹn trả kết quả", 7),
    Column::centred("Trả kết quả", 7),
    Column::text("Phương thức nhận kết quả", 7),
    Column::text("Người nhận (ký nhận)", 7),
    Column::text("Ghi chú", 9),
];

impl RegisterRow {
    pub(super) fn cells(&self) -> [String; 13] {
        [
            self.no.to_string(),
            self.dossier_code.0.clone(),
            self.procedure_name.clone(),
            self.number_of_sets.to_string(),
            self.applicant_name.clone(),
            self.address_phone.clone(),
            self.resolving_agency.clone(),
            self.received_at.clone(),
            self.due_at.clone(),
            self.returned_at.clone(),
            self.return_method.clone(),
            self.receiver_signature.clone(),
            self.note.clone(),
        ]
    }
}

pub(super) fn sheet(form: &Form07) -> Sheet {
    let rows = form.rows.iter().map(|row| row.cells().to_vec()).collect();
    Sheet {
        kind: "Mẫu số 07".to_owned(),
        title: "SỔ THEO DÕI HỒ SƠ".to_owned(),
        subtitle: format!("Tiếp nhận từ ngày {} đến ngày {}", words::day(form.from), words::day(form.to)),
        head: SheetHead::new(form.parent_agency_name.as_deref(), &form.agency_name, None, None),
        blocks: vec![Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows })],
        landscape: true,
    }
}
