//! Ratings: `RATE#<return centre>#<yyyymm>` · random id. Neither key nor body names the dossier, so that nobody can tell
//! whose a rating is (R30).

use super::{Row, SCHEMA, Store, StoreError, n, s};
use domain::dossier::rating::AnonymousRating;
use uuid::Uuid;

impl Store {
    /// The row of one rating, to be written with the step that gave it.
    pub(super) fn rating_row(&self, rating: &AnonymousRating) -> Result<Row, StoreError> {
        let month = rating.month.strftime("%Y%m").to_string();
        let pk = self.pk("RATE", &format!("{}#{month}", rating.return_centre));
        let sk = Uuid::new_v4().to_string();
        let body = self.body(rating, &format!("{pk}#{sk}"))?;
        Ok(Row::from([
            ("pk".to_owned(), s(pk)),
            ("sk".to_owned(), s(sk)),
            ("sv".to_owned(), n(SCHEMA)),
            ("b".to_owned(), body),
        ]))
    }
}
