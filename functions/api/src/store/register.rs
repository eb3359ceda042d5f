//! `RG#<keeper>#<yyyymm>` · `<received>#<code>`, the keeper being `TT-<centre>` or an agency: the register (form 07), built from the stream. A line for the centre
//! that received a dossier and one for the agency that resolves it; what changes is read from the heads.

use super::{
    Store, StoreError, s, sortable, text,
    wire::{Call, QueryInput},
};
use domain::{
    dossier::{Dossier, head::centre_desk},
    ids::DossierCode,
    slip::{Keeper, certification::CertifiedPaper},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a line has that a head has not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The applicant's address in words.
    pub address: String,
    /// What the certification register says of each paper; none in lines of other procedures, and in those from before
    /// this was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certified: Vec<CertifiedPaper>,
}

impl Store {
    fn register_pk(&self, keeper: &Keeper, day: Date) -> String {
        // A commune's centre and its committee have one code.
        let keeper = match keeper {
            Keeper::Centre(centre) => centre_desk(centre).0,
            Keeper::Agency(agency) => agency.0.clone(),
        };
        self.pk("RG", &format!("{keeper}#{:04}{:02}", day.year(), day.month()))
    }

    /// Enters an accepted dossier at its centre and its agency. Writing it again changes nothing but what the form says.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn enter_in_register(
        &self,
        dossier: &Dossier,
        received_at: Timestamp,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        for keeper in Keeper::of(dossier) {
            let pk = self.register_pk(&keeper, domain::calendar::day_of(received_at));
            let sk = format!("{}#{}", sortable(received_at), dossier.code);
            self.put_whole(pk, sk, entry).await?;
        }
        Ok(())
    }

    /// The lines of a keeper from one instant to another, by time of reception; at most `most` and one more, so that the
    /// caller can tell that there are too many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn register(
        &self,
        keeper: &Keeper,
        (from, to): (Date, Date),
        (begin, end): (Timestamp, Timestamp),
        most: usize,
    ) -> Result<Vec<(DossierCode, Entry)>, StoreError> {
        let mut lines = Vec::new();
        for month in months(from, to) {
            let pk = self.register_pk(keeper, month);
            let query = QueryInput::builder()
                .table_name(&self.table)
                .key_condition_expression("pk = :pk AND sk BETWEEN :begin AND :end")
                .expression_attribute_values(":pk", s(&pk))
                .expression_attribute_values(":begin", s(sortable(begin)))
                .expression_attribute_values(":end", s(format!("{}~", sortable(end))));
            let mut start = None;
            loop {
                let page = query.clone().set_exclusive_start_key(start).over(&self.wire).await?;
                for row in page.items() {
                    let sk = text(row, "sk");
                    if let Some((_, code)) = sk.split_once('#') {
                        lines.push((DossierCode::from(code), self.read_body(row, &format!("{pk}#{sk}"))?));
                    }
                    if lines.len() > most {
                        return Ok(lines);
                    }
                }
                start = page.last_evaluated_key;
                if start.is_none() {
                    break;
                }
            }
        }
        Ok(lines)
    }
}

/// The first day of each month that the period touches.
fn months(from: Date, to: Date) -> Vec<Date> {
    let mut months = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        months.push(month);
        match month.last_of_month().tomorrow() {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_touches_its_months_and_no_other() {
        assert_eq!(months(date(2026, 11, 23), date(2026, 11, 23)), [date(2026, 11, 1)]);
        assert_eq!(months(date(2026, 12, 31), date(2027, 1, 1)), [date(2026, 12, 1), date(2027, 1, 1)]);
        assert_eq!(months(date(2026, 12, 2), date(2026, 12, 1)), [date(2026, 12, 1)]);
    }
}
