//! `S#<place>#<yyyymm>` · `<folded words>#<code>`: search by name, built from the stream. One row for each word of the
//! name and what follows it, so that a given name is found as well as a family name.

use super::{
    SCHEMA, Store, StoreError,
    dossier::Stored,
    n, s, text,
    wire::{BatchGetItemInput, BatchWriteItemInput, Call, QueryInput},
};
use aws_sdk_dynamodb::types::{KeysAndAttributes, PutRequest, WriteRequest};
use domain::{dossier::Dossier, ids::DossierCode, text::fold};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Rows are kept for two years after the filing, in seconds.
const LIFETIME: i64 = 730 * 86_400;
/// Months that a search looks back over, this one included.
const MONTHS: i32 = 3;
/// Most rows that a search shows.
const MOST: usize = 25;

impl Store {
    fn search_pk(&self, place: &str, month: &str) -> String {
        self.pk("S", &format!("{place}#{month}"))
    }

    /// Makes a dossier findable at its three places. Writing the same rows again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn index_for_search(&self, dossier: &Dossier) -> Result<(), StoreError> {
        let month = month_of(domain::calendar::day_of(dossier.submitted_at));
        let mut places = BTreeSet::from([dossier.receiving_centre.0.clone(), dossier.return_to.centre.0.clone()]);
        places.extend(dossier.resolver.as_ref().map(|resolver| resolver.agency.0.clone()));
        let names = [Some(&dossier.applicant.name), dossier.applicant.organisation.as_ref()];
        let suffixes: BTreeSet<String> = names.into_iter().flatten().flat_map(|name| suffixes(name)).collect();
        let mut writes = Vec::new();
        for place in &places {
            for suffix in &suffixes {
                let put = PutRequest::builder()
                    .item("pk", s(self.search_pk(place, &month)))
                    .item("sk", s(format!("{suffix}#{}", dossier.code)))
                    .item("sv", n(SCHEMA))
                    .item("ttl", n(dossier.submitted_at.as_second() + LIFETIME))
                    .build()
                    .map_err(|error| StoreError::Damaged(error.to_string()))?;
                writes.push(WriteRequest::builder().put_request(put).build());
            }
        }
        self.write_all(&writes).await
    }

    /// Writes or deletes rows that belong to no transaction, until the table has taken them all.
    pub(super) async fn write_all(&self, writes: &[WriteRequest]) -> Result<(), StoreError> {
        for batch in writes.chunks(25) {
            let mut left = Some(batch.to_vec());
            while let Some(writes) = left.take().filter(|writes| !writes.is_empty()) {
                let answer = BatchWriteItemInput::builder().request_items(&self.table, writes).over(&self.wire).await?;
                left = answer.unprocessed_items.and_then(|mut tables| tables.remove(&self.table));
            }
        }
        Ok(())
    }

    /// Dossiers of the last months at these places whose applicant's name has a word that begins so.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn search_by_name(
        &self,
        places: &BTreeSet<String>,
        query: &str,
        today: Date,
    ) -> Result<Vec<Stored>, StoreError> {
        let query = fold(query);
        let mut codes = Vec::new();
        for place in places {
            for back in 0..MONTHS {
                let answer = QueryInput::builder()
                    .table_name(&self.table)
                    .key_condition_expression("pk = :pk AND begins_with(sk, :query)")
                    .expression_attribute_values(":pk", s(self.search_pk(place, &month_before(today, back))))
                    .expression_attribute_values(":query", s(&query))
                    .limit(50)
                    .over(&self.wire)
                    .await?;
                for row in answer.items() {
                    let code = text(row, "sk").rsplit('#').next().map(DossierCode::from);
                    if let Some(code) = code.filter(|code| !codes.contains(code)) {
                        codes.push(code);
                    }
                }
                if codes.len() >= MOST {
                    break;
                }
            }
        }
        codes.truncate(MOST);
        self.heads(&codes).await
    }

    /// Given dossiers as they are now, the last filed first; those that are gone are left out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn heads(&self, codes: &[DossierCode]) -> Result<Vec<Stored>, StoreError> {
        let mut heads = Vec::with_capacity(codes.len());
        for batch in codes.chunks(100) {
            let mut keys = KeysAndAttributes::builder();
            for code in batch {
                keys = keys.keys(self.head_key(code));
            }
            let mut wanted = Some(keys.build().map_err(|error| StoreError::Damaged(error.to_string()))?);
            while let Some(keys) = wanted.take() {
                let answer = BatchGetItemInput::builder().request_items(&self.table, keys).over(&self.wire).await?;
                for row in answer.responses().and_then(|tables| tables.get(&self.table)).into_iter().flatten() {
                    heads.push(self.head_of(row)?);
                }
                wanted = answer.unprocessed_keys.and_then(|mut tables| tables.remove(&self.table));
            }
        }
        // By time, not by code: the ten-thousandth code of a day is longer, and would sort before the second.
        let newest = |head: &Stored| (head.dossier.submitted_at, head.dossier.code.clone());
        heads.sort_by_key(|head| std::cmp::Reverse(newest(head)));
        Ok(heads)
    }
}

/// The folded name from each of its words on.
fn suffixes(name: &str) -> Vec<String> {
    let name = fold(name).replace('#', " ");
    let words: Vec<&str> = name.split_whitespace().take(12).collect();
    (0..words.len()).map(|from| words.get(from..).unwrap_or_default().join(" ")).collect()
}

fn month_of(day: Date) -> String {
    format!("{:04}{:02}", day.year(), day.month())
}

fn month_before(day: Date, back: i32) -> String {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 - back;
    format!("{:04}{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_each_of_its_words() {
        assert_eq!(suffixes("Nguyễn Thị Hà"), ["nguyen thi ha", "thi ha", "ha"]);
    }

    #[test]
    fn months_go_back_over_the_turn_of_the_year() {
        let day: Date = "2026-01-15".parse().unwrap();
        assert_eq!((month_before(day, 0), month_before(day, 1)), ("202601".to_owned(), "202512".to_owned()));
    }
}
